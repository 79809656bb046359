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
    if not k:
        return Found(*_none(size, k))
    blank: NDArray[np.bool_] = ~np.asarray(units.any(axis=1))
    if size <= EXACT:
        return Found(*_exact(units, blank, np.arange(size), k, progress))
    return _by_cells(units, blank, k, progress)


def _none(size: int, k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the rows and cosines of k neighbours of so many points, none of which is known, (n, k) each."""
    return np.full((size, k), -1, np.int64), np.zeros((size, k), np.float32)


def _by_cells(units: Units, blank: NDArray[np.bool_], k: int, progress: ReportProgress) -> Found:
    rows, cosines = _none(len(units), k)
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
    rows[members], cosines[members] = _nearest(units, blank, members, others[at], k)


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


def _exact(
    units: Units, blank: NDArray[np.bool_], some: NDArray[np.int64], k: int, progress: ReportProgress = silent
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the k nearest of all points to `some` of them, (m,), and their cosines, (m, k) each."""
    size = len(units)
    rows, cosines = _none(len(some), k)
    taken = k + 1  # itself among them
    for part in blocks(len(some), max(1, _BLOCK // size)):
        progress("comparing points", part.start, len(some))
        products = units[some[part]] @ units.T  # (m, n)
        products[:, blank] = -np.inf
        at = np.argpartition(products, size - taken, axis=1)[:, size - taken :]
        rows[part], cosines[part] = _nearest(units, blank, some[part], at, k)
    return rows, cosines


def _nearest(
    units: Units, blank: NDArray[np.bool_], some: NDArray[np.int64], others: NDArray[np.int64], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the k nearest to `some` points (m,) of other ones that may be the nearest to each, (m, c), with cosines.

    (m, k) each.
    """
    found = np.matmul(units[others], units[some][:, :, None])[:, :, 0]
    found[(others == some[:, None]) | blank[others] | blank[some][:, None]] = -np.inf
    order = np.lexsort((others, -found), axis=1)[:, :k]
    found, nearest = np.take_along_axis(found, order, axis=1), np.take_along_axis(others, order, axis=1)
    none = np.isinf(found)
    rows, cosines = _none(len(some), k)
    rows[:, : order.shape[1]] = np.where(none, -1, nearest)
    cosines[:, : order.shape[1]] = np.where(none, 0.0, np.clip(found, -1.0, 1.0))
    return rows, cosines


def _recall(units: Units, blank: NDArray[np.bool_], rows: NDArray[np.int64]) -> float:
    """Return the share of the true neighbours of a sample that were found."""
    size, k = rows.shape
    some = np.unique(np.linspace(0, size - 1, _CHECKED).astype(np.int64))
    (true, _), found = _exact(units, blank, some, k), rows[some]
    hits = ((true[:, :, None] == found[:, None, :]) & (true[:, :, None] >= 0)).any(axis=2)
    return float(hits.sum() / max(1, np.count_nonzero(true >= 0)))
