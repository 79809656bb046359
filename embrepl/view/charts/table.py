"""The table of charts: the answers that have a picture, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.exploring.maps import WordMap
from embrepl.view.charts.kinds import Chart
from embrepl.view.charts.makers import maps

CHARTS: dict[type[Answer], Callable[[Any], Chart | None]] = {WordMap: maps.word_map}


def chart_of(answer: Answer) -> Chart | None:
    """Return the picture of an answer; None where it has none, or where there is nothing to be seen."""
    make = CHARTS.get(type(answer))
    return make(answer) if make else None
