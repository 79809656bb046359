"""The words nearest to a direction, by cosine or by an order made of cosines, over all the words there are.

Axes: V words, D dimensions, k neighbours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.ranking.order import Order
from embrepl.space.scan import Asked
from embrepl.space.space import Space

_TIE = 1e-6  # vectors at length one are rounded: cosines that are equal on paper may differ by this much
_ROUNDING = 1e-6  # scores are worked out from rounded cosines, and rounded themselves
_TINY = 1e-20
_BLOCK = 1 << 21  # numbers of vectors turned into float64 at a time
_GROUP = 64  # words of which only the best is looked at, to find out what the least cosine of an answer is
_LIKELY = 512  # words around the query that are looked at first for what is nearer to its neighbours
_MOST_WORK = 2e10  # k·V·D products, about a second; beyond it `mutual` is not worth the wait


@dataclass(frozen=True)
class Neighbour:
    """One of the k nearest words; `mutual` says whether the query is among the k nearest of this word in turn.

    `count` is None where it is not known.
    """

    rank: int
    row: int
    word: str
    cosine: float
    count: int | None
    mutual: bool | None


def nearest(
    space: Space, target: NDArray[np.floating], k: int, without: Collection[int] = (), order: Order | None = None
) -> list[Neighbour]:
    """Return the k words of greatest cosine with `target` (D,), leaving out the rows `without`; ties by row.

    With an `order` they are those of the greatest scores instead. `mutual` is worked out when the target is the
    direction of the one word left out, by the same order, else it is None, as it is for a k of many thousands. Words
    with a zero vector are nobody's neighbours. Where every word has an axis of its own there are no nearest ones: all
    are equally far. Raises `no-direction` when the target itself is zero.
    """
    unit_target = _direction(target)
    if space.identity:
        return []
    scores = space.cosines(unit_target.astype(np.float32))  # (V,)
    if order is not None:
        scores = order.scores(scores, float(order.typical(unit_target))).astype(np.float32, copy=False)
    rows, cosines = _greatest(space, scores, unit_target, k, without, order)
    mutual: list[bool | None] = [None] * len(rows)
    query = single(space, unit_target, without)
    if query is not None and len(rows) * space.matrix.size <= _MOST_WORK:
        mutual = list(_mutual(space, query, rows, k, scores, order))
    return [
        Neighbour(rank, row, space.words[row], cosine, space.count(row), both)
        for rank, (row, cosine, both) in enumerate(zip(rows.tolist(), cosines.tolist(), mutual, strict=True), start=1)
    ]


def _direction(target: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the target at length one, (D,)."""
    wide = np.asarray(target, dtype=np.float64)
    norm = float(np.linalg.norm(wide))
    if not np.isfinite(norm) or norm < _TINY:
        message = "There is no direction to look in: the vectors cancel out, or the word has none."
        raise EmbreplError("no-direction", message, "Ask for another word, or change a sign.")
    return wide / norm


def _greatest(
    space: Space,
    scores: NDArray[np.float32],
    target: NDArray[np.float64],
    k: int,
    without: Collection[int],
    order: Order | None,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the rows and cosines of the k nearest, (k,) each; sorted in float64 so that equal rows tie exactly.

    `scores`: those of all words (V,) with the target; what has no direction, and what is left out, is marked in it.
    """
    scores[space.blank_rows] = -np.inf
    scores[np.fromiter(without, dtype=np.int64, count=len(without))] = -np.inf
    k = min(k, int(np.count_nonzero(scores > -np.inf)))
    if k < 1:
        return np.empty(0, dtype=np.int64), np.empty(0)
    rows = _above(scores, k, 2 * space.scan.error + (0.0 if order is None else _ROUNDING))
    exact = _exact(space, rows, target)
    scored = exact if order is None else order.scores(exact, float(order.typical(target)), rows)
    first = np.lexsort((rows, -scored))[:k]
    return rows[first], exact[first]


def _above(scores: NDArray[np.float32], k: int, slack: float = 0.0) -> NDArray[np.int64]:
    """Return the rows of the k greatest scores (V,), and of all others that are no more than `slack` below these."""
    groups = len(scores) // _GROUP
    least = np.float32(-np.inf)
    if groups > k:  # the best of k groups are k scores, and none of the k greatest is below all of them
        best = scores[: groups * _GROUP].reshape(groups, _GROUP).max(axis=1)
        least = np.partition(best, groups - k)[groups - k]
    some = scores[scores >= least] if groups > k else scores
    least = np.partition(some, len(some) - k)[len(some) - k]
    return np.flatnonzero(scores >= least - np.float32(slack))


def _exact(space: Space, rows: NDArray[np.int64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cosines of some rows in float64, (rows,); the same order of sums for each row, unlike in BLAS."""
    exact = np.empty(len(rows))
    step = max(1, _BLOCK // space.dim)
    for first in range(0, len(rows), step):
        exact[first : first + step] = np.einsum("rd,d->r", space.units(rows[first : first + step]), target)
    return np.clip(exact, -1.0, 1.0)


def single(space: Space, target: NDArray[np.floating], without: Collection[int]) -> int | None:
    """Return the one word left out, if the target is its direction."""
    if len(without) != 1:
        return None
    row = int(next(iter(without)))
    return row if float(space.units([row])[0] @ target) > (1 - _TIE) * float(np.linalg.norm(target)) else None


def _mutual(
    space: Space,
    query: int,
    rows: NDArray[np.int64],
    k: int,
    scores: NDArray[np.float32],
    order: Order | None,
) -> list[bool]:
    """Return for each row whether `query` is among its k nearest: fewer than k words are nearer; a tie is enough.

    `scores`: those of all words (V,) with the query.
    """
    units = space.units(rows).astype(np.float64)  # (k, D)
    own = units @ space.units([query])[0].astype(np.float64)  # (k,)
    asked = Asked(rows, units, own + _TIE)
    if order is not None:
        typical = order.typical(units)
        asked = Asked(rows, units, (own - typical) * float(order.weights[query]) + _TIE, order.weights, typical)
    likely = _above(scores, min(len(scores), _LIKELY))
    ahead = space.scan.count_nearer(asked, k, likely)
    return [bool(count < k) for count in ahead]
