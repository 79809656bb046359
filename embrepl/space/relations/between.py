"""Words between two: near to both of them.

A word counts by the lesser of its cosines with the two, so that it has to be near to either. The midpoint of the two,
or the arc from one to the other, would put words first that are near to the one alone: on film reviews the midpoint of
`good` and `bad` gives lousy, terrible, awful, the lesser cosine ok, so-so, mediocre.

How unusual the best is: random pairs of words as frequent as the two are asked the same.

Axes: V words, D dimensions, k answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.ranking.percentiles import percentiles
from embrepl.space.relations.directions import all_cosines, cosines_of, greatest
from embrepl.space.space import Space

_PAIRS = 40
_MOST_WORK = 2.4e10  # products for all random pairs; fewer pairs beyond it
_ROWS = 1 << 13  # words looked at together
_FEWEST = 10  # pairs of which a share is worth saying


class Between(NamedTuple):
    """Words near to both: their rows and lesser cosines, (k,), and their cosines with each, (2, k).

    `nearer`: how many words are nearer to each of the two than these are to each other.
    """

    rows: NDArray[np.int64]
    lesser: NDArray[np.float64]
    cosines: NDArray[np.float64]
    nearer: int


def between(space: Space, ends: NDArray[np.float64], k: int, allowed: NDArray[np.bool_]) -> Between:
    """Return the k allowed words whose lesser cosine with the directions `ends` (2, D) is greatest."""
    everywhere = all_cosines(space, ends)
    rows, lesser = greatest(space, ends, _lesser, k, allowed, everywhere)
    cosines = cosines_of(space, rows, ends) if len(rows) else np.empty((2, 0))
    apart = float(ends[0] @ ends[1])
    nearer = int(np.count_nonzero((_lesser(everywhere) > apart) & allowed))
    return Between(rows, lesser, cosines, nearer)


def random_pairs(space: Space, rows: tuple[int, int], seed: int = 0) -> NDArray[np.int64]:
    """Return random pairs of words by their rows, (2, pairs), as frequent as the two words of `rows`.

    There are fewer of a large space, and none of one so large, or so small, that there would be a handful.
    """
    rng = np.random.default_rng(seed)
    pairs = min(_PAIRS, int(_MOST_WORK // (2 * len(space) * space.dim)))
    drawn = np.stack([rng.integers(*percentiles(space).span(row), size=pairs) for row in rows])
    drawn = drawn[:, (drawn[0] != drawn[1]) & ~space.blank[drawn].any(axis=0)]
    return drawn if drawn.shape[1] >= _FEWEST else drawn[:, :0]


def best_between(
    space: Space, pairs: NDArray[np.int64], allowed: NDArray[np.bool_], report: Callable[[int, int], None]
) -> NDArray[np.float64]:
    """Return the greatest lesser cosine that any allowed word has with both of each pair, (pairs,), in one pass."""
    first, second = (space.units(side).T for side in pairs)  # (D, pairs)
    best = np.full(pairs.shape[1], -1.0)
    columns = np.arange(len(best))
    for begin in range(0, len(space) if len(best) else 0, _ROWS):
        report(begin, len(space))
        end = min(begin + _ROWS, len(space))
        rows = space.matrix[begin:end]
        with np.errstate(all="ignore"):  # vectors that are not numbers, which are not allowed
            lesser = np.minimum(rows @ first, rows @ second) / space.norms[begin:end, None]
        lesser[~allowed[begin:end]] = -1.0
        for side in pairs:
            own = (begin <= side) & (side < end)
            lesser[side[own] - begin, columns[own]] = -1.0
        best = np.maximum(best, lesser.max(axis=0))
    return best


def _lesser(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lesser of two cosines of each word, (2, n) → (n,)."""
    return np.asarray(cosines.min(axis=0))
