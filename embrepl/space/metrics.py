"""How far apart two words are, and how unusual that is for words as frequent as they.

Axes: V words, D dimensions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.space.space import Space

_TIE = 1e-6  # cosines of float32 rows differ by this much through rounding alone


def cosine(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the cosine of the angle between two vectors (D,); 0 where one is zero or not finite."""
    a, b = a.astype(np.float64), b.astype(np.float64)
    norms = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.clip(a @ b / norms, -1.0, 1.0)) if 0 < norms < np.inf else 0.0


def euclidean(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the straight distance between two vectors (D,)."""
    return float(np.linalg.norm(a.astype(np.float64) - b))


def mean_difference(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the mean of a - b over D: the figure that the original recipe trains towards zero.

    It has a sign, and can be 0 for quite different vectors: it is no distance, so the original recipe learns nothing.
    """
    return float(np.mean(a.astype(np.float64) - b))


def mean_squared_difference(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the mean of (a - b)² over D: the squared distance divided by D."""
    return float(np.mean(np.square(a.astype(np.float64) - b)))


def like_frequency_percentile(
    space: Space, a: str | int, b: str | int, pairs: int = 2000, seed: int = 0
) -> tuple[float, int]:
    """Return how unusual cos(a, b) is: the percentage of like pairs with a lower cosine, and how many were compared.

    Cosines depend on frequency (Mu & Viswanath 2018 show it for the common directions), so a pair is only compared
    with pairs of one word about as frequent as `a` and one about as frequent as `b` (words, or their rows). Equal
    cosines count half, so a space where all are equal gives 50. Without any other pair the answer is (50.0, 0).
    """
    row_a, row_b = (space.id(word) if isinstance(word, str) else int(word) for word in (a, b))
    rng = np.random.default_rng(seed)
    left = rng.integers(*like_frequency(row_a, len(space)), size=pairs)  # (pairs,)
    right = rng.integers(*like_frequency(row_b, len(space)), size=pairs)
    own = ((left == row_a) & (right == row_b)) | ((left == row_b) & (right == row_a))
    other = (left != right) & ~own
    cosines = space.pair_cosines(left[other], right[other])
    if not len(cosines):
        return 50.0, 0
    beyond = cosines - float(space.pair_cosines(np.array([row_a]), np.array([row_b]))[0])
    below = np.count_nonzero(beyond < -_TIE) + 0.5 * np.count_nonzero(np.abs(beyond) <= _TIE)
    return 100.0 * float(below) / len(cosines), len(cosines)


def like_frequency(row: int, words: int, least: int = 50) -> tuple[int, int]:
    """Return the rows [first, last) whose rank is within a factor of 2 of a row's, at least `least` where V allows."""
    rank = row + 1
    first, last = (rank + 1) // 2 - 1, min(2 * rank, words)
    missing = max(0, min(least, words) - (last - first))
    last = min(last + missing, words)
    return max(0, min(first, last - least)), last
