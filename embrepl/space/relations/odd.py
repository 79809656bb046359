"""Which of some words does not belong with the others, and how clear that is.

The odd one out is the word of least cosine with the mean of all of them, each at length one, as gensim's `doesnt_match`
has it. How clear: by how much it is less than the next, and whether it stays the odd one when each of the others is
left out in turn.

Axes: n words, D dimensions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class OddOne(NamedTuple):
    """The word that does not belong, by its place; `cosines` (n,) with the mean of all; `margin` to the next.

    `others` (n,): the mean of the cosines with each of the others. `kept` of `tried`: how often it is still the odd one
    with another word left out; none is tried of three words, since of two none is odd.
    """

    odd: int
    cosines: NDArray[np.float64]
    others: NDArray[np.float64]
    margin: float
    kept: int
    tried: int


def odd_one(units: NDArray[np.float64]) -> OddOne:
    """Return the odd one of words at length one, (n, D), of which there are at least three; of equal ones the last."""
    size = len(units)
    cosines = _centrality(units)
    order = np.lexsort((-np.arange(size), cosines))
    odd = int(order[0])
    pairs = units @ units.T
    others = (pairs.sum(axis=1) - np.diagonal(pairs)) / (size - 1)
    left_out = [at for at in range(size) if at != odd] if size > 3 else []
    kept = sum(_odd_without(units, at) == odd for at in left_out)
    return OddOne(odd, cosines, others, float(cosines[order[1]] - cosines[odd]), kept, len(left_out))


def _centrality(units: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cosine of each with the mean of all, (n,); 0 where they cancel out."""
    mean = units.mean(axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(units @ (mean / length)) if length > 0 else np.zeros(len(units))


def _odd_without(units: NDArray[np.float64], left_out: int) -> int:
    rest = [at for at in range(len(units)) if at != left_out]
    cosines = _centrality(units[rest])
    return rest[int(np.lexsort((-np.arange(len(rest)), cosines))[0])]
