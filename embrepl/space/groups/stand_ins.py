"""The words so near to a target that they may stand for it: what fills a position of a query by meaning.

Either all words with a cosine of at least so much, or, where nobody says how near, those whose score in the order of
`near` is at least a share of the nearest one's, 50 at most. Why so is in docs/decisions.md.

Axes: D dimensions, n words.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from embrepl.space.neighbours import direction, nearest
from embrepl.space.ranking.order import by_count
from embrepl.space.space import Space

MOST = 50
_ROUNDING = 1e-4  # of cosines in float32, and more


def stand_ins(
    space: Space,
    target: NDArray[np.floating],
    named: Collection[int],
    itself: int | None,
    least: float | None,
    share: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the rows of the words that may stand for a target (D,), the nearest first, and their cosines. (n,), (n,).

    `named`: rows of the words that the target was made of; they are among them where they are as near as the others.
    `itself`: the row of the word that the target is, which is always one. `least`: the cosine that is near enough; else
    `share` of the nearest one's score is. Raises `no-direction`.
    """
    unit = direction(target)
    rows = _within(space, unit, named, least, share)
    if itself is not None:
        rows = np.union1d(rows, [itself])
    cosines = space.units(rows).astype(np.float64) @ unit
    order = np.lexsort((rows, -cosines))
    return rows[order], cosines[order]


def _within(
    space: Space, unit: NDArray[np.float64], named: Collection[int], least: float | None, share: float
) -> NDArray[np.int64]:
    """Return the rows that are near enough, in any order."""
    if space.identity:
        return np.array([], np.int64)
    if least is not None:
        likely = np.flatnonzero((space.cosines(unit.astype(np.float32)) >= least - _ROUNDING) & ~space.blank)
        return likely[space.units(likely).astype(np.float64) @ unit >= least - 1e-6]
    order = by_count(space)
    near = nearest(space, unit, MOST, named, order, mutual=False)
    if not near:
        return np.array([], np.int64)
    rows = np.array([*(each.row for each in near), *named], np.int64)
    cosines = space.units(rows).astype(np.float64) @ unit
    scores = cosines if order is None else (cosines - float(order.typical(unit))) * order.weights[rows]
    near_enough: NDArray[np.int64] = rows[scores >= share * scores[0]]
    return near_enough
