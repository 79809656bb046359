"""Points in cells, and for each cell what lies in the cells nearest to it: how neighbours are looked for among many.

Axes: n points, D dimensions, C cells, p cells that are probed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


class Cells:
    """A parting of n points into C cells, by the cell of each, (n,), and the centres (C, D) of all."""

    def __init__(self, of: Rows, centres: NDArray[np.floating]) -> None:
        self.order = np.argsort(of, kind="stable")  # points by their cells
        self.edges = np.searchsorted(of[self.order], np.arange(len(centres) + 1))
        self._centres = centres.astype(np.float64)
        self._squares = np.square(self._centres).sum(axis=1)

    def __len__(self) -> int:
        return len(self._centres)

    def members(self, cell: int) -> Rows:
        """Return the points of a cell."""
        return self.order[self.edges[cell] : self.edges[cell + 1]]

    def around(self, cell: int, probes: int) -> NDArray[np.int64]:
        """Return the cells nearest to a cell, itself first, (p,)."""
        far = self._squares - 2.0 * (self._centres @ self._centres[cell])  # but for what is the same for all
        far[cell] = -np.inf
        nearest = np.argpartition(far, probes - 1)[:probes] if probes < len(far) else np.arange(len(far))
        return nearest[np.argsort(far[nearest], kind="stable")]

    def __iter__(self) -> Iterator[int]:
        """Yield the cells that have points."""
        return iter(np.flatnonzero(np.diff(self.edges)).tolist())


def blocks(total: int, size: int) -> Iterator[slice]:
    """Yield slices of at most `size` of so many things."""
    for first in range(0, total, size):
        yield slice(first, min(first + size, total))
