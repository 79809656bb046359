"""Frequencies of a text and the law they are near to.

Zipf's law: the frequency of the word of rank r is proportional to r to the power -s. Two estimates of s:

    likelihood      the maximum of Π p(r)^f(r), p(r) = r^-s / Σ r'^-s over the V ranks (a Zipf law with an end):
                    where the mean of ln r under p equals that of the text; found by halving.
    least squares   the slope of ln f over ln r through all V points, each type counting alike, so that the many rare
                    words decide; this is the line that is drawn in textbooks.

Both take rank and frequency from the same text, which flatters the fit (Piantadosi 2014).
Axes: V types, T tokens, S segments.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEGMENT = 1_000  # tokens, as in WordSmith's standardised ratio (Scott)
SEGMENTS = 2_000  # segments that are examined, spread evenly
STEEPEST = 50.0


@dataclass(frozen=True)
class Zipf:
    """The law's exponent by both methods, and the constant of the likelihood's law: f(r) = constant · r^-exponent."""

    exponent: float
    constant: float
    slope: float


def zipf(counts: NDArray[np.int64]) -> Zipf:
    """Fit the law to frequencies, the greatest first. (V,)."""
    log_ranks = np.log(np.arange(1, counts.size + 1))  # (V,)
    tokens = float(counts.sum())
    mean = float(counts @ log_ranks) / tokens
    exponent = _exponent(log_ranks, mean)
    return Zipf(exponent, tokens / float(np.exp(-exponent * log_ranks).sum()), _slope(log_ranks, np.log(counts)))


def _exponent(log_ranks: NDArray[np.float64], mean: float) -> float:
    """Return s where Σ ln r · r^-s / Σ r^-s is the mean of ln r in the text; the left side falls as s grows."""
    low, high = 0.0, STEEPEST
    if log_ranks.size < 2:
        return 0.0
    for _ in range(60):
        middle = (low + high) / 2
        weights = np.exp(-middle * log_ranks)
        if float(weights @ log_ranks) / float(weights.sum()) > mean:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _slope(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Return minus the slope of the least-squares line."""
    spread = x - x.mean()
    total = float(spread @ spread)
    return -float(spread @ (y - y.mean())) / total if total else 0.0


def standard_ratio(ids: NDArray[np.int32]) -> float | None:
    """Return the mean share of different types in segments of 1,000 tokens, or None for a shorter text. (T,).

    The plain ratio of types to tokens falls as a text grows; this one can be compared between texts of any length.
    """
    segments = ids.size // SEGMENT
    if not segments:
        return None
    chosen = np.unique(np.linspace(0, segments - 1, min(segments, SEGMENTS)).astype(np.int64))
    rows = np.sort(ids[: segments * SEGMENT].reshape(segments, SEGMENT)[chosen], axis=1)  # (S, SEGMENT)
    different = 1 + np.count_nonzero(rows[:, 1:] != rows[:, :-1], axis=1)
    return float(different.mean()) / SEGMENT


def spread_ranks(types: int, each: int = 8) -> NDArray[np.int64]:
    """Return ranks from 1 to V, `each` of them evenly spread on the logarithm of every tenfold."""
    steps = max(2, round(each * np.log10(max(types, 2))) + 1)
    return np.unique(np.rint(np.geomspace(1, max(types, 1), steps)).astype(np.int64))
