"""Scores of models on tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class ScoreRow:
    """A test, or a part of one, and what a model scored; None: too little is covered.

    `by` is empty for the whole test, else what its `part` goes by: its sections, or the frequency of the rarest word of
    a question. `measure`: Spearman's rho of judged pairs, the share of analogies solved, or of words whose nearest word
    is of their group. The true score lies between `low` and `high` 95 times in 100. `skipped`: lines of the file that
    are no question.
    """

    test: str
    by: str
    part: str
    covered: int
    questions: int
    coverage: float
    score: float | None
    low: float | None
    high: float | None
    measure: str
    skipped: int


@dataclass(frozen=True)
class Evaluation(Answer):
    """What a model scored on tests, and the mean of the scores, None where it would mix measures or there are none.

    `notes`: on the files, on questions that are not covered, and on scores that say little.
    """

    kind: ClassVar[str] = "evaluation"
    model: str
    mean: float | None
    rows: tuple[ScoreRow, ...]
    notes: tuple[str, ...] = ()
