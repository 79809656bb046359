"""The points nearest to each of many in the vectors themselves, by cosine: exact among few, by cells among many.

Among many the points are parted into cells around centres (an inverted file: Sivic & Zisserman 2003; Jégou et al.
2011, without their codes), and each is compared with those in the cells nearest to its own. What is missed by that is
counted on a sample, exactly.

Axes: n points, D dimensions, k neighbours, C cells.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.groups.kmeans import nearest_centres
from embrepl.space.projection.cells import Cells, blocks
from embrepl.system import threads
from embrepl.system.progress import ReportProgress, silent

EXACT = 6_000  # points up to which all are compared with all
_BLOCK = 1 << 22  # cosines held at a time
_IN_CELL, _PROBES = 64, 24  # points of a cell on average; cells that are looked through
_ROUNDS, _SAMPLED = 5, 24  # of the centres, and points a cell that they are learnt from
_SPARE = 6  # more that are found by 8-bit numbers than are kept by the exact cosines
_CHECKED = 256  # points whose neighbours are also found exactly

Units = NDArray[np.float32]


class Found(NamedTuple):
    """The k nearest points of each, the nearest first, (n, k), -1 where there is none, and their cosines, (n, k).

    `recall`: the share of the true ones that were found; 1 where all were compared with all.
    """

    rows: NDArray[np.int64]
    cosines: NDArray[np.float32]
    recall: float = 1.0


def true_neighbours(units: Units, k: int, progress: ReportProgress = silent) -> Found:
    """Return the k points of greatest cosine with each of n at length one, (n, D), k below n.

    Points of no length are nobody's neighbours, and have none.
    """
    size = len(units)
    k = max(0, min(k, size - 1))
    rows, cosines = np.full((size, k), -1, np.int64), np.zeros((size, k), np.float32)
    if not k:
        return Found(rows, cosines)
    blank: NDArray[np.bool_] = ~np.asarray(units.any(axis=1))
    if size <= EXACT:
        every = np.arange(size)
        for some in blocks(size, max(1, _BLOCK // size)):
            progress("comparing points", some.start, size)
            _fill(units, blank, every[some], every, rows, cosines)
        return Found(rows, cosines)
    return _by_cells(units, blank, rows, cosines, progress)


def _by_cells(
    units: Units, blank: NDArray[np.bool_], rows: NDArray[np.int64], cosines: NDArray[np.float32],
    progress: ReportProgress,
) -> Found:  # fmt: skip
    cells = _cells(units, progress)
    sorted_codes = _codes(units)[cells.order]  # those of a cell stand together
    with ThreadPoolExecutor(threads.available()) as pool:
        tasks = pool.map(lambda cell: _fill_cell(units, blank, cells, cell, sorted_codes, rows, cosines), cells)
        for done, _ in enumerate(tasks):
            progress("comparing points", done, len(cells))
    return Found(rows, cosines, _recall(units, blank, rows))


def _codes(units: Units) -> NDArray[np.int8]:
    """Return vectors in 8-bit numbers, all on one scale, so that their products are in the order of the cosines."""
    greatest = float(np.abs(units).max())
    return np.rint(units * (127 / greatest)).astype(np.int8) if greatest else np.zeros(units.shape, np.int8)


def _fill_cell(
    units: Units, blank: NDArray[np.bool_], cells: Cells, cell: int, sorted_codes: NDArray[np.int8],
    rows: NDArray[np.int64], cosines: NDArray[np.float32],
) -> None:  # fmt: skip
    """Find the nearest of the points of a cell in the cells around it: a few more by 8-bit numbers, then the best."""
    import numkong

    k, members = rows.shape[1], cells.members(cell)
    stretches = [slice(cells.edges[each], cells.edges[each + 1]) for each in cells.around(cell, _PROBES)]
    others = np.concatenate([cells.order[each] for each in stretches])
    packed = numkong.dots_pack(np.concatenate([sorted_codes[each] for each in stretches]))
    own = sorted_codes[cells.edges[cell] : cells.edges[cell + 1]]
    products = np.asarray(numkong.dots_packed(np.ascontiguousarray(own), packed))[:, : len(others)]  # (m, n)
    taken = min(k + _SPARE, len(others))
    at = np.argpartition(products, len(others) - taken, axis=1)[:, len(others) - taken :]
    _keep(units, blank, members, others[at], rows, cosines)


def _cells(units: Units, progress: ReportProgress) -> Cells:
    """Part points into cells around centres that a few rounds of k-means find on a sample."""
    generator = np.random.default_rng(0)
    many = max(2, len(units) // _IN_CELL)
    sample = units[np.sort(generator.choice(len(units), min(len(units), _SAMPLED * many), replace=False))]
    centres = sample[np.sort(generator.choice(len(sample), many, replace=False))]
    for done in range(_ROUNDS):
        progress("parting points", done, _ROUNDS)
        of, _ = nearest_centres(sample, centres)
        order = np.argsort(of, kind="stable")
        present, begins = np.unique(of[order], return_index=True)
        sums = np.add.reduceat(sample[order], begins)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = centres.copy()
        centres[present] = np.divide(sums, lengths, out=sums, where=lengths > 0)
    return Cells(nearest_centres(units, centres)[0], centres)


def _fill(
    units: Units, blank: NDArray[np.bool_], some: NDArray[np.int64], others: NDArray[np.int64],
    rows: NDArray[np.int64], cosines: NDArray[np.float32],
) -> None:  # fmt: skip
    """Find the nearest of the `others`, all points in order, to `some`."""
    products = units[some] @ units.T  # (m, n)
    products[:, blank] = -np.inf
    taken = min(rows.shape[1] + 1, len(others))  # itself among them
    at = np.argpartition(products, len(others) - taken, axis=1)[:, len(others) - taken :]
    _keep(units, blank, some, at, rows, cosines)


def _keep(
    units: Units, blank: NDArray[np.bool_], some: NDArray[np.int64], others: NDArray[np.int64],
    rows: NDArray[np.int64], cosines: NDArray[np.float32],
) -> None:  # fmt: skip
    """Keep the k nearest to `some` points (m,) of other ones that may be the nearest to each, (m, c)."""
    found = np.matmul(units[others], units[some][:, :, None])[:, :, 0]
    found[(others == some[:, None]) | blank[others] | blank[some][:, None]] = -np.inf
    order = np.lexsort((others, -found), axis=1)[:, : rows.shape[1]]
    found, nearest = np.take_along_axis(found, order, axis=1), np.take_along_axis(others, order, axis=1)
    none = np.isinf(found)
    rows[some, : order.shape[1]] = np.where(none, -1, nearest)
    cosines[some, : order.shape[1]] = np.where(none, 0.0, np.clip(found, -1.0, 1.0))


def _recall(units: Units, blank: NDArray[np.bool_], rows: NDArray[np.int64]) -> float:
    """Return the share of the true neighbours of a sample that were found."""
    size, k = rows.shape
    some = np.unique(np.linspace(0, size - 1, _CHECKED).astype(np.int64))
    exact, cosines = np.full((size, k), -1, np.int64), np.zeros((size, k), np.float32)
    step = max(1, _BLOCK // size)
    for part in blocks(len(some), step):
        _fill(units, blank, some[part], np.arange(size), exact, cosines)
    true, found = exact[some], rows[some]
    hits = ((true[:, :, None] == found[:, None, :]) & (true[:, :, None] >= 0)).any(axis=2)
    return float(hits.sum() / max(1, np.count_nonzero(true >= 0)))
