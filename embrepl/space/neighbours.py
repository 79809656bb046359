"""The words nearest to a direction, by cosine or by an order made of cosines, over all the words there are.

Axes: V words, D dimensions, m queries, k neighbours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.passes.scores import Asked, Weighing
from embrepl.space.ranking.order import Order
from embrepl.space.space import Space

_TIE = 1e-6  # vectors at length one are rounded: cosines that are equal on paper may differ by this much
_TINY = 1e-20
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
    space: Space,
    target: NDArray[np.floating],
    k: int,
    without: Collection[int] = (),
    order: Order | None = None,
    eligible: NDArray[np.bool_] | None = None,
    mutual: bool = True,
) -> list[Neighbour]:
    """Return the k words of greatest cosine with `target` (D,), leaving out the rows `without`; ties by row.

    With an `order` they are those of the greatest scores instead, and where `eligible` (V,) is given only words of it.
    `mutual` is worked out, where it is wanted, when the target is the direction of the one word left out, by the same
    order and among all words; else it is None, as it is for a k of many thousands. Words with a zero vector are
    nobody's neighbours. Where every word has an axis of its own there are no nearest ones: all are equally far. Raises
    `no-direction` when the target itself is zero.
    """
    unit = direction(target)
    if space.identity:
        return []
    look = space.scan.look(unit[None], _weighing(order, unit[None]))
    query = _single(space, unit, without) if mutual else None
    worth = query is not None and min(k, len(space)) * space.matrix.size <= _MOST_WORK
    likely = look.likely(0, _LIKELY) if worth else np.empty(0, np.int64)
    look.leave_out(without)
    if eligible is not None:
        look.leave_out(~eligible)
    rows, cosines = look.greatest(0, k)
    ways: list[bool | None] = [None] * len(rows)
    if query is not None and worth:
        ways = list(_mutual(space, query, rows, k, likely, order))
    return [
        Neighbour(rank, row, space.words[row], cosine, count, both)
        for rank, (row, cosine, count, both) in enumerate(
            zip(rows.tolist(), cosines.tolist(), space.counts_of(rows), ways, strict=True), start=1
        )
    ]


def _weighing(order: Order | None, units: NDArray[np.float64]) -> Weighing | None:
    return None if order is None else Weighing(order.weights, order.typical(units))


def direction(target: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return a target (D,) at length one. Raises `no-direction` where it is zero."""
    wide = np.asarray(target, dtype=np.float64)
    norm = float(np.linalg.norm(wide))
    if not np.isfinite(norm) or norm < _TINY:
        message = "There is no direction to look in: the vectors cancel out, or the word has none."
        raise EmbreplError("no-direction", message, "Ask for another word, or change a sign.")
    return wide / norm


def _single(space: Space, target: NDArray[np.float64], without: Collection[int]) -> int | None:
    """Return the one word left out, if the target is its direction."""
    if len(without) != 1:
        return None
    row = int(next(iter(without)))
    return row if float(space.units([row])[0] @ target) > (1 - _TIE) * float(np.linalg.norm(target)) else None


def _mutual(
    space: Space, query: int, rows: NDArray[np.int64], k: int, likely: NDArray[np.int64], order: Order | None
) -> list[bool]:
    """Return for each row whether `query` is among its k nearest: fewer than k words are nearer; a tie is enough.

    `likely`: rows that may well be nearer.
    """
    units = space.units(rows).astype(np.float64)  # (k, D)
    limits = units @ space.units([query])[0].astype(np.float64)  # (k,)
    weighing = _weighing(order, units)
    if weighing is not None:
        limits = (limits - weighing.typical) * float(weighing.weights[query])
    ahead = space.scan.count_nearer(Asked(rows, units, limits + _TIE, weighing), k, likely)
    return [bool(count < k) for count in ahead]
