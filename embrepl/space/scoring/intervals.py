"""Where the true score lies, 95 times in 100, by drawing the questions of a test anew (bootstrap).

A rank correlation's deviation is that over BOOTSTRAPS samples of the pairs, on Fisher's scale, where it hardly depends
on the correlation itself. An analogy is a question about two pairs of words, and each pair is in many questions, so
that these are not drawn one by one: each pair is drawn, and a question counts as often as both of its pairs (the
pigeonhole bootstrap, Owen 2007). Where all answers are right, or all wrong, drawing them anew says nothing: then
Wilson's interval (1927) for as many questions as there are pairs.

Axes: N questions, B samples.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

BOOTSTRAPS, SEED = 1000, 0
LEAST = 3  # pairs, above which a correlation has an interval
_Z = 1.959964  # of a normal distribution, 95 in 100 lie within so many deviations
_NUMBERS = 1 << 22  # drawn at a time

Interval = tuple[float, float]


def mean_ranks(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the rank of each value, from 1; equal values share the mean of theirs. (N,)."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: NDArray[np.float64] = (np.cumsum(counts) - (counts - 1) / 2.0)[inverse]
    return ranks


def spearman(one: NDArray[np.floating], other: NDArray[np.floating]) -> float | None:
    """Return the rank correlation of two rows of figures (N,); None where one of them is all the same."""
    ranks = mean_ranks(one), mean_ranks(other)
    if any(np.ptp(each) == 0 for each in ranks):
        return None
    return float(np.corrcoef(*ranks)[0, 1])


def interval_of_correlation(one: NDArray[np.floating], other: NDArray[np.floating]) -> Interval | None:
    """Return where the rank correlation of two rows of figures (N,) lies; None for fewer than four."""
    value, pairs = spearman(one, other), len(one)
    if value is None or pairs <= LEAST:
        return None
    rng = np.random.default_rng(SEED)
    drawn = [spearman(one[some], other[some]) for some in rng.integers(0, pairs, (BOOTSTRAPS, pairs))]
    middles = [_fisher(each, pairs) for each in drawn if each is not None]
    half = _Z * float(np.std(middles, ddof=1)) if len(middles) > 1 else math.inf
    middle = _fisher(value, pairs)
    return math.tanh(middle - half), math.tanh(middle + half)


def _fisher(value: float, pairs: int) -> float:
    """Return a correlation on Fisher's scale; one of so few pairs that is 1 by chance is taken for a little less."""
    most = 1 - 1 / (2 * pairs * pairs)
    return math.atanh(max(-most, min(most, value)))


def interval_of_share(hits: NDArray[np.bool_], groups: NDArray[np.integer]) -> Interval | None:
    """Return where the share of right answers (N,) lies; `groups` (N, g): what is drawn, by number. None without any.

    A question counts as often as all its groups are drawn.
    """
    if not len(hits):
        return None
    numbers, groups = np.unique(groups, return_inverse=True)
    groups = groups.reshape(len(hits), -1)
    share = float(hits.mean())
    if share in {0.0, 1.0} or len(numbers) < 2:
        return wilson(share, min(len(hits), len(numbers)))
    rng, shares, step = np.random.default_rng(SEED), [], max(1, _NUMBERS // max(len(hits), len(numbers)))
    for first in range(0, BOOTSTRAPS, step):
        size = min(step, BOOTSTRAPS - first)
        times = rng.multinomial(len(numbers), np.full(len(numbers), 1 / len(numbers)), size)  # (B, groups)
        weights = np.prod(times[:, groups], axis=2, dtype=np.int64)  # (B, N)
        total = weights.sum(axis=1)
        shares.append((weights @ hits.astype(np.int64))[total > 0] / total[total > 0])
    low, high = np.quantile(np.concatenate(shares), [0.025, 0.975])
    return min(share, float(low)), max(share, float(high))


def wilson(share: float, questions: int) -> Interval:
    """Return where a share of so many questions lies that have nothing to do with each other."""
    spread = _Z**2 / questions
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * share * (1 - share) + spread**2 / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
