"""What `senses` returns: groups of the uses of something, how stable they are, their words and lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.text import ContextRow


@dataclass(frozen=True)
class SenseRow:
    """A group of uses, the greatest first: how many places and documents, and which share of the places.

    `stability`: the mean Jaccard index of the group over samples of the documents, None of all uses as one group.
    `words` are nearer to its mean use than to those of the other groups; of one group the nearest ones. `shares`: of
    its places, by the part that they are in, the greatest first; none where the text has no parts.
    """

    sense: int
    places: int
    share: float
    documents: int
    stability: float | None
    words: tuple[str, ...]
    shares: dict[str, float]


@dataclass(frozen=True)
class InSense:
    """The place of a use among those of a sense, the nearest to its middle first."""

    sense: int
    rank: int
    cosine: float


@dataclass(frozen=True)
class SenseLine(ContextRow, InSense):
    """A line of a sense, with the place of the use in it, which is said first."""


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
    `clusters`: what `documents` counts, documents or the chapters of a few. `by`: the variable whose parts the groups
    are nearest to, "" where there is none; `association` of the groups and these parts: Cramér's V, less its bias;
    `follows`: whether that is so high that the groups may be those of the parts.
    """

    kind: ClassVar[str] = "senses"
    beside: ClassVar[tuple[str, ...]] = ("by", "association", "follows")
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
    by: str = ""
    association: float | None = None
    follows: bool = False
