"""Whether something is used differently in two parts of a text: how far apart the means of its uses are, how surely.

Green, Rodriguez, Spirling & Stewart 2025 (doi 10.1017/pan.2024.22): with x_i the vector of each use, m_A and m_B the
means of the two parts, |m_A - m_B|² is too great by what chance alone makes of it, tr Cov(m_A) + tr Cov(m_B), which is
taken off; covariances are clustered by document. This is the regression of uses on indicators of the parts
(Rodriguez, Spirling & Stewart 2023), whose coefficients are the two means. We differ in the interval. By the
infinitesimal jackknife over documents a distance θ² varies by 4 λ θ² + 2 tr Σ², λ the variance of δ = m_A - m_B along
itself, Σ = Cov(m_A) + Cov(m_B); the second term is what is left where θ is zero. The interval holds every θ² that the
debiased distance d² is compatible with, |d² - θ²| ≤ t √(4 λ θ² + 2 tr Σ²), as Wilson's of a share does. p: documents
are shuffled between the parts.

Axes: P places, G documents, D dimensions, m permutations.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.evidence.uses.use import Use
from embrepl.space.stability.student import reach, welch
from embrepl.system.progress import ReportProgress, silent

PERMUTATIONS = 1_000
LEAST_PLACES, LEAST_DOCUMENTS = 5, 2  # in each part, for a test
_CELLS = 1 << 21  # documents of permutations at once
_SEED = 1


@dataclass(frozen=True)
class Distance:
    """How far apart two uses are: the debiased squared distance, and the ends of its 95 % interval."""

    squared: float
    low: float
    high: float


def distance(first: Use, second: Use) -> Distance:
    """Return the debiased squared distance of two uses in different documents, at least two in each."""
    gap = first.vector - second.vector
    covariances = [use.covariance for use in (first, second)]
    groups = [len(use.influence) for use in (first, second)]
    total = covariances[0] + covariances[1]
    squared = float(gap @ gap - np.trace(total))
    squares = sum(_trace_of_square(each, many) for each, many in zip(covariances, groups, strict=True))
    squares = max(squares + 2 * float(np.sum(covariances[0] * covariances[1])), 0.0)
    degrees = welch([float(np.trace(each)) for each in covariances], [use.freedom for use in (first, second)])
    errors = float(reach(degrees))
    along = float(gap @ total @ gap) / max(float(gap @ gap), 1e-300)
    middle = squared + 2 * errors**2 * along
    half = errors * math.sqrt(max(4 * along * squared + 4 * errors**2 * along**2 + 2 * squares, 0.0))
    return Distance(squared, middle - half, middle + half)


def _trace_of_square(covariance: NDArray[np.float64], documents: int) -> float:
    """Return tr Σ² without the share that comes of estimating Σ from so many documents."""
    degrees = documents - 1
    seen = float(np.sum(covariance**2))
    if degrees < 2:
        return seen / 3
    return degrees**2 / ((degrees + 2) * (degrees - 1)) * (seen - float(np.trace(covariance)) ** 2 / degrees)


def p_by_shuffling(
    sums: NDArray[np.float64], many: NDArray[np.int64], chosen: int, progress: ReportProgress = silent,
    permutations: int = PERMUTATIONS,
) -> float:  # fmt: skip
    """Return how rarely documents in other parts differ at least as much: (b + 1) / (m + 1).

    `sums` (G, D) of the vectors in each document, `many` (G,) how many these are, the `chosen` ones of the first part
    before all others. What is compared is |m_A - m_B|² over tr Cov(m_A) + tr Cov(m_B), so that a part whose uses vary
    more does not pass for another use (Chung & Romano 2013).
    """
    apart = sums - many[:, None] * (sums.sum(axis=0) / many.sum())  # (G, D)
    squares = np.square(apart).sum(axis=1)[:, None]
    columns = np.hstack([apart, many[:, None] * apart, squares, many[:, None], many[:, None] ** 2]).astype(np.float32)
    first = np.zeros((1, len(apart)), np.float32)
    first[:, :chosen] = 1
    seen = _ratios(first, columns, chosen)[0]
    generator = np.random.default_rng(_SEED)
    rows = max(1, _CELLS // len(apart))
    reached = 0
    for begin in range(0, permutations, rows):
        progress("shuffling documents", begin, permutations)
        drawn = generator.random((min(rows, permutations - begin), len(apart)), np.float32)
        bound = np.partition(drawn, chosen - 1, axis=1)[:, chosen - 1, None]
        reached += int(
            np.count_nonzero(_ratios((drawn <= bound).astype(np.float32), columns, chosen) >= seen * (1 - 1e-5))
        )
    return (reached + 1) / (permutations + 1)


def _ratios(first: NDArray[np.float32], columns: NDArray[np.float32], chosen: int) -> NDArray[np.float64]:
    """Return the squared distance of the documents of each row from all others over its variance by chance. (m, G)."""
    dim = (columns.shape[1] - 3) // 2
    total = columns.sum(axis=0, dtype=np.float64)
    inside = (first @ columns).astype(np.float64)  # (m, 2 D + 3)
    means, variance = [], np.zeros(len(first))
    for side, size in ((inside, chosen), (total - inside, len(columns) - chosen)):
        places = side[:, -2, None]
        mean = side[:, :dim] / places
        crossed = np.einsum("md,md->m", mean, side[:, dim : 2 * dim])
        spread = side[:, -3] - 2 * crossed + np.square(mean).sum(axis=1) * side[:, -1]
        variance += spread / places[:, 0] ** 2 * size / (size - 1)
        means.append(mean)
    return np.asarray(np.square(means[0] - means[1]).sum(axis=1) / np.maximum(variance, 1e-30))
