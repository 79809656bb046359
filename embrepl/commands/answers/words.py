"""Answers about words and their vectors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class NeighbourRow:
    """One near word; `mutual`: whether the query is among the k nearest of this word too (None: not one word).

    `percentile`: the share, in percent, of random pairs of words about as frequent as the query and this one whose
    cosine is lower (None: not one word). `count` is None for vectors that came without counts. `kept`: in how many of
    the runs that `stable` made it is among the k nearest, and where they say that its cosine lies; None without runs.
    `value`: what another measure than the cosine gives; `error`: half of the 95 % interval of the cosine, of a query
    made of its places in two documents or more.
    """

    rank: int
    word: str
    cosine: float
    percentile: float | None
    count: int | None
    mutual: bool | None
    kept: int | None = None
    low: float | None = None
    high: float | None = None
    value: float | None = None
    error: float | None = None


@dataclass(frozen=True)
class MadeOf:
    """What a vector was made of: so many of all `total` places, in so many documents; how: "contexts" or "counts".

    `fit`: the mean cosine of the vectors of known words with those made of their contexts; None where it is not known,
    or not needed. `reliability`: the share of the squared length of the vector that is no noise, None of one document;
    `sure`: whether its cosines have intervals, for which so many documents are `needed`; `cluster`: "chapter" where
    these are counted instead of a few long documents.
    """

    how: str
    places: int
    total: int
    documents: int
    fit: float | None = None
    reliability: float | None = None
    sure: bool = True
    needed: int = 0
    cluster: str = "document"


@dataclass(frozen=True)
class Neighbours(Answer):
    """The words nearest to a query, in the `order` of a measure, or of the cosine and how often each was seen.

    `far`: the farthest ones instead; `among`: which words were looked at, "" for all.
    `note` says why there are none, or few, where that is the model's nature; `unseen`: words of the query whose vectors
    come from their n-grams alone; `runs`: how many runs on resampled texts the model has; `made_of`: the places of a
    query that is no word of the model.
    """

    kind: ClassVar[str] = "neighbours"
    query: str
    model: str
    rows: tuple[NeighbourRow, ...]
    note: str = ""
    unseen: tuple[str, ...] = ()
    order: str = "cosine"
    runs: int = 0
    far: bool = False
    among: str = ""
    made_of: MadeOf | None = None


@dataclass(frozen=True)
class SideRow:
    """The words of a rank, their cosines and counts, by model; a model with fewer words has none here.

    `value`: what another measure than the cosine gives; none by the cosine.
    """

    rank: int
    word: dict[str, str]
    cosine: dict[str, float]
    count: dict[str, int | None]
    value: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class SideBySide(Answer):
    """The words nearest to a query in several models; `common`: those that all of them name; `notes`: what differs.

    `order`: the measure that they are nearest by.
    """

    kind: ClassVar[str] = "side-by-side"
    query: str
    models: tuple[str, ...]
    rows: tuple[SideRow, ...]
    common: tuple[str, ...] = ()
    far: bool = False
    notes: tuple[str, ...] = ()
    order: str = "cosine"


@dataclass(frozen=True)
class Distance(Answer):
    """Two words: cosine, Euclidean distance, the original recipe's mean difference, mean squared one, percentile.

    `percentile`: the share, in percent, of `pairs` random pairs of like frequency whose cosine is lower. `unseen`:
    which of the two have a vector from their n-grams alone, and no frequency.
    """

    kind: ClassVar[str] = "distance"
    a: str
    b: str
    model: str
    cosine: float
    euclidean: float
    mean_difference: float
    mean_squared_difference: float
    percentile: float
    pairs: int
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordVector(Answer):
    """A word, how frequent it is (`count` None: not known; no rank: never seen), and its D numbers."""

    kind: ClassVar[str] = "vector"
    word: str
    model: str
    rank: int | None
    words: int
    count: int | None
    norm: float
    values: tuple[float, ...]
