"""Joining things step by step, the nearest first: average linkage, which a dendrogram draws.

Sokal & Michener 1958 (UPGMA): the distance of two groups is the mean distance of their members. Found by chains of
nearest neighbours (Müllner 2011, arXiv:1109.2378, section 3.2), which give the same merges as looking for the nearest
pair of all each time, in O(n²) instead of O(n³). We differ: of equal distances the pair of lower numbers goes first, so
that the same distances give the same tree.
Axes: n things.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Joined(NamedTuple):
    """Two nodes that become one: things are numbered from 0, merges go on behind them; so many things are in it."""

    left: int
    right: int
    height: float
    size: int


def average_linkage(distances: NDArray[np.floating]) -> list[Joined]:
    """Return the n - 1 merges of things by their distances (n, n), symmetric, the lowest first."""
    table = np.array(distances, np.float64)
    np.fill_diagonal(table, np.inf)
    sizes = np.ones(len(table), np.int64)
    found: list[tuple[int, int, float]] = []  # the places in the table of both, and the height
    chain: list[int] = []
    alive = np.ones(len(table), np.bool_)
    while len(found) < len(table) - 1:
        if not chain:
            chain.append(int(np.argmax(alive)))
        while True:
            last = chain[-1]
            near = int(np.argmin(table[last]))
            if len(chain) > 1 and table[last, near] >= table[last, chain[-2]]:
                near = chain[-2]  # of equal ones the one that we came from, so that a chain ends
            if len(chain) > 1 and near == chain[-2]:
                break
            chain.append(near)
        one, other = sorted((chain.pop(), chain.pop()))
        found.append((one, other, float(table[one, other])))
        mean = (sizes[one] * table[one] + sizes[other] * table[other]) / (sizes[one] + sizes[other])
        mean[[one, other]] = np.inf
        table[one], table[:, one] = mean, mean
        table[other], table[:, other] = np.inf, np.inf
        sizes[one] += sizes[other]
        alive[other] = False
    return _numbered(found, len(table))


def _numbered(found: list[tuple[int, int, float]], n: int) -> list[Joined]:
    """Return merges by height with the numbers of the nodes that they join."""
    result: list[Joined] = []
    node, parent, size = list(range(n)), list(range(n)), [1] * n

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = at = parent[parent[at]]
        return at

    for one, other, height in sorted(found, key=lambda each: each[2]):
        first, second = sorted((root(one), root(other)), key=lambda each: node[each])
        result.append(Joined(node[first], node[second], height, size[first] + size[second]))
        parent[second] = first
        size[first] += size[second]
        node[first] = n + len(result) - 1
    return result


def leaf_order(merges: list[Joined], n: int) -> list[int]:
    """Return the things in an order in which no branches cross. (n,)."""
    if not merges:
        return list(range(n))
    order, waiting = [], [n + len(merges) - 1]
    while waiting:
        node = waiting.pop()
        if node < n:
            order.append(node)
        else:
            merge = merges[node - n]
            waiting += [merge.right, merge.left]
    return order
