"""Neighbours by other measures than the cosine: the straight distance, the dot product, and CSLS.

CSLS (Conneau et al. 2018, "Word translation without parallel data", arXiv:1710.04087, eq. 2-3): 2 cos(x, y) − r(x) −
r(y), r being the mean cosine of a word with its 10 nearest, so that what is near to everything is no longer near. They
compare words of two languages; here both are of one model, and a word is not among its own nearest. We differ: r is
worked out for the POOL words that are nearest by the cosine, among which the answers are sought.

Axes: V words, D dimensions, n words looked at, k neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.neighbours import Neighbour, direction, nearest
from embrepl.space.ranking.rarity import nearest_of
from embrepl.space.space import Space

HUBNESS = 10  # nearest words that r is the mean of
POOL = 1_000
_ROWS = 1 << 13  # vectors turned into float64 at a time

Values = NDArray[np.float64]


def by_measure(
    space: Space,
    metric: str,
    target: NDArray[np.floating],
    k: int,
    without: Collection[int],
    eligible: NDArray[np.bool_] | None = None,
    far: bool = False,
) -> list[tuple[Neighbour, float]]:
    """Return the k nearest or farthest words by a measure, and their values; ties by row. Counts play no part.

    `target` (D,) with the length that it is to have. Only words of `eligible` (V,), and with a direction, are answers.
    """
    if space.identity:
        raise EmbreplError("bad-option", "Every word has an axis of its own: all are equally far by any measure.")
    allowed = ~space.blank if eligible is None else eligible & ~space.blank
    allowed[np.fromiter(without, np.int64, len(without))] = False
    wide, unit = target.astype(np.float64), direction(target)
    if metric == "csls":
        rows, values = _csls(space, wide, k, without, allowed, far)
    else:
        rows, values = np.flatnonzero(allowed), _MEASURES[metric](space, wide)[allowed]
    nearer = -values if (metric != "euclidean") != far else values  # least first
    first = np.lexsort((rows, nearer))[:k]
    return [
        (Neighbour(rank, row, space.words[row], float(space.units([row])[0] @ unit), space.count(row), None), value)
        for rank, (row, value) in enumerate(zip(rows[first].tolist(), values[first].tolist(), strict=True), start=1)
    ]


def _euclidean(space: Space, target: Values) -> Values:
    """Return the straight distance of each vector from a target, (V,)."""
    return _by_blocks(space, lambda rows: np.sqrt(np.square(rows - target).sum(axis=1)))


def _dot(space: Space, target: Values) -> Values:
    """Return the dot product of each vector with a target, (V,)."""
    return _by_blocks(space, lambda rows: np.einsum("nd,d->n", rows, target))


_MEASURES: dict[str, Callable[[Space, Values], Values]] = {"euclidean": _euclidean, "dot": _dot}


def _by_blocks(space: Space, work: Callable[[Values], Values]) -> Values:
    """Return what is worked out of each vector in float64, (V,)."""
    result = np.empty(len(space))
    with np.errstate(all="ignore"):  # vectors that are not numbers, which are no answers
        for first in range(0, len(space), _ROWS):
            result[first : first + _ROWS] = work(np.asarray(space.matrix[first : first + _ROWS], np.float64))
    return result


def _csls(
    space: Space, target: Values, k: int, without: Collection[int], allowed: NDArray[np.bool_], far: bool
) -> tuple[NDArray[np.int64], Values]:
    """Return the rows of the pool and their CSLS with a target, (n,) each."""
    pool = nearest(space, -target if far else target, max(k, POOL), np.flatnonzero(~allowed).tolist(), mutual=False)
    if not pool:
        return np.empty(0, np.int64), np.empty(0)
    rows = np.array([each.row for each in pool], np.int64)
    cosines = np.array([each.cosine for each in pool]) * (-1 if far else 1)
    around, _ = nearest_of(space, rows, min(HUBNESS, len(space) - 1))  # (n, 10)
    own = [
        unit @ space.units(near).astype(np.float64).mean(axis=0)
        for unit, near in zip(space.units(rows), around, strict=True)
    ]
    to_target = np.mean([each.cosine for each in nearest(space, target, HUBNESS, without, mutual=False)])
    return rows, 2 * cosines - float(to_target) - own
