"""Passes over all vectors: the one place where a question reads the whole matrix, or the copy of it in 8-bit numbers.

Products are worked out in float32 or of 8-bit numbers, within a bound; whatever lies within it is worked out again in
float64 from the vectors at length one, so that answers depend neither on the copy nor on how a library adds up.

Axes: V words, D dimensions, m queries, n words looked at together, k neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

from embrepl.space.passes.codes import Codes
from embrepl.space.passes.look import Look
from embrepl.space.passes.products import MOST_QUERIES, Products
from embrepl.space.passes.scores import Asked, Weighing
from embrepl.system import threads

_UNIT = 1 << 14  # rows turned into float64 at a time
_PRODUCTS = 1 << 18  # of one call of the BLAS, which starts threads of its own for more
_CALLS = 16  # of the BLAS between two looks at what came of them
_WORTH_THREADS, _WORTH_THREADS_8 = 1 << 26, 1 << 28  # products in float32, of 8-bit numbers
_PART, _PARTS = 1 << 16, 16  # a part of the rows has so many, or a multiple; there are so many parts at most
_ROUNDING = 1e-5  # limits of scores are turned into limits of cosines in float32
_TINY, _HUGE = 1e-25, 1e25  # lengths of vectors beyond which products in float32 are not to be trusted


@cache
def _helpers() -> ThreadPoolExecutor:
    """Return the threads that help, which wait for the next question."""
    return ThreadPoolExecutor(threads.MOST_THREADS, "scan")


class Scan:
    """The vectors (V, D) of a space, and their lengths (V,); vectors of no length, or of none that is finite, count 0.

    `error`: how far a cosine in float32 may be from the cosine of the two vectors at length one. `codes`: the copy of
    the vectors in 8-bit numbers, where there is one.
    """

    def __init__(self, matrix: NDArray[np.float32], norms: NDArray[np.float64], codes: Codes | None = None) -> None:
        self._matrix, self._norms = np.asarray(matrix), np.asarray(norms)
        # no memmaps, whose slices cost more
        self._codes = None if codes is None else Codes(np.asarray(codes.numbers), np.asarray(codes.figures))
        self._usable = np.isfinite(norms) & (norms > 0)
        self._unusable = np.flatnonzero(~self._usable)
        plain = self._usable & (norms > _TINY) & (norms < _HUGE)
        self._odd = np.flatnonzero(self._usable & ~plain)
        self._not_plain = np.flatnonzero(~plain)
        self._lengths = np.where(plain, norms, np.nan).astype(np.float32)
        self.error = (matrix.shape[1] + 8) * 2.0**-24  # Higham, Accuracy and Stability, 3.1, and a few roundings more

    def units(self, ids: NDArray[np.integer] | Sequence[int]) -> NDArray[np.float32]:
        """Return some vectors at length one, (n, D); zero where they have no length, or none that is finite."""
        rows, usable = self._matrix[ids].astype(np.float64), self._usable[ids]
        if usable.all():
            rows *= (1.0 / self._norms[ids])[:, None]
            return rows.astype(np.float32)
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

    def bound(self, _: NDArray[np.int64] | slice) -> NDArray[np.float32]:
        """Return how far cosines in float32 may be from those of the vectors at length one, (1,)."""
        return np.array([self.most], np.float32)

    @property
    def most(self) -> float:
        """How far any of them may be."""
        return float(self.error + _ROUNDING)

    def look(self, units: NDArray[np.float64], weighing: Weighing | None = None) -> Look:
        """Work out the scores of all words with queries (m, D) of length one, within a bound, in one pass."""
        lowest = np.empty((len(units), len(self._matrix)), np.float32)
        products = None if self._codes is None else Products.of(self._codes, units)
        if products is None:
            for row, unit in zip(lowest, units, strict=True):
                np.subtract(self.cosines(unit), self.most, out=row, dtype=np.float32, casting="unsafe")

        def work(first: int, last: int) -> None:
            if products is not None:
                products.lowest(first, last, lowest)
            if weighing is not None:
                weighing.weigh(lowest, slice(first, last))

        self._shared(len(units), work)
        lowest[:, self._unusable] = -np.inf
        return Look(self, units, lowest, products or self, weighing)

    def greatest(
        self, units: NDArray[np.float64], k: int, weighing: Weighing | None = None
    ) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        """Return for each query (m, D) of length one what `Look.greatest` does; many share a pass."""
        found = []
        for first in range(0, len(units), MOST_QUERIES):
            some = slice(first, first + MOST_QUERIES)
            look = self.look(units[some], None if weighing is None else weighing.some(some))
            found += [look.greatest(query, k) for query in range(len(units[some]))]
        return found

    def count_nearer(self, asked: Asked, enough: int, likely: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each word that is asked how many others have a score above its limit, (m,); of `enough`, no more.

        One pass does it for all of them; one that has `enough` among the `likely` rows needs none. Words whose vectors
        have no direction do not count.
        """
        codes = self._codes
        products = None if codes is None else Products(codes, codes.some(asked.rows))
        counts = self._nearer(likely, asked) if products is None else self._surely_nearer(products, likely, asked)
        open_ = np.flatnonzero(counts < enough)
        step = max(1, len(open_)) if products is None else MOST_QUERIES
        for first in range(0, len(open_), step):
            some = open_[first : first + step]
            counts[some] = self._in_one_pass(asked.some(some), enough, products and products.some(some))
        return np.minimum(counts, enough)

    def _in_one_pass(self, asked: Asked, enough: int, products: Products | None) -> NDArray[np.int64]:
        """Count among all rows, (m,); a word that has enough takes no part any more."""
        done = [np.zeros(len(asked.rows), np.int64)]

        def count(first: int, last: int) -> None:
            open_ = (np.add.reduce(done) < enough).nonzero()[0]
            if len(open_):
                left, found = asked.some(open_), np.zeros_like(done[0])
                if products is None:
                    found[open_] = self._pass(first, last, left, enough)
                else:
                    found[open_] = self._pass_of_codes(first, last, left, products.some(open_))
                done.append(found)

        self._shared(len(asked.rows), count)
        if products is None:
            done.append(self._nearer(self._odd, asked))
        return np.asarray(np.add.reduce(done))

    def _shared(self, queries: int, work: Callable[[int, int], None]) -> None:
        """Do a work for all rows, a part at a time; threads help, where there is so much that it is worth it.

        A part is taken by whoever is free, so one that another program holds up keeps nobody waiting for long.
        """
        size, worth = len(self._matrix), _WORTH_THREADS if self._codes is None else _WORTH_THREADS_8
        step = _PART * max(1, -(-size // (_PART * _PARTS)))
        parts = iter([(first, min(first + step, size)) for first in range(0, size, step)])

        def some() -> None:
            for first, last in parts:
                work(first, last)

        helpers = threads.available() - 1 if queries * self._matrix.size >= worth else 0
        helping = [_helpers().submit(some) for _ in range(helpers)]
        some()
        for one in helping:
            if not one.cancel():
                one.result()

    def _surely_nearer(self, products: Products, rows: NDArray[np.int64], asked: Asked) -> NDArray[np.int64]:
        """Return how many of these rows are nearer to each word than its limit by the codes alone, at least, (m,)."""
        some = rows[self._usable[rows]]
        nearer = products.surely_above(some, asked) & (some[:, None] != asked.rows)
        return np.asarray(np.count_nonzero(nearer, axis=0))

    def _pass_of_codes(self, first: int, last: int, asked: Asked, products: Products) -> NDArray[np.int64]:
        """Count among the rows from `first` up to `last`, (m,)."""
        pairs = products.above(first, last, asked)
        nearer = pairs.sure & self._usable[pairs.rows] & (pairs.rows != asked.rows[pairs.queries])
        unsure = (~pairs.sure).nonzero()[0]
        nearer[unsure] = self._pairs_nearer(pairs.rows[unsure], pairs.queries[unsure], asked)
        return np.bincount(pairs.queries[nearer], minlength=len(asked.rows))

    def _pairs_nearer(self, rows: NDArray[np.int64], queries: NDArray[np.int64], asked: Asked) -> NDArray[np.bool_]:
        """Return which rows are nearer to a query each than its limit, (n,)."""
        nearer = self._usable[rows] & (rows != asked.rows[queries])
        step = max(1, _PRODUCTS // self._matrix.shape[1])
        for first in range(0, len(rows), step):
            some = slice(first, first + step)
            units, own = self.units(rows[some]).astype(np.float64), queries[some]
            cosines = np.einsum("nd,nd->n", units, asked.units[own])
            nearer[some] &= cosines > asked.least_of(own, rows[some])
        return np.asarray(nearer)

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
        some = slice(first, first + size)
        return np.asarray(self._lengths[some, None] * (asked.least(some) - self.most).astype(np.float32))

    def _products(self, first: int, queries: NDArray[np.float32], step: int, out: NDArray[np.float32]) -> None:
        """Work out the products of the rows from `first` on with queries (D, m), so many at a time, into (n, m)."""
        with np.errstate(all="ignore"):  # vectors that are not numbers
            for at in range(0, len(out), step):
                end = min(at + step, len(out))
                np.matmul(self._matrix[first + at : first + end], queries, out=out[at:end])

    def _nearer(self, rows: NDArray[np.int64], asked: Asked) -> NDArray[np.int64]:
        """Return how many of these rows are nearer to each word than its limit, by the vectors at length one, (m,)."""
        counts = np.zeros(len(asked.rows), dtype=np.int64)
        step = max(16, _PRODUCTS // max(1, asked.units.size))
        for first in range(0, len(rows), step):
            some = rows[first : first + step]
            some = some[self._usable[some]]
            above = self.units(some).astype(np.float64) @ asked.units.T > asked.least(some)  # (n, m)
            counts += np.count_nonzero(above & (some[:, None] != asked.rows), axis=0)
        return counts
