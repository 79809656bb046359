"""How sure the neighbours of a word are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class StableRow:
    """A neighbour in the model, or one that most runs have `instead` (then it has no `rank`).

    `kept`: the runs in which it is among the nearest, of `runs`; the cosine lies between `low` and `high` 95 times in
    100, None where too few runs have the word.
    """

    rank: int | None
    word: str
    cosine: float
    count: int | None
    kept: int
    runs: int
    low: float | None
    high: float | None
    instead: bool


@dataclass(frozen=True)
class Stable(Answer):
    """The neighbours of a query, and how they fare in runs of the same recipe on resampled texts.

    `wanted`: runs that were asked for; `documents`, `blocks` and `block`: what the text was resampled by, blocks of so
    many words; `share`: of the neighbours that a run keeps, on average; `units`: in how many documents or blocks the
    rarest word of the query stands; `verdict`: firm, fair, loose or unknown, and `sentence` says it.
    """

    kind: ClassVar[str] = "stability"
    beside: ClassVar[tuple[str, ...]] = ("query", "model")
    query: str
    model: str
    runs: int
    wanted: int
    documents: int
    blocks: int
    block: int
    share: float | None
    units: int
    verdict: str
    sentence: str
    notes: tuple[str, ...]
    rows: tuple[StableRow, ...]


@dataclass(frozen=True)
class RunsKept(Answer):
    """A job has made runs of a model on resampled texts: `runs` there are now, of `wanted`."""

    kind: ClassVar[str] = "runs"
    report: ClassVar[bool] = True
    model: str
    runs: int
    wanted: int
