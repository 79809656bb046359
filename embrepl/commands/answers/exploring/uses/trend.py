"""What `trend` returns: how something is used period by period, and whether that moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class TrendRow:
    """A period: how often the target stands in it, per million words too, in how many documents.

    `cosine` of its use there with what is compared, and the ends of its 95 % interval, all cut at -1 and 1; None where
    it is not sure, and a `note` on why.
    """

    period: str
    places: int
    per_million: float
    documents: int
    cosine: float | None
    low: float | None
    high: float | None
    note: str


@dataclass(frozen=True)
class TrendWord:
    """A word that comes nearer ("coming") or goes farther ("going"): how its cosine grows over the whole time.

    `change` is from the first to the last number, with half of its 95 % interval; `rate` is the false discovery rate.
    """

    word: str
    direction: str
    change: float
    error: float
    rate: float


@dataclass(frozen=True)
class Trend(Answer):
    """How something is used over the numbers of a variable, `low` to `high`.

    `compared`: the word whose cosine is shown, "" for the mean use in all other periods. `slope` of that cosine by unit
    and half of its 95 % interval, None without a word; the line of that slope goes through `cosine_at_mean` at the
    `mean_number` of the uses; `p` of the movement, along that word where there is one, over so
    many `permutations` of the documents' numbers; None where it was not tested, as `note` says. `first_to_last`: the
    cosine of the use that is fitted at the lowest number with that at the highest. `words` come and go.
    `shared`: the share of the plain movement that moves all words, taken out unless `plain`; None where nothing moves.
    """

    kind: ClassVar[str] = "trend"
    beside: ClassVar[tuple[str, ...]] = ("slope", "slope_error", "p", "first_to_last", "mean_number", "cosine_at_mean")
    query: str
    model: str
    corpus: str
    by: str
    compared: str
    places: int
    total: int
    low: float
    high: float
    slope: float | None
    slope_error: float | None
    p: float | None
    permutations: int
    first_to_last: float | None
    tested: int
    words: tuple[TrendWord, ...]
    rows: tuple[TrendRow, ...]
    note: str = ""
    fit: float | None = None
    shared: float | None = None
    plain: bool = False
    mean_number: float | None = None
    cosine_at_mean: float | None = None
