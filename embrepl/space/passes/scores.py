"""Scores by which words are found, and questions about them.

Scores are cosines, or cosines weighed for each word: (cosine - typical) · weight.

Axes: V words, D dimensions, m queries, n words looked at together.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Weighing(NamedTuple):
    """How cosines become scores: `weights` (V,) of the words, above 0, and the `typical` cosine of each query, (m,)."""

    weights: NDArray[np.float32]
    typical: NDArray[np.float64]

    def some(self, which: NDArray[np.integer] | slice) -> Weighing:
        """Return that of some queries."""
        return self._replace(typical=self.typical[which])

    def scores(self, cosines: NDArray[np.float64], query: int, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the scores of some rows by their cosines with a query, (n,)."""
        return np.asarray((cosines - self.typical[query]) * self.weights[rows])

    def weigh(self, cosines: NDArray[np.float32], some: slice) -> None:
        """Turn the cosines of some words with each query (m, V) into scores."""
        for row, typical in zip(cosines, self.typical, strict=True):
            row[some] -= np.float32(typical)
            row[some] *= self.weights[some]


class Asked(NamedTuple):
    """Words by their rows (m,), their vectors at length one (m, D), and a score for each, above which others count."""

    rows: NDArray[np.int64]
    units: NDArray[np.float64]
    limits: NDArray[np.float64]
    weighing: Weighing | None = None

    def some(self, which: NDArray[np.integer] | slice) -> Asked:
        """Return some of them."""
        weighing = None if self.weighing is None else self.weighing.some(which)
        return Asked(self.rows[which], self.units[which], self.limits[which], weighing)

    def least(self, rows: NDArray[np.int64] | slice) -> NDArray[np.float64]:
        """Return the cosines that some words must be above to count, (n, m), or (1, m) where all have the same."""
        if self.weighing is None:
            return self.limits[None]
        weights = self.weighing.weights[rows, None].astype(np.float64)
        return np.asarray(self.weighing.typical + self.limits / weights)

    def least_of(self, queries: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return these cosines for pairs of a query and a word, (n,)."""
        limits = self.limits[queries]
        if self.weighing is None:
            return np.asarray(limits)
        return np.asarray(self.weighing.typical[queries] + limits / self.weighing.weights[rows])

    def least_of_all(self, some: slice) -> NDArray[np.float64]:
        """Return what none of these cosines is below for any word of a slice, (m,)."""
        if self.weighing is None:
            return self.limits
        weights = self.weighing.weights[some]
        ends = self.limits / float(weights.max()), self.limits / float(weights.min())
        return np.asarray(self.weighing.typical + np.minimum(*ends))
