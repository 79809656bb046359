"""The greatest of many scores that are known within a bound.

Axes: V words, k neighbours.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_GROUP = 64  # words of which only the best is looked at, to find out what the least score of an answer is
_LEAST = np.finfo(np.float32).min


def greatest(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """Return the rows of the k greatest scores (V,), more where some tie; never one with a score of -inf."""
    return candidates(scores, k, 0.0, lambda rows: np.zeros(len(rows), np.float32))


def candidates(
    lowest: NDArray[np.float32], k: int, most: float, slack: Callable[[NDArray[np.int64]], NDArray[np.float32]]
) -> NDArray[np.int64]:
    """Return all rows that may be among the k of greatest score, rising; never one whose score is at least -inf.

    `lowest` (V,): what each score is at least. It is no more than `slack` of the row above, and that is `most` at most.
    """
    if k < 1:
        return np.empty(0, np.int64)
    least = max(_kth(lowest, k), _LEAST)  # k scores are no less
    rows = (lowest >= max(least - np.float32(most), _LEAST)).nonzero()[0]
    some = lowest[rows]
    if len(some) >= k:
        least = np.partition(some, len(some) - k)[len(some) - k]
    return np.asarray(rows[some + slack(rows) >= least])


def _kth(scores: NDArray[np.float32], k: int) -> np.float32:
    """Return the k-th greatest score, or one that is less; -inf where there are fewer than k."""
    groups = len(scores) // _GROUP
    if groups >= k:  # the best of k groups are k scores
        scores = np.maximum.reduce(scores[: groups * _GROUP].reshape(_GROUP, groups), axis=0)
    return np.float32(np.partition(scores, len(scores) - k)[len(scores) - k] if len(scores) >= k else -np.inf)
