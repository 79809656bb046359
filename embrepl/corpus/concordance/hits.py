"""Where in the text the words of a query stand; as little as possible is fetched before it is needed.

Axes: H hits, K types.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places, Positions, evenly

HITS_AT_ONCE = 1 << 20  # hits that are given at a time


@dataclass(frozen=True)
class Spans:
    """Hits: the first token of each, how many tokens it has, and what of these is no part of it.

    Of new_york_city, york is found one word `into` the first token, with one word `left` of the last one behind it. Of
    林黛玉笑, 黛玉 is found with one character `before` it in its first word and one `behind` it in its last.
    """

    places: Places  # (H,)
    lengths: Places  # (H,)
    into: Places  # (H,)
    left: Places  # (H,)
    before: Places  # (H,)
    behind: Places  # (H,)

    @classmethod
    def whole(cls, places: Places, length: int = 1) -> Spans:
        """Return hits of so many whole tokens. (H,)."""
        none = np.broadcast_to(np.int64(0), places.shape)
        return cls(places, np.broadcast_to(np.int64(length), places.shape), none, none, none, none)

    @classmethod
    def concatenate(cls, parts: list[Spans]) -> Spans:
        """Return the hits of several one after the other."""
        return cls(*(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(cls)))

    def __len__(self) -> int:
        return self.places.size

    def __getitem__(self, which: Places | NDArray[np.bool_] | slice) -> Spans:
        return Spans(*(getattr(self, each.name)[which] for each in fields(self)))

    def evenly(self, most: int) -> Spans:
        """Return `most` of them, evenly spread, or all."""
        return self[evenly(len(self), most)] if len(self) > most else self

    def in_order(self) -> Spans:
        """Return them in the order of the text."""
        return self[np.lexsort((self.lengths, self.before, self.into, self.places))]

    def one_a_place(self) -> Spans:
        """Return the first of those at each place, in the order of the text."""
        ordered = self.in_order()
        return ordered[np.unique(ordered.places, return_index=True)[1]]


class Hits(ABC):
    """All hits of a question: how many there are, the first ones, some at random, or all of them block by block."""

    total: int

    @abstractmethod
    def first(self, most: int | None = None) -> Spans:
        """Return the first `most` hits, or all, in the order of the text."""

    @abstractmethod
    def at(self, which: Places) -> Spans:
        """Return hits by their numbers, in the order of these. (H,)."""

    def some(self, most: int, generator: np.random.Generator) -> Spans:
        """Return `most` hits drawn at random, each at most once, in the order of the text."""
        which = generator.choice(self.total, min(most, self.total), replace=False, shuffle=False)
        return self.at(np.sort(which)).in_order()

    def blocks(self) -> Iterator[Spans]:
        """Yield all hits, some at a time and in no order that means anything."""
        for begin in range(0, self.total, HITS_AT_ONCE):
            yield self.at(np.arange(begin, min(begin + HITS_AT_ONCE, self.total)))


@dataclass(frozen=True)
class TypeHits(Hits):
    """All places of some types; none is fetched before it is needed."""

    positions: Positions
    numbers: Places  # (K,)

    @property
    def total(self) -> int:  # type: ignore[override]
        """How many there are."""
        return int(self.positions.counts(self.numbers).sum())

    def first(self, most: int | None = None) -> Spans:
        """Return the first hits."""
        return Spans.whole(self.positions.among(self.numbers, most))

    def at(self, which: Places) -> Spans:
        """Return hits by their numbers."""
        return Spans.whole(self.positions.choose(self.numbers, which)[0])


@dataclass(frozen=True)
class PartHits(Hits):
    """All places of a text inside types: one type of each kind, and where it stands in that, as `Spans` has it."""

    positions: Positions
    numbers: Places  # (K,)
    into: Places  # (K,)
    left: Places  # (K,)
    before: Places  # (K,)
    behind: Places  # (K,)

    @property
    def total(self) -> int:  # type: ignore[override]
        """How many there are."""
        return int(self.positions.counts(self.numbers).sum())

    def first(self, most: int | None = None) -> Spans:
        """Return the first hits."""
        return self._spans(*self.positions.list_places(self.numbers, most)).in_order()[:most]

    def at(self, which: Places) -> Spans:
        """Return hits by their numbers."""
        return self._spans(*self.positions.choose(self.numbers, which))

    def _spans(self, places: Places, of: Places) -> Spans:
        one = np.broadcast_to(np.int64(1), places.shape)
        return Spans(places, one, self.into[of], self.left[of], self.before[of], self.behind[of])


@dataclass(frozen=True)
class SearchedHits(Hits):
    """Hits that had to be searched for one by one, in the order of the text."""

    spans: Spans

    @property
    def total(self) -> int:  # type: ignore[override]
        """How many there are."""
        return len(self.spans)

    def first(self, most: int | None = None) -> Spans:
        """Return the first hits."""
        return self.spans[:most]

    def at(self, which: Places) -> Spans:
        """Return hits by their numbers."""
        return self.spans[which]


def union(results: Sequence[Hits]) -> Hits:
    """Return the hits of several questions together, each place once."""
    types = [each for each in results if isinstance(each, TypeHits)]
    if len(types) == len(results):
        return TypeHits(types[0].positions, np.unique(np.concatenate([each.numbers for each in types])))
    spans = Spans.concatenate([each.first() for each in results]).in_order()
    columns = np.stack([getattr(spans, each.name) for each in fields(spans)])  # (6, H)
    fresh = np.ones(len(spans), np.bool_)
    fresh[1:] = (columns[:, 1:] != columns[:, :-1]).any(axis=0)
    return SearchedHits(spans[fresh])
