"""Products of the 8-bit copy of vectors with several queries at once.

Axes: V words, D dimensions, m queries, n words looked at together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.passes.codes import FLOATS, Codes, encoded
from embrepl.space.passes.scores import Asked

MOST_QUERIES = 16  # in one pass
_TOGETHER = 4  # queries that processors take at once, with zeros for those that are missing
_NARROW = 128  # numbers; so short a word and the next are read as one, where there is one query: half the time
_GROUP = 32  # words that are looked at by their greatest product alone
_TINY = 1e-30  # no scale of a vector of length one is below
_ROWS = 1 << 15  # looked at together: what comes of them stays in the processor's cache


class Pairs(NamedTuple):
    """Queries by their numbers and words by their rows, in pairs (p,), and whether each is surely above a limit."""

    queries: NDArray[np.int64]
    rows: NDArray[np.int64]
    sure: NDArray[np.bool_]


class Products:
    """Cosines of all words with vectors of length one (m, D), each known within a bound; see `codes`."""

    def __init__(self, codes: Codes, queries: Codes) -> None:
        import numkong

        self._codes, self._queries, self._scales = codes, queries, queries.scales
        self._factor, self._term = 1 + queries.most_rest, queries.most_rest + np.float32(FLOATS)
        count, width = queries.numbers.shape
        self._columns = count + (-count % _TOGETHER if count > 1 else 0)
        numbers = np.zeros((self._columns, width), np.int8)
        numbers[:count] = queries.numbers
        self._packed, self._pair = numkong.dots_pack(numbers), None
        if count == 1 and width <= _NARROW:
            pair = np.zeros((2, 2 * width), np.int8)
            pair[0, :width] = pair[1, width:] = numbers[0]
            self._pair = numkong.dots_pack(pair)

    @classmethod
    def of(cls, codes: Codes, units: NDArray[np.floating]) -> Products:
        """Return those with vectors of length one (m, D)."""
        return cls(codes, encoded(units))

    def some(self, which: NDArray[np.integer] | slice) -> Products:
        """Return those with some of the vectors."""
        return Products(self._codes, self._queries.some(which))

    def bound(self, rows: NDArray[np.int64] | slice) -> NDArray[np.float32]:
        """Return how far cosines of some rows may be from what comes of the 8-bit numbers, (n,)."""
        bound: NDArray[np.float32] = self._codes.rests[rows] * self._factor
        bound += self._term
        return bound

    @property
    def most(self) -> float:
        """How far any cosine may be from that."""
        return float(self._codes.most_rest * self._factor + self._term)

    def lowest(self, first: int, last: int, out: NDArray[np.float32]) -> None:
        """Put into `out` (m, V) what the cosines of the words from `first` up to `last` are at least."""
        for some, products in self._blocks(first, last):
            bound = self.bound(some)
            for query, lowest in enumerate(out):
                self._cosines(query, some, products, lowest[some])
                lowest[some] -= bound

    def surely_above(self, rows: NDArray[np.int64], asked: Asked) -> NDArray[np.bool_]:
        """Return which of some words surely have a score above the limit of which query, (n, m)."""
        import numkong

        products = np.asarray(numkong.dots_packed(self._codes.numbers[rows], self._packed))[:, : len(self._scales)]
        cosines = products * self._codes.scales[rows, None] * self._scales
        return np.asarray(cosines - self.bound(rows)[:, None] > asked.least(rows))

    def above(self, first: int, last: int, asked: Asked) -> Pairs:
        """Find which words from `first` up to `last` may have a score above the limit of which query."""
        likely = [self._likely(some, products, asked) for some, products in self._blocks(first, last)]
        rows, queries, products = map(np.concatenate, zip(*likely, strict=True))
        cosines = products * self._codes.scales[rows] * self._scales[queries]
        limits, bound = asked.least_of(queries, rows), self.bound(rows)
        may = (cosines > limits - bound).nonzero()[0]
        return Pairs(queries[may], rows[may], cosines[may] > limits[may] + bound[may])

    def _likely(
        self, some: slice, products: NDArray[np.int32], asked: Asked
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
        """Return those rows of a block, and queries, whose cosines it is worth to look at, and their products, (p,).

        Words are looked at in groups: where the greatest product of a group is too small, so are all.
        """
        size = _GROUP if len(products) % _GROUP == 0 else 1
        groups, queries = len(products) // size, self._columns
        scales = np.maximum.reduce(self._codes.scales[some].reshape(size, groups), axis=0)
        grouped = products.reshape(size, groups * queries)
        least = np.multiply.outer(1 / np.maximum(scales, _TINY), self._least_products(some, asked)).ravel()
        hits = (np.maximum.reduce(grouped, axis=0) > least).nonzero()[0]
        place, which = (grouped.take(hits, axis=1) > least[hits]).nonzero()
        group, query = np.divmod(hits, queries)
        return some.start + place * groups + group[which], query[which], grouped[place, hits[which]]

    def _least_products(self, some: slice, asked: Asked) -> NDArray[np.float64]:
        """Return what products, times a word's scale, have to be above for a score above the limit, at least, (m,).

        Infinite for the columns that are filled up.
        """
        least = asked.least_of_all(some) - self.most
        result = np.full(self._columns, np.inf)
        result[: len(least)] = np.where(least < 0, -np.inf, least / np.maximum(self._scales, _TINY))
        return result

    def _blocks(self, first: int, last: int) -> Iterator[tuple[slice, NDArray[np.int32]]]:
        """Yield which words, and their products with the queries, (n, m) or a little wider; n in whole groups, or less.

        The products are overwritten by the next.
        """
        import numkong

        out = None
        while first < last:
            size = min(_ROWS, last - first)
            size -= size % _GROUP if size > _GROUP else 0
            some = slice(first, first + size)
            numbers, packed, shape = self._codes.numbers[some], self._packed, (size, self._columns)
            if self._pair is not None and size % 2 == 0:
                numbers, packed, shape = numbers.reshape(size // 2, -1), self._pair, (size // 2, 2)
            if out is None or out.shape != shape:
                out = numkong.empty(shape, dtype="int32")
            numkong.dots_packed(numbers, packed, out=out)
            yield some, np.asarray(out).reshape(size, self._columns)
            first += size

    def _cosines(self, query: int, some: slice, products: NDArray[np.int32], out: NDArray[np.float32]) -> None:
        """Put the cosines that come of the 8-bit numbers into `out` (n,)."""
        np.multiply(products[:, query], self._codes.scales[some], out=out, dtype=np.float32, casting="unsafe")
        out *= self._scales[query]
