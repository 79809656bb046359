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

from embrepl.space.metrics import like_frequency
from embrepl.space.relations.directions import all_cosines, cosines_of, greatest
from embrepl.space.space import Space

_PAIRS = 40
_MOST_WORK = 4e9  # products for all random pairs; fewer pairs beyond it
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
    rows, lesser = greatest(space, ends, _lesser, k, allowed)
    cosines = cosines_of(space, rows, ends) if len(rows) else np.empty((2, 0))
    apart = float(ends[0] @ ends[1])
    nearer = int(np.count_nonzero((_lesser(all_cosines(space, ends)) > apart) & allowed))
    return Between(rows, lesser, cosines, nearer)


def best_of_random_pairs(
    space: Space, rows: tuple[int, int], allowed: NDArray[np.bool_], report: Callable[[int, int], None], seed: int = 0
) -> NDArray[np.float64]:
    """Return the greatest lesser cosine of any allowed word with each of some random pairs, (pairs,).

    One of a pair is about as frequent as the one of two words, by their `rows`, the other as the other. Empty where the
    space is too large for it, or too small.
    """
    rng = np.random.default_rng(seed)
    pairs = min(_PAIRS, int(_MOST_WORK // (2 * len(space) * space.dim)))
    drawn = np.stack([rng.integers(*like_frequency(row, len(space)), size=pairs) for row in rows])
    usable = (drawn[0] != drawn[1]) & ~space.blank[drawn].any(axis=0)
    drawn = drawn[:, usable]
    if drawn.shape[1] < _FEWEST:
        return np.empty(0)
    best = np.empty(drawn.shape[1])
    for at in range(len(best)):
        report(at, len(best))
        scores = _lesser(all_cosines(space, space.units(drawn[:, at]).astype(np.float64)))
        scores[drawn[:, at]] = -1.0
        best[at] = scores[allowed].max(initial=-1.0)
    return best


def _lesser(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lesser of two cosines of each word, (2, n) → (n,)."""
    return np.asarray(cosines.min(axis=0))
