"""Vectors in an order in which those that are alike stand side by side.

Axes: n vectors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def alike_together(cosines: NDArray[np.float64]) -> list[int]:
    """Return the order of n vectors by their cosines (n, n): that of the leaves of a tree.

    The most alike groups are joined first. Two groups are as alike as the mean of their pairs (average linkage: Sokal &
    Michener 1958); of the ways to put one beside the other that is taken whose two words that meet are the most alike.
    """
    means = cosines.astype(np.float64).copy()
    np.fill_diagonal(means, -np.inf)
    sizes = np.ones(len(cosines))
    orders = [[at] for at in range(len(cosines))]
    for _ in range(len(cosines) - 1):
        left, right = divmod(int(np.argmax(means)), len(cosines))
        joined = (sizes[left] * means[left] + sizes[right] * means[right]) / (sizes[left] + sizes[right])
        joined[left] = -np.inf
        means[left], means[:, left] = joined, joined
        means[right], means[:, right] = -np.inf, -np.inf
        sizes[left] += sizes[right]
        orders[left] = _beside(orders[left], orders[right], cosines)
    return orders[int(np.argmax(sizes))] if orders else []


def _beside(left: list[int], right: list[int], cosines: NDArray[np.float64]) -> list[int]:
    """Return two groups as one, either turned round where its ends then meet better."""
    ways = [(one, other) for one in (left, left[::-1]) for other in (right, right[::-1])]
    one, other = max(ways, key=lambda way: cosines[way[0][-1], way[1][0]])
    return [*one, *other]
