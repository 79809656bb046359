"""The words that a space is least sure of: how near their nearest are, whether that goes both ways, and hubs.

Each is measured among the n most frequent words, over the k nearest of every word, exactly:

    nearness  the mean cosine of the k nearest, against words of like frequency (a band of rows around it)
    mutual    the share of the k nearest that have the word among their own
    hub       in how many lists of k nearest the word is: k on average; of hubs it is many times that, of words that
              nobody is near to 0 (Radovanović, Nanopoulos & Ivanović 2010)

How doubtful a word is: the mean of its three ranks, each the share of all words that are less odd in that.
Axes: n words, k neighbours, D dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.system.progress import ReportProgress, silent

_BLOCK = 1 << 22  # cosines at a time
_BAND = 250  # words of like frequency to either side

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Doubts:
    """Of each of n words: `nearness`, that of words of `like` frequency, `mutual`, `hub`, and how doubtful it is.

    `ranks` (3, n) are the shares of words that are less odd in nearness, mutuality and hubness; `k` neighbours.
    """

    nearness: Numbers
    like: Numbers
    mutual: Numbers
    hub: NDArray[np.int64]
    ranks: Numbers
    k: int

    @property
    def doubt(self) -> Numbers:
        """How doubtful each word is, from 0 to 1, (n,)."""
        return np.asarray(self.ranks.mean(axis=0))


def measure_doubts(units: NDArray[np.float32], k: int, progress: ReportProgress = silent) -> Doubts:
    """Measure words (n, D) of length one, the most frequent first, by their k nearest, k below n."""
    nearest, cosines = nearest_of_all(units, k, progress)
    nearness = cosines.mean(axis=1, dtype=np.float64)
    hub = np.bincount(nearest.ravel(), minlength=len(units))
    links = (np.arange(len(units))[:, None] * len(units) + nearest).ravel()
    back = (nearest * len(units) + np.arange(len(units))[:, None]).ravel()
    mutual = np.isin(back, links).reshape(nearest.shape).mean(axis=1)
    like = _like(nearness)
    odd_hub = np.abs(np.log((hub + 1) / (k + 1)))
    ranks = np.stack([_ranks(like - nearness), _ranks(-mutual), _ranks(odd_hub)])
    return Doubts(nearness, like, mutual, hub, ranks, k)


def nearest_of_all(
    units: NDArray[np.float32], k: int, progress: ReportProgress = silent
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the k nearest others of each word (n, D) among them all, and the cosines, (n, k), in no order."""
    nearest, cosines = np.empty((len(units), k), np.int64), np.empty((len(units), k), np.float32)
    step = max(1, _BLOCK // len(units))
    for first in range(0, len(units), step):
        progress("looking for neighbours", first, len(units))
        last = min(first + step, len(units))
        products = units[first:last] @ units.T
        products[np.arange(last - first), np.arange(first, last)] = -np.inf
        some = np.argpartition(products, -k, axis=1)[:, -k:]
        nearest[first:last] = some
        cosines[first:last] = np.take_along_axis(products, some, axis=1)
    return nearest, cosines


def _like(nearness: Numbers) -> Numbers:
    """Return the median nearness of the words around each by frequency, (n,)."""
    size = min(len(nearness), 2 * _BAND + 1)
    windows = np.lib.stride_tricks.sliding_window_view(nearness, size)
    middles = np.median(windows, axis=1)
    at = np.clip(np.arange(len(nearness)) - size // 2, 0, len(middles) - 1)
    return np.asarray(middles[at])


def _ranks(values: Numbers) -> Numbers:
    """Return for each value the share of all that are below it, (n,)."""
    return np.asarray(np.searchsorted(np.sort(values), values) / len(values))
