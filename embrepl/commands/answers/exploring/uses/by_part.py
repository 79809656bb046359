"""What `uses` returns: how something is used in each part of a text that a variable makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class UseRow:
    """A neighbour of a target in a part: its cosine there and in all other parts, each with half its 95 % interval.

    `rate`: the least false discovery rate at which the two cosines differ; None where they were not compared, as the
    `note` says. `mark`: "nearer" or "farther" than in the other parts where that is 0.05 at most, else "". The part has
    so many `places` in so many `documents`, of `document_total`; `spread` is the mean cosine distance of two uses in
    different documents. A part without any place, or without any neighbour, has one row without a `rank`.
    """

    part: str
    places: int
    documents: int
    document_total: int
    spread: float | None
    spread_error: float | None
    rank: int | None
    word: str
    cosine: float | None
    error: float | None
    elsewhere: float | None
    elsewhere_error: float | None
    rate: float | None
    mark: str
    note: str


@dataclass(frozen=True)
class UsesByPart(Answer):
    """How a target is used in the parts that a variable makes; `places` of all `total` places were looked at.

    `compared`: words whose cosines were compared, over which rates are false discovery rates; `fit`: how far known
    words fit vectors made in the same way. `clusters`: what `documents` counts, documents or the chapters of a few.
    """

    kind: ClassVar[str] = "uses"
    query: str
    model: str
    corpus: str
    by: str
    places: int
    total: int
    compared: int
    rows: tuple[UseRow, ...]
    fit: float | None = None
    clusters: str = "document"
