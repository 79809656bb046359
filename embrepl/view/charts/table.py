"""The table of charts: the answers that have a picture, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.dispersion import PlacesInText
from embrepl.commands.answers.exploring.contrasts import AxisPlaces
from embrepl.commands.answers.exploring.maps import WordMap
from embrepl.commands.answers.exploring.relations import Similarities
from embrepl.commands.answers.exploring.stability import Stable
from embrepl.commands.answers.exploring.surveys.losses import LossCurves
from embrepl.commands.answers.exploring.trees import JoiningTree
from embrepl.commands.answers.exploring.uses.by_part import UsesByPart
from embrepl.commands.answers.exploring.uses.contrast import Contrast, ContrastAll, ContrastByPart
from embrepl.commands.answers.exploring.uses.trend import Trend
from embrepl.commands.answers.models import HealthReport
from embrepl.commands.answers.vocabulary import ZipfLaw
from embrepl.view.charts.kinds import Chart
from embrepl.view.charts.makers import maps, statistics, training, trees, uses, vectors

CHARTS: dict[type[Answer], Callable[[Any], Chart | None]] = {
    Contrast: uses.contrast,
    ContrastByPart: uses.contrast_by_part,
    ContrastAll: uses.contrast_all,
    Trend: uses.trend,
    UsesByPart: uses.uses,
    Similarities: vectors.similarities,
    Stable: vectors.stable,
    AxisPlaces: vectors.axis,
    HealthReport: vectors.health,
    PlacesInText: statistics.places,
    ZipfLaw: statistics.zipf,
    JoiningTree: trees.tree,
    LossCurves: training.losses,
    WordMap: maps.word_map,
}


EMPTY: dict[type[Answer], str] = {
    Contrast: "no word tells the two uses apart",
    ContrastByPart: "no part has uses enough for a distance",
    ContrastAll: "no word is used differently",
    Trend: "no period has a cosine that is sure",
    UsesByPart: "no part has a neighbour",
    Stable: "there is no neighbour",
    AxisPlaces: "no word has a place on the axis",
    HealthReport: "the model has no singular values",
    ZipfLaw: "no word is seen",
}


def why_no_picture(answer: Answer) -> str:
    """Return why an answer of a kind that has a picture has none, "" where it has one or the kind has none."""
    if type(answer) not in CHARTS or chart_of(answer) is not None:
        return ""
    return f"Nothing to draw: {EMPTY.get(type(answer), 'there is nothing in it')}. This is the table."


def chart_of(answer: Answer) -> Chart | None:
    """Return the picture of an answer; None where it has none, or where there is nothing to be seen."""
    make = CHARTS.get(type(answer))
    return make(answer) if make else None
