"""How far the k-th nearest other point of a plane is; among many points those of the cells that may hold it are asked.

Axes: n points, k neighbours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.space.projection.cells import Cells, blocks

_EXACT = 3_000  # points up to which all distances are worked out
_BLOCK = 1 << 22  # distances held at a time
_IN_CELL, _FIRST = 48, 4  # points of a cell; cells that say how far it is at most


def reaches(places: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    """Return how far each point's k-th nearest other one is on a map (n, 2), k below n, (n,)."""
    size = len(places)
    result = np.empty(size)
    if size <= _EXACT:
        for some in blocks(size, max(1, _BLOCK // size)):
            result[some] = _kth(_distances(places[some], places), k)
        return np.sqrt(result)
    cells = _cells(places)
    inner = [places[cells.members(cell)] for cell in range(len(cells))]
    low, high = np.array([each.min(axis=0) for each in inner]), np.array([each.max(axis=0) for each in inner])
    first = max(_FIRST, 2 + 2 * k // _IN_CELL)
    for cell in cells:
        gaps = np.square(np.maximum(0.0, np.maximum(low - high[cell], low[cell] - high))).sum(axis=1)  # between boxes
        found = np.full(len(inner[cell]), np.inf)
        near = cells.around(cell, first)
        while True:
            others = np.concatenate([inner[each] for each in near.tolist()])
            if len(others) > k:
                found = _kth(_distances(inner[cell], others), k)
            wider = np.flatnonzero(gaps <= found.max())
            if len(wider) <= len(near):
                break
            near = np.union1d(near, wider)
        result[cells.members(cell)] = found
    return np.sqrt(result)


def _distances(some: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return squared distances, (m, n)."""
    result = np.square(some[:, :1] - others[None, :, 0])
    result += np.square(some[:, 1:] - others[None, :, 1])
    return result


def _kth(distances: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    """Return the k-th least distance of each row beside that of the point itself, which is 0."""
    return np.asarray(np.partition(distances, k, axis=1)[:, k])


def _cells(places: NDArray[np.float64]) -> Cells:
    """Part a plane into slabs with as many points each, and each slab into cells with as many points each."""
    size = len(places)
    slabs = max(1, round((size / _IN_CELL) ** 0.5))
    of = np.empty(size, np.int64)
    order = np.lexsort((places[:, 1], places[:, 0]))
    centres: list[NDArray[np.float64]] = []
    for slab in np.array_split(order, slabs):
        within = slab[np.lexsort((slab, places[slab, 1]))]
        for cell in np.array_split(within, max(1, round(len(within) / _IN_CELL))):
            of[cell] = len(centres)
            centres.append(places[cell].mean(axis=0))
    return Cells(of, np.array(centres))
