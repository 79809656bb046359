"""Spherical k-means (Dhillon & Modha 2001): groups of directions around centres of length one.

A word belongs to the centre with which it has the greatest cosine; a centre is the weighted sum of its words, at length
one. The first centres are drawn as in k-means++ (Arthur & Vassilvitskii 2007), by 1 - cosine, which is half the squared
distance of two vectors of length one; of a few candidates the one that leaves the least is taken. Each start
goes on for some rounds; the one whose words are nearest to their centres goes on until hardly a word changes its group,
and is the answer; the others say how often words stay together.

Axes: n words, D dimensions, K groups.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.system import threads
from embrepl.system.progress import ReportProgress, silent

STARTS = 4
_FIRST_ROUNDS, _ROUNDS = 12, 100  # of each start; of the best one
_ENOUGH = 1e-3  # share of the words: when fewer change their group, a start has settled
_SAMPLE, _SAMPLE_PER_GROUP = 4_096, 16  # words that first centres are drawn from
_PRODUCTS = 1 << 18  # of one call of the BLAS, which starts threads of its own for more
_CALLS = 16  # of the BLAS before groups are chosen
_WORTH_THREADS = 1 << 22  # products

Units = NDArray[np.float32]


@dataclass(frozen=True)
class Grouping:
    """Groups of n words: the `centres` (K, D), and of each word its group and its cosine with the centre, (n,).

    `fit` is the mean cosine by weight. `settled`: whether hardly a word changed its group in the last round.
    """

    centres: Units
    groups: NDArray[np.int64]
    cosines: Units
    fit: float
    settled: bool


def group(
    units: Units,
    k: int,
    weights: NDArray[np.float64] | None = None,
    *,
    seed: int = 0,
    starts: int = STARTS,
    progress: ReportProgress = silent,
) -> tuple[Grouping, tuple[Grouping, ...]]:
    """Return the best grouping of words (n, D) of length one into `k` of 1 to n groups, and those of all starts.

    `weights` (n,): how much each word counts, above 0; all alike without them.
    """
    generator = np.random.default_rng(seed)
    share = np.full(len(units), 1.0) if weights is None else weights / weights.mean()
    found = []
    for start in range(starts if k > 1 else 1):
        progress("grouping words", start, starts + 1)
        found.append(_settle(units, _first_centres(units, k, share, generator), share, _FIRST_ROUNDS))
    progress("grouping words", starts, starts + 1)
    at = max(range(len(found)), key=lambda each: found[each].fit)
    found[at] = _settle(units, found[at].centres, share, _ROUNDS)
    return found[at], tuple(found)


def _first_centres(units: Units, k: int, weights: NDArray[np.float64], generator: np.random.Generator) -> Units:
    """Draw k words that lie apart, (K, D), from a sample where there are many words."""
    size = max(_SAMPLE, _SAMPLE_PER_GROUP * k)
    if size < len(units):
        some = np.sort(generator.choice(len(units), size, replace=False, shuffle=False))
        units, weights = units[some], weights[some]
    tries = 2 + int(np.log(k))
    chosen = [int(generator.choice(len(units), p=weights / weights.sum()))]
    far = _distances(units, units[chosen])[:, 0]
    while len(chosen) < k:
        chances = np.cumsum(weights * far)
        if chances[-1] <= 0:  # fewer directions than groups: any words will do
            left = np.setdiff1d(np.arange(len(units)), chosen)
            chosen += left[: k - len(chosen)].tolist()
            break
        drawn = np.searchsorted(chances, generator.random(tries) * chances[-1], side="right")
        drawn = np.minimum(drawn, len(units) - 1)
        left_over = np.minimum(far[:, None], _distances(units, units[drawn]))  # (n, tries)
        best = int(np.argmin(weights @ left_over))
        chosen.append(int(drawn[best]))
        far = left_over[:, best]
    return np.array(units[chosen])


def _distances(units: Units, to: Units) -> Units:
    """Return 1 - cosine, 0 where rounding takes it below. (n, D), (m, D) → (n, m)."""
    products = np.empty((len(units), len(to)), np.float32)
    _multiply(units, np.ascontiguousarray(to.T), products)
    distances: Units = np.maximum(np.float32(1.0) - products, np.float32(0.0))
    distances[distances < 1e-6] = 0.0
    return distances


def _settle(units: Units, centres: Units, weights: NDArray[np.float64], rounds: int) -> Grouping:
    """Move words and centres in turn until hardly a word changes its group."""
    groups = np.full(len(units), -1)
    sums = np.zeros(centres.shape)
    settled, done = False, 0
    while not settled and done < rounds:
        now = _without_empty(*nearest_centres(units, centres), len(centres))
        changed = np.flatnonzero(now != groups)
        sums += _moved(units, groups, now, changed, weights, len(centres))
        settled, groups, done = len(changed) <= _ENOUGH * len(units), now, done + 1
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)  # where the words cancel, the centre stays
        centres = np.divide(sums, lengths, out=centres.astype(np.float64), where=lengths > 1e-9).astype(np.float32)
    own = np.einsum("nd,nd->n", units, centres[groups])
    return Grouping(centres, groups, own, float(weights @ own.astype(np.float64) / weights.sum()), settled)


def nearest_centres(units: Units, centres: Units) -> tuple[NDArray[np.int64], Units]:
    """Return for each word (n, D) the centre (K, D) with which it has the greatest cosine, and that cosine. (n,)."""
    groups, cosines = np.empty(len(units), np.int64), np.empty(len(units), np.float32)
    columns = np.ascontiguousarray(centres.T)
    shares = threads.available() if len(units) * centres.size >= _WORTH_THREADS else 1
    edges = [len(units) * share // shares for share in range(shares + 1)]

    def fill(begin: int, end: int) -> None:
        products = np.empty((_CALLS * max(1, _PRODUCTS // centres.size), len(centres)), np.float32)
        for first in range(begin, end, len(products)):
            some = products[: min(len(products), end - first)]
            _multiply(units[first : first + len(some)], columns, some)
            best = some.argmax(axis=1)
            groups[first : first + len(some)] = best
            cosines[first : first + len(some)] = some[np.arange(len(some)), best]

    if shares == 1:
        fill(0, len(units))
    else:
        with ThreadPoolExecutor(shares) as pool:
            list(pool.map(fill, edges, edges[1:]))
    return groups, cosines


def _multiply(units: Units, columns: Units, out: Units) -> None:
    """Work out units @ columns, (n, D) and (D, m), into (n, m), in calls of the BLAS for which it starts no threads."""
    step = max(1, _PRODUCTS // columns.size)
    for at in range(0, len(units), step):
        np.matmul(units[at : at + step], columns, out=out[at : at + step])


def _moved(
    units: Units, before: NDArray[np.int64], now: NDArray[np.int64], changed: NDArray[np.int64],
    weights: NDArray[np.float64], k: int,
) -> NDArray[np.float64]:  # fmt: skip
    """Return what the sums of the groups (K, D) gain and lose by the words that changed theirs."""
    moved = np.zeros((k, units.shape[1]))
    for groups, sign in ((before, -1.0), (now, 1.0)):
        some = changed[groups[changed] >= 0]
        some = some[np.argsort(groups[some], kind="stable")]
        present, begins = np.unique(groups[some], return_index=True)
        if len(some):
            moved[present] += sign * np.add.reduceat(units[some] * weights[some, None], begins, axis=0)
    return moved


def _without_empty(groups: NDArray[np.int64], own: Units, k: int) -> NDArray[np.int64]:
    """Give each group without words the word that lies worst in one of several words."""
    sizes = np.bincount(groups, minlength=k)
    empty = np.flatnonzero(sizes == 0)
    if not len(empty):
        return groups
    groups = groups.copy()
    worst = iter(np.argsort(own, kind="stable").tolist())
    for group in empty.tolist():
        word = next(each for each in worst if sizes[groups[each]] > 1)
        sizes[groups[word]] -= 1
        sizes[group] += 1
        groups[word] = group
    return groups
