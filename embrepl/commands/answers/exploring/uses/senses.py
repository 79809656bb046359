"""What `senses` returns: groups of the uses of something, how stable they are, their words and lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class SenseRow:
    """A group of uses, the greatest first: how many places and documents, and which share of the places.

    `stability`: the mean Jaccard index of the group over samples of the documents, None of all uses as one group.
    `words` are nearer to its mean use than to those of the other groups; of one group the nearest ones.
    """

    sense: int
    places: int
    share: float
    documents: int
    stability: float | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class SenseLine:
    """A line of a sense, the nearest to its middle first, with where it is as in `kwic`."""

    sense: int
    rank: int
    cosine: float
    file: str
    record: int | None
    line: int
    word: int | None
    left: str
    match: str
    right: str


@dataclass(frozen=True)
class TriedNumber:
    """A number of senses: how far the groups of two halves of the documents agree, and at most those of noise."""

    k: int
    agreement: float
    reference: float
    found: bool


@dataclass(frozen=True)
class SensesFound(Answer):
    """The senses of a target: `places` of all `total` places were looked at.

    `asked`: how many were asked for, None where the number was looked for. `tried`: the numbers that were tested, none
    where there are too few uses; `needed` is the agreement from which on groups are taken for senses.
    `clusters`: what `documents` counts, documents or the chapters of a few.
    """

    kind: ClassVar[str] = "senses"
    query: str
    model: str
    corpus: str
    places: int
    total: int
    documents: int
    asked: int | None
    needed: float
    tried: tuple[TriedNumber, ...]
    rows: tuple[SenseRow, ...]
    lines: tuple[SenseLine, ...]
    unit: str = "word"
    clusters: str = "document"
