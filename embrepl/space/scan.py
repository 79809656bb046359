"""Passes over all vectors: the one place where a question reads the whole matrix, and only the matrix as it is.

Products are worked out in float32, whose error has a bound; whatever lies within it is worked out again in float64 from
the vectors at length one, so that answers do not depend on how a library adds up.

Axes: V words, D dimensions, m queries, n words looked at together.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.system import threads

_UNIT = 1 << 14  # rows turned into float64 at a time
_PRODUCTS = 1 << 18  # of one call of the BLAS, which starts threads of its own for more
_CALLS = 16  # of the BLAS between two looks at what came of them
_WORTH_THREADS = 1 << 26  # products
_ROUNDING = 1e-5  # limits of scores are turned into limits of cosines in float32, some of them times eleven
_TINY, _HUGE = 1e-25, 1e25  # lengths of vectors beyond which products in float32 are not to be trusted


class Asked(NamedTuple):
    """Words by their rows (m,), their vectors at length one (m, D), and a limit for each, above which others count.

    The limit is a cosine; where there are `weights` (V,) it is a score, (cosine − typical) · weight, with what is
    `typical` (m,) of the cosines with each of the words asked.
    """

    rows: NDArray[np.int64]
    units: NDArray[np.float64]
    limits: NDArray[np.float64]
    weights: NDArray[np.float32] | None = None
    typical: NDArray[np.float64] | None = None

    def some(self, which: NDArray[np.int64]) -> Asked:
        """Return some of them."""
        typical = None if self.typical is None else self.typical[which]
        return Asked(self.rows[which], self.units[which], self.limits[which], self.weights, typical)

    def least(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cosines that some words must be above to count, (m,), or (n, m) where each has its own."""
        if self.weights is None or self.typical is None:
            return self.limits
        return np.asarray(self.typical + self.limits / self.weights[rows, None].astype(np.float64))


class Scan:
    """The vectors (V, D) of a space, and their lengths (V,); vectors of no length, or of none that is finite, count 0.

    `error`: how far a cosine in float32 may be from the cosine of the two vectors at length one.
    """

    def __init__(self, matrix: NDArray[np.float32], norms: NDArray[np.float64]) -> None:
        self._matrix, self._norms = np.asarray(matrix), norms
        self._usable = np.isfinite(norms) & (norms > 0)
        plain = self._usable & (norms > _TINY) & (norms < _HUGE)
        self._odd = np.flatnonzero(self._usable & ~plain)
        self._not_plain = np.flatnonzero(~plain)
        self._lengths = np.where(plain, norms, np.nan).astype(np.float32)
        self.error = (matrix.shape[1] + 8) * 2.0**-24  # Higham, Accuracy and Stability, 3.1, and a few roundings more

    def units(self, ids: NDArray[np.integer] | Sequence[int]) -> NDArray[np.float32]:
        """Return some vectors at length one, (n, D); zero where they have no length, or none that is finite."""
        rows, usable = np.asarray(self._matrix[ids], dtype=np.float64), self._usable[ids]
        factors = np.divide(1.0, self._norms[ids], out=np.zeros(len(rows)), where=usable)
        return np.multiply(rows, factors[:, None], out=np.zeros_like(rows), where=usable[:, None]).astype(np.float32)

    def cosines(self, target: NDArray[np.floating]) -> NDArray[np.float32]:
        """Return the cosine of each vector with a target (D,) of length one, within `error`, (V,)."""
        with np.errstate(all="ignore"):  # vectors that are not numbers
            cosines: NDArray[np.float32] = self._matrix @ target.astype(np.float32)
            cosines /= self._lengths
        cosines[self._not_plain] = 0.0
        for first in range(0, len(self._odd), _UNIT):
            some = self._odd[first : first + _UNIT]
            cosines[some] = self.units(some) @ target.astype(np.float32)
        return cosines

    def count_nearer(self, asked: Asked, enough: int, likely: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each word that is asked how many others have a cosine above its limit, (m,); of `enough`, no more.

        One pass does it for all of them; one that has `enough` among the `likely` rows needs none. Words whose vectors
        have no direction do not count.
        """
        counts = self._nearer(likely, asked)
        open_ = np.flatnonzero(counts < enough)
        if len(open_):
            left = asked.some(open_)
            counts[open_] = self._in_one_pass(left, enough) + self._nearer(self._odd, left)
        return np.minimum(counts, enough)

    def _in_one_pass(self, asked: Asked, enough: int) -> NDArray[np.int64]:
        """Count among all rows, shared out to threads where that is worth it, (m,)."""
        size = len(self._matrix)
        shares = threads.available() if len(asked.rows) * self._matrix.size >= _WORTH_THREADS else 1
        if shares == 1:
            return self._pass(0, size, asked, enough)
        edges = [size * share // shares for share in range(shares + 1)]
        with ThreadPoolExecutor(shares) as pool:
            found = pool.map(lambda first, last: self._pass(first, last, asked, enough), edges, edges[1:])
            return np.sum(list(found), axis=0)  # type: ignore[no-any-return]

    def _pass(self, first: int, last: int, asked: Asked, enough: int) -> NDArray[np.int64]:
        """Count among the rows from `first` up to `last`, for each word until there are enough, (m,)."""
        counts = np.zeros(len(asked.rows), dtype=np.int64)
        open_ = np.arange(len(counts))
        while first < last and len(open_):
            left = asked.some(open_)
            queries = np.ascontiguousarray(left.units.T, dtype=np.float32)  # (D, m)
            step = max(16, _PRODUCTS // queries.size)
            cosines = np.empty((_CALLS * step, len(open_)), dtype=np.float32)
            while first < last and (counts[open_] < enough).all():
                size = min(len(cosines), last - first)
                self._products(first, queries, step, cosines[:size])
                near = np.flatnonzero(cosines[:size] > self._least_products(first, size, left))
                counts[open_] += self._nearer(first + np.unique(near // len(open_)), left)
                first += size
            open_ = np.flatnonzero(counts < enough)
        return counts

    def _least_products(self, first: int, size: int, asked: Asked) -> NDArray[np.float32]:
        """Return what products have to be above for a score above the limits, at least, (n, m)."""
        lengths = self._lengths[first : first + size, None]
        if asked.weights is None or asked.typical is None:
            return np.asarray(lengths * (asked.limits - self.error).astype(np.float32))
        least = np.asarray(lengths * (asked.typical - self.error - _ROUNDING).astype(np.float32))
        least += lengths / asked.weights[first : first + size, None] * asked.limits.astype(np.float32)
        return least

    def _products(self, first: int, queries: NDArray[np.float32], step: int, out: NDArray[np.float32]) -> None:
        """Work out the products of the rows from `first` on with queries (D, m), so many at a time, into (n, m)."""
        with np.errstate(all="ignore"):  # vectors that are not numbers
            for at in range(0, len(out), step):
                end = min(at + step, len(out))
                np.matmul(self._matrix[first + at : first + end], queries, out=out[at:end])

    def _nearer(self, rows: NDArray[np.int64], asked: Asked) -> NDArray[np.int64]:
        """Return how many of these rows are nearer to each word than its limit, by the vectors at length one, (m,)."""
        counts = np.zeros(len(asked.rows), dtype=np.int64)
        for first in range(0, len(rows), _UNIT):
            some = rows[first : first + _UNIT]
            some = some[self._usable[some]]
            above = self.units(some).astype(np.float64) @ asked.units.T > asked.least(some)  # (n, m)
            counts += np.count_nonzero(above & (some[:, None] != asked.rows), axis=0)
        return counts
