"""Vectors in an order in which those that are alike stand side by side.

Axes: n vectors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.space.groups.linkage import average_linkage


def alike_together(cosines: NDArray[np.float64]) -> list[int]:
    """Return the order of n vectors by their cosines (n, n): that of the leaves of a tree.

    The most alike groups are joined first. Two groups are as alike as the mean of their pairs (average linkage: Sokal &
    Michener 1958); of the ways to put one beside the other that is taken whose two words that meet are the most alike.
    """
    orders = [[at] for at in range(len(cosines))]
    for merge in average_linkage(-cosines):
        first, second = sorted((orders[merge.left], orders[merge.right]), key=min)
        orders.append(_beside(first, second, cosines))
    return orders[-1] if orders else []


def _beside(left: list[int], right: list[int], cosines: NDArray[np.float64]) -> list[int]:
    """Return two groups as one, either turned round where its ends then meet better."""
    ways = [(one, other) for one in (left, left[::-1]) for other in (right, right[::-1])]
    one, other = max(ways, key=lambda way: cosines[way[0][-1], way[1][0]])
    return [*one, *other]
