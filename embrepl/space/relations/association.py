"""Whether one group of words is nearer to one of two other groups than a second group is: the association test.

Caliskan, Bryson & Narayanan 2017, "Semantics derived automatically from language corpora contain human-like biases":
the association of a word w is the mean of its cosines with A less that with B; the test compares the mean associations
of S and T. Effect size: their difference over the standard deviation of the associations of all words of S and T (of a
sample, n - 1, as May et al. 2019 have it; WEFE divides by n). p: the share of all ways to part these words into groups
of the same sizes whose difference is at least as great. We differ in that the observed way counts among them, so that p
is never 0, and in that groups may differ in size.

Axes: s words of S, t of T, n = s + t; a, b words of A and B; D dimensions; B samples.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.scoring.intervals import wilson

MOST_EXACT = 200_000  # ways to part the words, all of which are looked at
_SAMPLES = 100_000
_AT_ONCE = 2_000_000  # words of ways looked at between two reports
_TIE = 1e-9  # sums that are equal on paper differ by rounding

Report = Callable[[int, int], None]


class Permutations(NamedTuple):
    """p of one side and of both, from so many `ways`, whether these are all there are, and an interval for p."""

    p: float
    two_sided: float
    ways: int
    exact: bool
    low: float
    high: float


def associations(
    words: NDArray[np.float64], first: NDArray[np.float64], second: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the association of each of n words (n, D) with (a, D) rather than (b, D), (n,); all at length one."""
    return np.asarray((words @ first.T).mean(axis=1) - (words @ second.T).mean(axis=1))


def effect_size(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the difference of the means of associations (s,) and (t,), over the standard deviation of all of them.

    It is 0 where all are equal.
    """
    spread = float(np.std(np.concatenate([first, second]), ddof=1))
    return float(first.mean() - second.mean()) / spread if spread > _TIE else 0.0


def effects_without_one(groups: tuple[NDArray[np.float64], ...]) -> NDArray[np.float64]:
    """Return the effect sizes without each word of the four groups S, T, A and B (…, D) in turn.

    Words of a group of one stay.
    """
    result = []
    for at, group in enumerate(groups):
        for word in range(len(group) if len(group) > 1 else 0):
            rest = list(groups)
            rest[at] = np.delete(group, word, axis=0)
            s, t, a, b = rest
            if len(s) + len(t) > 2:
                result.append(effect_size(associations(s, a, b), associations(t, a, b)))
    return np.array(result)


def permutations(
    first: NDArray[np.float64], second: NDArray[np.float64], report: Report, seed: int = 0
) -> Permutations:
    """Return how often random groups of the sizes of (s,) and (t,) differ as much; all ways where these are few."""
    values = np.concatenate([first, second])
    size, whole = len(first), float(values.sum())
    scale = 1 / size + 1 / len(second)  # the difference of the means is scale · sum of S - whole / t
    observed = float(first.mean() - second.mean())
    total = math.comb(len(values), size)
    exact = total <= MOST_EXACT
    ways = _all_ways(len(values), size) if exact else _random_ways(len(values), size, np.random.default_rng(seed))
    tie = _TIE * max(1.0, float(np.abs(values).max(initial=0.0)))
    as_great = as_far = looked = 0
    for chosen in ways:
        differences = scale * values[chosen].sum(axis=1) - whole / len(second)
        as_great += int(np.count_nonzero(differences >= observed - tie))
        as_far += int(np.count_nonzero(np.abs(differences) >= abs(observed) - tie))
        looked += len(chosen)
        report(looked, total if exact else _SAMPLES)
    if exact:
        p = as_great / looked
        return Permutations(p, as_far / looked, looked, True, p, p)
    p = (as_great + 1) / (looked + 1)  # the observed way is one of them: Phipson & Smyth 2010
    return Permutations(p, (as_far + 1) / (looked + 1), looked, False, *wilson(as_great / looked, looked))


def _all_ways(words: int, size: int) -> Iterator[NDArray[np.int64]]:
    """Yield all ways to choose so many of the words, some at a time, (B, size)."""
    every = combinations(range(words), size)
    while some := list(islice(every, _AT_ONCE // words)):
        yield np.array(some, np.int64)


def _random_ways(words: int, size: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Yield random ways to choose so many of the words, some at a time, (B, size)."""
    step = max(1, _AT_ONCE // words)
    for first in range(0, _SAMPLES, step):
        yield rng.random((min(step, _SAMPLES - first), words)).argpartition(size - 1, axis=1)[:, :size]
