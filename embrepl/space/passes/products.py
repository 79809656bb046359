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
_GROUP = 32  # words that are looked at by their greatest product alone
_ROWS = 1 << 14  # looked at together: what comes of them stays in the processor's cache


class Pairs(NamedTuple):
    """Queries by their numbers and words by their rows, in pairs (p,), and whether each is surely above a limit."""

    queries: NDArray[np.int64]
    rows: NDArray[np.int64]
    sure: NDArray[np.bool_]


class Products:
    """Cosines of all words with vectors of length one (m, D), each known within a bound; see `codes`."""

    def __init__(self, codes: Codes, units: NDArray[np.floating]) -> None:
        import numkong

        own = encoded(units)
        self._codes, self._scales = codes, own.scales
        self._factor, self._term = 1 + own.most_rest, own.most_rest + np.float32(FLOATS)
        self._columns = len(units) + (-len(units) % _TOGETHER if len(units) > 1 else 0)
        numbers = np.zeros((self._columns, own.numbers.shape[1]), np.int8)
        numbers[: len(units)] = own.numbers
        self._packed = numkong.dots_pack(numbers)

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

    def above(self, first: int, last: int, asked: Asked) -> Pairs:
        """Find which words from `first` up to `last` may have a score above the limit of which query."""
        found = [Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.bool_))]
        for some, products in self._blocks(first, last):
            at, queries = self._likely(some, products, asked)
            rows = some.start + at
            cosines = products[at, queries] * self._codes.scales[rows] * self._scales[queries]
            limits, bound = asked.least_of(queries, rows), self.bound(rows)
            may = np.flatnonzero(cosines > limits - bound)
            found.append(Pairs(queries[may], rows[may], cosines[may] > limits[may] + bound[may]))
        return Pairs(*map(np.concatenate, zip(*found, strict=True)))

    def _likely(
        self, some: slice, products: NDArray[np.int32], asked: Asked
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return in pairs (p,) those words of a block, and queries, whose cosines it is worth to look at.

        Of a group of words the greatest product and the greatest scale say what none of its cosines is above.
        """
        groups, queries = len(products) // _GROUP, len(self._scales)
        grouped = slice(some.start, some.start + groups * _GROUP)
        rest = np.arange(groups * _GROUP, len(products))
        most = products[: groups * _GROUP].reshape(_GROUP, groups * self._columns).max(axis=0, initial=0)
        scales = self._codes.scales[grouped].reshape(_GROUP, groups).max(axis=0)
        highest = most.reshape(groups, self._columns)[:, :queries] * scales[:, None] * self._scales + self.most
        group, query = np.nonzero(highest > asked.least_of_groups(grouped, _GROUP))
        at = (group[:, None] + groups * np.arange(_GROUP)).ravel()
        return (
            np.concatenate([at, np.repeat(rest, queries)]),
            np.concatenate([np.repeat(query, _GROUP), np.tile(np.arange(queries), len(rest))]),
        )

    def _blocks(self, first: int, last: int) -> Iterator[tuple[slice, NDArray[np.int32]]]:
        """Yield which words, and their products with the queries, (n, m) or a little wider."""
        import numkong

        out = None
        for begin in range(first, last, _ROWS):
            some = slice(begin, min(begin + _ROWS, last))
            numbers = self._codes.numbers[some]
            if out is None or out.shape[0] != len(numbers):
                out = numkong.empty((len(numbers), self._columns), dtype="int32")
            numkong.dots_packed(numbers, self._packed, out=out)
            yield some, np.asarray(out)

    def _cosines(self, query: int, some: slice, products: NDArray[np.int32], out: NDArray[np.float32]) -> None:
        """Put the cosines that come of the 8-bit numbers into `out` (n,)."""
        np.multiply(products[:, query], self._codes.scales[some], out=out, dtype=np.float32, casting="unsafe")
        out *= self._scales[query]
