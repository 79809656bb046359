"""The words nearest to a direction, by cosine, over all the words there are.

Axes: V words, D dimensions, k neighbours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.space import Space

_TIE = 1e-6  # float32 products of equal rows may differ by this much
_TINY = 1e-20
_BLOCK = 1 << 21  # cosines worked out at a time when neighbours are looked up in bulk
_MOST_WORK = 2e10  # k·V·D products, about a second; beyond it `mutual` is not worth the wait


@dataclass(frozen=True)
class Neighbour:
    """One of the k nearest words; `mutual` says whether the query is among the k nearest of this word in turn.

    `count` is None where it is not known.
    """

    rank: int
    word: str
    cosine: float
    count: int | None
    mutual: bool | None


def nearest(space: Space, target: NDArray[np.floating], k: int, without: Collection[int] = ()) -> list[Neighbour]:
    """Return the k words of greatest cosine with `target` (D,), leaving out the rows `without`; ties by row.

    `mutual` is worked out when the target is the direction of the one word left out, else it is None, as it is for a k
    of many thousands. Words with a zero vector are nobody's neighbours. Where every word has an axis of its
    own there are no nearest ones: all are equally far. Raises `no-direction` when the target itself is zero.
    """
    unit_target = _direction(target)
    if space.identity:
        return []
    rows, cosines = _greatest(space, unit_target, k, without)
    mutual: list[bool | None] = [None] * len(rows)
    query = _single(space, unit_target, without)
    if query is not None and len(rows) * space.matrix.size <= _MOST_WORK:
        mutual = list(_mutual(space, query, rows, k))
    return [
        Neighbour(rank, space.words[row], cosine, space.count(row), both)
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
    space: Space, target: NDArray[np.float64], k: int, without: Collection[int]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the rows and cosines of the k nearest, (k,) each; sorted in float64 so that equal rows tie exactly."""
    scores = space.cosines(target.astype(np.float32))  # (V,)
    scores[space.blank] = -np.inf
    scores[np.fromiter(without, dtype=np.int64, count=len(without))] = -np.inf
    k = min(k, int(np.count_nonzero(scores > -np.inf)))
    if k < 1:
        return np.empty(0, dtype=np.int64), np.empty(0)
    least = np.partition(scores, len(scores) - k)[len(scores) - k]
    rows = np.flatnonzero(scores >= least - _TIE)
    exact = _exact(space, rows, target)
    order = np.lexsort((rows, -exact))[:k]
    return rows[order], exact[order]


def _exact(space: Space, rows: NDArray[np.int64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cosines of some rows in float64, (rows,); the same order of sums for each row, unlike in BLAS."""
    exact = np.empty(len(rows))
    step = max(1, _BLOCK // space.dim)
    for first in range(0, len(rows), step):
        exact[first : first + step] = np.einsum("rd,d->r", space.unit[rows[first : first + step]], target)
    return np.clip(exact, -1.0, 1.0)


def _single(space: Space, target: NDArray[np.float64], without: Collection[int]) -> int | None:
    """Return the one word left out, if the target is its direction."""
    if len(without) != 1:
        return None
    row = int(next(iter(without)))
    return row if float(space.unit[row] @ target) > 1 - _TIE else None


def _mutual(space: Space, query: int, rows: NDArray[np.int64], k: int) -> list[bool]:
    """Return for each row whether `query` is among its k nearest: fewer than k words are nearer; a tie is enough."""
    own = space.unit[rows]  # (k, D)
    limit = own @ space.unit[query] + np.float32(_TIE)  # (k,)
    ahead = np.zeros(len(rows), dtype=np.int64)
    step = max(1024, _BLOCK // max(1, len(rows)))
    for first in range(0, len(space), step):
        cosines = own @ space.unit[first : first + step].T  # (k, step)
        inside = (rows >= first) & (rows < first + step)
        cosines[inside, rows[inside] - first] = -np.inf  # a word is no neighbour of itself
        ahead += np.count_nonzero(cosines > limit[:, None], axis=1)
    return [bool(count < k) for count in ahead]
