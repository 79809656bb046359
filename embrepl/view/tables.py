"""The table of drawings: one for each kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import RenderableType

from embrepl.commands import answers
from embrepl.commands.answers import Answer
from embrepl.view import corpora, guide, models, words
from embrepl.view.style import Trimmed

DRAWINGS: dict[type[Answer], Callable[[Any], RenderableType]] = {
    answers.Loaded: corpora.loaded,
    answers.TrainedModel: models.trained,
    answers.Started: models.started,
    answers.Neighbours: words.neighbours,
    answers.Distance: words.distance,
    answers.WordVector: words.vector,
    answers.HealthReport: models.health,
    answers.Info: corpora.info,
    answers.Models: models.models,
    answers.Used: corpora.used,
    answers.Objectives: models.objectives,
    answers.Jobs: models.jobs,
    answers.HelpList: guide.help_list,
    answers.HelpPage: guide.help_page,
    answers.Goodbye: guide.goodbye,
}


def draw(answer: Answer) -> RenderableType:
    """Return an answer as what rich can print."""
    return Trimmed(DRAWINGS[type(answer)](answer))
