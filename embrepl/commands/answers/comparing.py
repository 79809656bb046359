"""Models side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class ComparedRow:
    """A model in a comparison, and the corpus that it comes from.

    `seconds` of its training; `scores`, their `intervals`, `coverage`, and how many questions are `covered` of how
    many, by test; `neighbours` by word, nearest first; `stopped`: how far it came when it was stopped; `failed`: why
    there is no model.
    """

    model: str
    corpus: str
    objective: str
    seconds: float | None
    mean: float | None
    scores: dict[str, float | None]
    coverage: dict[str, float]
    intervals: dict[str, tuple[float, float] | None]
    covered: dict[str, tuple[int, int]]
    verdict: str
    effective_rank: float | None
    dim: int
    neighbours: dict[str, tuple[str, ...]]
    stopped: str
    failed: str


@dataclass(frozen=True)
class Compared(Answer):
    """Objectives and models side by side; `corpora`: where they come from.

    `agreed`: for each word the neighbours that two models or more name; `left_out`: what Ctrl-C left untrained;
    `current`: the model that is current now, and `reason`: why that one; `recommendation`: which to take, and how
    sure that is.
    """

    kind: ClassVar[str] = "comparison"
    corpora: tuple[str, ...]
    tests: tuple[str, ...]
    words: tuple[str, ...]
    agreed: dict[str, tuple[str, ...]]
    left_out: tuple[str, ...]
    current: str | None
    reason: str
    recommendation: str
    rows: tuple[ComparedRow, ...]
