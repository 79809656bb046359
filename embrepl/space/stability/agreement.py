"""How far two spaces agree on neighbours, beside what chance alone changes.

Only words that both have are looked at, as queries and as neighbours. Of each band of frequency some words are asked,
all of the most frequent ones; what two makings of one model share says how much chance changes.

Axes: S shared words, n queries, k neighbours, D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.ranking import rank_bands
from embrepl.space.space import Space
from embrepl.space.stability.runs import Runs

ASKED = 1_000  # words of a band that are asked, at most
BOOTSTRAPS, SEED = 1_000, 0
_BLOCK = 1 << 23  # cosines worked out at a time
MARGIN = 0.03  # less than this two models are not said to differ by: makings of one model differ among each other too
_Z = 1.959964

Lists = NDArray[np.int64]
Units = Callable[[NDArray[np.int64]], NDArray[np.float32]]


@dataclass(frozen=True)
class Shared:
    """The words that two spaces have both, by their rows in each, (S,); most frequent in the first one first."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]

    @staticmethod
    def of(left: Space, right: Space) -> Shared:
        """Return the words of two spaces, but for those that have no direction in one of them."""
        return Shared(*left.shared_with(right))

    def __len__(self) -> int:
        return len(self.left)

    def queries(self) -> NDArray[np.int64]:
        """Return which of the shared words are asked, (n,), rising: some of each band, the same ones every time."""
        rng, bands = np.random.default_rng(SEED), rank_bands.of(self.left)
        chosen = [np.flatnonzero(bands == band) for band in range(len(rank_bands.NAMES))]
        return np.sort(np.concatenate([rng.permutation(some)[:ASKED] for some in chosen]))


@dataclass(frozen=True)
class BandAgreement:
    """The share of neighbours that are the same, of some words of like frequency, and its interval.

    `left` and `right`: what two makings of each model share; None where that is not known.
    """

    name: str
    words: int
    kept: float
    low: float
    high: float
    left: float | None
    right: float | None


def lists(
    units: Units,
    rows: NDArray[np.int64],
    queries: NDArray[np.int64],
    k: int,
    report: Callable[[int, int], None],
    believed: NDArray[np.float32] | None = None,
) -> Lists:
    """Return for each query its k nearest among the shared words, as places among these, (n, k); -1 where fewer.

    `units` gives the directions of rows, zero for a word that is not there. `believed` (S,): how far the cosine of each
    word is believed, as in `ranking.order`.
    """
    k = min(k, max(1, len(rows) - 1))
    matrix = units(rows)  # (S, D)
    there = np.asarray(matrix.any(axis=1), np.bool_)
    result = np.full((len(queries), k), -1, np.int64)
    step = max(1, _BLOCK // max(1, len(rows)))
    for first in range(0, len(queries), step):
        report(first, len(queries))
        some = queries[first : first + step]
        cosines = matrix[some] @ matrix.T
        if believed is not None:
            cosines = (cosines - cosines[:, there].mean(axis=1, keepdims=True)) * believed
        cosines[:, ~there] = -np.inf
        cosines[np.arange(len(some)), some] = -np.inf
        near = np.argpartition(-cosines, k - 1, axis=1)[:, :k]
        values = np.take_along_axis(cosines, near, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        near = np.where(np.isfinite(values), near, -1)
        result[first : first + step] = np.take_along_axis(near, order, axis=1)
        result[first : first + step][~there[some]] = -1
    return result


def of_run(runs: Runs, run: int) -> Units:
    """Return what gives the directions of words in a run, zero for those that it does not know."""

    def units(rows: NDArray[np.int64]) -> NDArray[np.float32]:
        known = rows < runs.words
        result = np.zeros((len(rows), runs.codes.shape[2]), np.float32)
        result[known] = runs.directions(rows[known].tolist(), run)
        return result

    return units


def overlap(one: Lists, other: Lists) -> NDArray[np.float64]:
    """Return the share of neighbours that two lists (n, k) have in common, (n,); not a number where there are none."""
    common = np.array([len(np.intersect1d(a[a >= 0], b[b >= 0])) for a, b in zip(one, other, strict=True)], np.float64)
    possible = np.minimum((one >= 0).sum(axis=1), (other >= 0).sum(axis=1))
    shares: NDArray[np.float64] = np.divide(common, possible, out=np.full(len(common), np.nan), where=possible > 0)
    return shares


def by_band(
    ranks: NDArray[np.int64], kept: NDArray[np.float64], noise: Sequence[NDArray[np.float64] | None]
) -> Iterator[BandAgreement]:
    """Yield the agreement of all queries, and of each band that has some, by their ranks (n,)."""
    bands = rank_bands.of(ranks)
    for number, name in enumerate(("all", *rank_bands.NAMES), -1):
        some = np.isfinite(kept) & ((bands == number) | (number < 0))
        if some.any():
            chance = [None if each is None else _mean(each[some]) for each in noise]
            yield BandAgreement(name, int(some.sum()), float(kept[some].mean()), *_interval(kept[some]), *chance)


def _mean(values: NDArray[np.float64]) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return where the mean over all words of the kind lies, 95 times in 100."""
    half = _Z * float(values.std(ddof=1)) / len(values) ** 0.5 if len(values) > 1 else 1.0
    return max(0.0, float(values.mean()) - half), min(1.0, float(values.mean()) + half)


def beyond_chance(
    kept: NDArray[np.float64], noise: Sequence[NDArray[np.float64] | None]
) -> tuple[float, float, float] | None:
    """Return by how much less two models share than the makings of either do, with its interval; None if not known.

    The makings of the less certain model count, word by word on average: (share, low, high), by drawing the words anew.
    """
    known = [each for each in noise if each is not None]
    if not known:
        return None
    chance = min(known, key=lambda each: float(np.nanmean(each)))
    less = (chance - kept)[np.isfinite(kept) & np.isfinite(chance)]
    if len(less) < 2:
        return None
    rng = np.random.default_rng(SEED)
    means = [float(less[rng.integers(0, len(less), len(less))].mean()) for _ in range(BOOTSTRAPS)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(less.mean()), float(low), float(high)


def most_different(
    kept: NDArray[np.float64], noise: Sequence[NDArray[np.float64] | None], most: int
) -> NDArray[np.int64]:
    """Return the queries whose neighbours differ most beyond what chance changes of either model, those first.

    Only queries that share less than the makings of each model do; all where that is not known.
    """
    known = [each for each in noise if each is not None]
    chance = np.min(known, axis=0) if known else np.ones(len(kept))
    less = np.where(np.isfinite(kept) & np.isfinite(chance), chance - kept, 0.0)
    order = np.argsort(-less, kind="stable")
    return order[less[order] > 0][:most]
