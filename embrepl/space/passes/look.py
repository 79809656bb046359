"""What one pass over all vectors saw: scores within a bound, of which the greatest are worked out exactly.

Axes: V words, D dimensions, m queries, n words looked at together, k neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embrepl.space.passes.scores import Weighing
from embrepl.space.passes.selecting import candidates, greatest

_NUMBERS = 1 << 21  # of vectors turned into float64 at a time


class Bounded(Protocol):
    """What knows how far off the cosines of a pass may be, and the vectors."""

    def bound(self, rows: NDArray[np.int64] | slice) -> NDArray[np.float32]:
        """Return how far the cosines of some rows may be off, (n,)."""

    @property
    def most(self) -> float:
        """How far any of them may be."""


class Vectors(Protocol):
    """What gives vectors at length one."""

    def units(self, ids: NDArray[np.integer] | Sequence[int]) -> NDArray[np.float32]:
        """Return those of some rows, (n, D)."""


class Look:
    """The scores of all words with queries (m, D) of length one. `lowest` (m, V): what each is at least.

    Words are left out by a score of -inf.
    """

    def __init__(
        self,
        vectors: Vectors,
        units: NDArray[np.float64],
        lowest: NDArray[np.float32],
        bounds: Bounded,
        weighing: Weighing | None,
    ) -> None:
        self._vectors, self._units, self._bounds, self._weighing = vectors, units, bounds, weighing
        self.lowest = lowest

    def leave_out(self, words: NDArray[np.bool_] | NDArray[np.int64] | Collection[int]) -> None:
        """Leave some words out of all answers: rows, or a mask (V,)."""
        which = words if isinstance(words, np.ndarray) else np.fromiter(words, np.int64, len(words))
        self.lowest[:, which] = -np.inf

    def likely(self, query: int, k: int) -> NDArray[np.int64]:
        """Return the rows of about the k greatest scores with a query."""
        return greatest(self.lowest[query], k)

    def greatest(self, query: int, k: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the rows of the k greatest scores with a query, and their cosines; the same as all sums in float64.

        Rows come in order; of equal scores the first row comes first. Fewer than k where no more are left.
        """
        weighing = self._weighing
        heaviest = 1.0 if weighing is None else float(weighing.weights.max(initial=0))

        def slack(rows: NDArray[np.int64]) -> NDArray[np.float32]:
            slack = 2 * self._bounds.bound(rows)
            return slack if weighing is None else slack * weighing.weights[rows]

        rows = candidates(self.lowest[query], k, 2 * self._bounds.most * heaviest, slack)
        cosines = self._exact(rows, self._units[query])
        scores = cosines if weighing is None else weighing.scores(cosines, query, rows)
        order = np.lexsort((rows, -scores))[:k]
        return rows[order], cosines[order]

    def _exact(self, rows: NDArray[np.int64], unit: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the cosines of some rows in float64, (n,); the same order of sums for each row, unlike in BLAS."""
        exact = np.empty(len(rows))
        step = max(1, _NUMBERS // len(unit))
        for first in range(0, len(rows), step):
            exact[first : first + step] = np.einsum("nd,d->n", self._vectors.units(rows[first : first + step]), unit)
        return np.clip(exact, -1.0, 1.0)
