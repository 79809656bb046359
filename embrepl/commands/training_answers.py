"""What the commands about trainings as such return: explained, compared, evaluated; see `answers`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers import Answer, OptionRow


@dataclass(frozen=True)
class Explained(Answer):
    """An objective in full: what it is, by which papers and equation, and when to use it; its options as rows.

    `differs`: how we differ from the papers; `limits`: what it cannot do; `recipes`: names and what they are.
    """

    kind: ClassVar[str] = "explanation"
    objective: str
    summary: str
    what: str
    equation: str
    papers: tuple[str, ...]
    differs: str
    use: str
    limits: str
    recipes: tuple[tuple[str, str], ...]
    rows: tuple[OptionRow, ...]


@dataclass(frozen=True)
class ScoreRow:
    """A test and what a model scored: Spearman's rho or the share of analogies solved; None: too little is covered."""

    test: str
    measure: str
    score: float | None
    covered: int
    questions: int
    coverage: float


@dataclass(frozen=True)
class Evaluation(Answer):
    """What a model scored on tests, and the mean of the scores."""

    kind: ClassVar[str] = "evaluation"
    model: str
    mean: float | None
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True)
class ComparedRow:
    """A model in a comparison.

    `seconds` of its training; `scores` and `coverage` by test; `neighbours` by word, nearest first; `stopped`: how far
    it came when it was stopped; `failed`: why there is no model.
    """

    model: str
    objective: str
    seconds: float | None
    mean: float | None
    scores: dict[str, float | None]
    coverage: dict[str, float]
    verdict: str
    effective_rank: float | None
    dim: int
    neighbours: dict[str, tuple[str, ...]]
    stopped: str
    failed: str


@dataclass(frozen=True)
class Compared(Answer):
    """Objectives side by side on one corpus.

    `agreed`: for each word the neighbours that two models or more name; `left_out`: what Ctrl-C left untrained.
    """

    kind: ClassVar[str] = "comparison"
    corpus: str
    tests: tuple[str, ...]
    words: tuple[str, ...]
    agreed: dict[str, tuple[str, ...]]
    left_out: tuple[str, ...]
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True)
class GoesOn(Answer):
    """A job that was watched goes on in the background."""

    kind: ClassVar[str] = "goes-on"
    job: int
    title: str
    share: float
