"""What `alike` returns: two targets beside each other in the text and in the vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.text import ContextRow


@dataclass(frozen=True)
class AlikeSide:
    """One of the two: how often it stands in its text, or in its part of it, and how evenly over documents.

    `dp`: Gries' DP, 0 even, near 1 all in one, None of one document; `spread`: the mean cosine distance of two uses in
    different documents, with half of its 95 % interval. `lines`: its two most typical ones. `clusters`: what
    `documents` counts, documents or the chapters of a few.
    """

    target: str
    count: int
    per_million: float
    documents: int
    document_share: float
    dp: float | None
    spread: float | None
    spread_error: float | None
    lines: tuple[ContextRow, ...]
    clusters: str = "document"


@dataclass(frozen=True)
class InBoth:
    """Words of both targets, and of each alone, in their order."""

    shared: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class AlikeRow:
    """One line of the page, as text: what is compared, what the first has, what the second has, what both have."""

    compared: str
    first: str
    second: str
    both: str


@dataclass(frozen=True)
class Alike(Answer):
    """Two targets compared.

    `cosine` of their mean uses, with half of its 95 % interval; `distance`: of these, squared, less what noise adds;
    `p` of the difference by so many `draws`; None where there are too few documents, as `note` says, which also names
    what of two parts is left in. `model_cosine` and
    `percentile`: of their vectors, where both are words of the model. `neighbours` are among the nearest `among` of
    each. `rows` are the page as a table.
    """

    kind: ClassVar[str] = "alike"
    first: AlikeSide
    second: AlikeSide
    model: str
    cosine: float
    error: float | None
    distance: float
    p: float | None
    draws: int
    model_cosine: float | None
    percentile: float | None
    neighbours: InBoth
    collocates: InBoth
    among: int
    window: int
    rows: tuple[AlikeRow, ...]
    note: str = ""
    fit: float | None = None
    unit: str = "word"
