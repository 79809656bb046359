"""What `typical` returns: the lines nearest to the mean use of something, and those farthest from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.text import ContextRow


@dataclass(frozen=True)
class Typicality:
    """How typical a use is, `typical` or `odd`: its cosine with the mean of those in other documents, of its `part`."""

    part: str
    kind: str
    rank: int
    cosine: float


@dataclass(frozen=True)
class TypicalRow(ContextRow, Typicality):
    """A line with how typical the use in it is, which is said first."""


@dataclass(frozen=True)
class TypicalPart:
    """How many uses a part has, in how many documents, and their mean cosine with the mean of the others."""

    name: str
    places: int
    documents: int
    cosine: float


@dataclass(frozen=True)
class Typical(Answer):
    """The lines with the most and the least typical uses, of all or of each part that a variable makes.

    `places` of all `total` places were looked at; `fit`: how far known words fit vectors made in the same way.
    """

    kind: ClassVar[str] = "typical"
    query: str
    model: str
    corpus: str
    by: str
    places: int
    total: int
    parts: tuple[TypicalPart, ...]
    rows: tuple[TypicalRow, ...]
    fit: float | None = None
    unit: str = "word"
