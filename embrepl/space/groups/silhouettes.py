"""How well words lie in their groups: silhouettes (Rousseeuw 1987), exact though no pair of words is looked at.

s = (b - a) / max(a, b), a the mean distance of a word to the others of its group, b the least mean distance to the
words of another one; a word alone in its group has 0. With 1 - cosine as the distance, the mean distance to the words
of a group is 1 - the product with the group's mean, so all pairs are in it. Axes: n words, D dimensions, K groups.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_PRODUCTS = 1 << 18  # at a time: for more the BLAS starts threads of its own


def silhouettes(units: NDArray[np.float32], groups: NDArray[np.int64], k: int) -> NDArray[np.float64]:
    """Return the silhouette of each word (n, D) of length one in one of k groups, (n,); 0 where there is one group."""
    sizes = np.bincount(groups, minlength=k).astype(np.float64)
    order = np.argsort(groups, kind="stable")
    sums = np.zeros((k, units.shape[1]))
    filled = np.flatnonzero(sizes)
    if len(filled) < 2:
        return np.zeros(len(units))
    begins = np.cumsum(sizes[filled]).astype(np.int64) - sizes[filled].astype(np.int64)
    sums[filled] = np.add.reduceat(units[order].astype(np.float64), begins, axis=0)
    result = np.empty(len(units))
    step = max(1, _PRODUCTS // sums.size)
    for first in range(0, len(units), step):
        rows, own = units[first : first + step].astype(np.float64), groups[first : first + step]
        result[first : first + step] = _of_some(rows, own, sums, sizes)
    return result


def _of_some(
    rows: NDArray[np.float64], own: NDArray[np.int64], sums: NDArray[np.float64], sizes: NDArray[np.float64]
) -> NDArray[np.float64]:
    at = np.arange(len(rows))
    products = rows @ sums.T  # (n, K)
    others = sizes[own] - 1
    itself = np.einsum("nd,nd->n", rows, rows)
    inner = 1 - np.divide(products[at, own] - itself, others, out=np.ones(len(rows)), where=others > 0)
    outer = 1 - np.divide(products, sizes, out=np.full_like(products, -np.inf), where=sizes > 0)
    outer[at, own] = np.inf
    inner, nearest = np.maximum(inner, 0.0), np.maximum(outer.min(axis=1), 0.0)  # rounding may take them below
    greater = np.maximum(np.maximum(inner, nearest), 1e-12)
    return np.asarray(np.where(others > 0, (nearest - inner) / greater, 0.0))
