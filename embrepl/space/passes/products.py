"""Products of the 8-bit copy of vectors with several queries at once.

Axes: V words, D dimensions, m queries, n words looked at together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from embrepl.space.passes.codes import FLOATS, Codes, encoded

MOST_QUERIES = 16  # in one pass
_ROWS = 1 << 14  # looked at together: what comes of them stays in the processor's cache


class Products:
    """Cosines of all words with vectors of length one (m, D), each known within a bound; see `codes`."""

    def __init__(self, codes: Codes, units: NDArray[np.floating]) -> None:
        import numkong

        own = encoded(units)
        self._codes, self._scales = codes, own.scales
        self._factors, self._terms = 1 + own.rests, own.rests + np.float32(FLOATS)
        self._packed = numkong.dots_pack(own.numbers)

    def bound(self, query: int, rows: NDArray[np.int64] | slice) -> NDArray[np.float32]:
        """Return how far the cosines of some rows with a query may be from what comes of the 8-bit numbers, (n,)."""
        bound: NDArray[np.float32] = self._codes.rests[rows] * self._factors[query]
        bound += self._terms[query]
        return bound

    def most(self, query: int) -> float:
        """Return how far any of them may be."""
        return float(self._codes.rests.max(initial=0) * self._factors[query] + self._terms[query])

    def lowest(self, first: int, last: int, out: NDArray[np.float32]) -> None:
        """Put into `out` (m, V) what the cosines of the words from `first` up to `last` are at least."""
        for some, products in self._blocks(first, last):
            for query, lowest in enumerate(out):
                self._cosines(query, some, products, lowest[some])
                lowest[some] -= self.bound(query, some)

    def above(
        self, first: int, last: int, least: Callable[[int, slice], NDArray[np.float32]]
    ) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """Yield whose cosines are above `least`, of the words from `first` up to `last`, block by block.

        These are the number of the query, the rows that surely are above it, and those that may be.
        """
        for some, products in self._blocks(first, last):
            cosines = np.empty(len(products), np.float32)
            for query in range(len(self._scales)):
                self._cosines(query, some, products, cosines)
                limits, bound = least(query, some), self.bound(query, some)
                at = np.flatnonzero(cosines > limits - bound)
                if len(at):
                    sure = cosines[at] > np.broadcast_to(limits, cosines.shape)[at] + bound[at]
                    yield query, some.start + at[sure], some.start + at[~sure]

    def _blocks(self, first: int, last: int) -> Iterator[tuple[slice, NDArray[np.int32]]]:
        """Yield which words, and their products with the queries, (n, m)."""
        import numkong

        out = None
        for begin in range(first, last, _ROWS):
            some = slice(begin, min(begin + _ROWS, last))
            numbers = self._codes.numbers[some]
            if out is None or out.shape[0] != len(numbers):
                out = numkong.empty((len(numbers), len(self._scales)), dtype="int32")
            numkong.dots_packed(numbers, self._packed, out=out)
            yield some, np.asarray(out)

    def _cosines(self, query: int, some: slice, products: NDArray[np.int32], out: NDArray[np.float32]) -> None:
        """Put the cosines that come of the 8-bit numbers into `out` (n,)."""
        np.multiply(products[:, query], self._codes.scales[some], out=out, dtype=np.float32, casting="unsafe")
        out *= self._scales[query]
