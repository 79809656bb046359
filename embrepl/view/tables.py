"""The table of drawings: one for each kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import RenderableType

from embrepl.commands import answers, text_answers, training_answers
from embrepl.commands.answers import Answer
from embrepl.view.pages import comparing, contexts, corpora, models, text, words
from embrepl.view.pages import help as guide
from embrepl.view.style import Trimmed

DRAWINGS: dict[type[Answer], Callable[[Any], RenderableType]] = {
    answers.Loaded: corpora.loaded,
    answers.Examined: corpora.examined,
    answers.Forgotten: corpora.forgotten,
    answers.CorpusFiles: corpora.files,
    answers.TrainedModel: models.trained,
    answers.Planned: models.planned,
    answers.Started: models.started,
    answers.Neighbours: words.neighbours,
    answers.Distance: words.distance,
    answers.WordVector: words.vector,
    answers.HealthReport: models.health,
    answers.Exported: models.exported,
    text_answers.TopWords: text.top,
    text_answers.Frequencies: text.frequencies,
    text_answers.FoundWords: text.found,
    text_answers.Contexts: contexts.contexts,
    text_answers.Collocates: text.collocates,
    text_answers.Ngrams: text.ngrams,
    text_answers.Dispersion: text.dispersion,
    text_answers.Keywords: text.keywords,
    text_answers.ZipfLaw: text.zipf,
    training_answers.Explained: comparing.explained,
    training_answers.Compared: comparing.compared,
    training_answers.Evaluation: comparing.evaluation,
    training_answers.GoesOn: comparing.goes_on,
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
