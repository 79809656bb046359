"""Answers on where in a text something stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class PartRow:
    """A part of the text, from 1: a file, a document or a stretch of tokens."""

    part: int
    name: str
    tokens: int
    count: int
    per_million: float


@dataclass(frozen=True)
class Dispersion(Answer):
    """How evenly something is spread over parts: `by` files, documents or parts; `range` of all `parts` have it.

    Parts without any token have no row and do not count in the figures. `stripes`: of each row, how many places
    stand in each of its equal stretches, from begin to end; none where there are many parts, or they lie apart.
    """

    kind: ClassVar[str] = "dispersion"
    beside: ClassVar[tuple[str, ...]] = ("range", "juilland_d", "dp", "dp_norm")
    query: str
    corpus: str
    count: int
    by: str
    range: int
    juilland_d: float | None
    dp: float
    dp_norm: float | None
    rows: tuple[PartRow, ...]
    note: str = ""
    unit: str = "word"
    parts: int = 0
    stripes: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class SpreadRow:
    """How often a target is seen, in how many parts, and how evenly: the figures that `Dispersion` has."""

    target: str
    count: int
    range: int
    juilland_d: float | None
    dp: float
    dp_norm: float | None


@dataclass(frozen=True)
class TextPart:
    """A part of the text, from 1: a file, a document or a stretch, and its size in tokens."""

    part: int
    name: str
    tokens: int


@dataclass(frozen=True)
class PlaceRow:
    """A place of a target in a part: 0 is where the part begins, 1 where it ends; in thousandths with counts."""

    target: str
    part: int
    name: str
    place: float
    count: int = 1


@dataclass(frozen=True)
class PlacesInText(Answer):
    """Where some targets stand in the parts of a text: files, documents or stretches, as `by` says."""

    kind: ClassVar[str] = "places"
    corpus: str
    by: str
    targets: tuple[SpreadRow, ...]
    parts: tuple[TextPart, ...]
    rows: tuple[PlaceRow, ...]
    unit: str = "word"
