"""How well a space agrees with a test: word pairs that people have judged, or analogies.

Similarity is scored by Spearman's rank correlation of the cosines with the people's scores, ties sharing their mean
rank (as on WordSim-353, Finkelstein et al. 2002, and SimLex-999, Hill et al. 2015). Analogies are scored by the share
of d that are nearest to b − a + c among the 30,000 most frequent words, those of the question left out (3CosAdd;
Mikolov, Yih & Zweig 2013). A question is covered when the space has all its words; others are not counted as wrong.

A score has an interval that holds the true value 95 times in 100: of a correlation by Fisher's z with the variance
1.06 / (N − 3) for ranks (Fieller, Hartley & Pearson 1957), of a share by Wilson (1927).

Axes: V words, D dimensions, N questions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.scoring.word_tests import SIMILARITY, WordTest
from embrepl.space.space import Space

FREQUENT = 30_000  # words among which an analogy's answer is looked for
LEAST = 3  # pairs from which on a correlation is reported
FEW = 30  # questions below which a score says little
_BATCH = 512  # analogies worked out at a time
_Z = 1.959964  # of a normal distribution, 95 in 100 lie within so many deviations
_RANKS = 1.06


@dataclass(frozen=True)
class Score:
    """What a space scored: a correlation or a share, None where too little is covered; and how many were covered.

    `interval`: where the true value lies, 95 times in 100; None where that cannot be said.
    """

    test: str
    kind: str
    value: float | None
    covered: int
    questions: int
    interval: tuple[float, float] | None = None


def evaluate(space: Space, test: WordTest) -> Score:
    """Return how a space does on a test."""
    similarity = test.kind == SIMILARITY
    value, covered = _similarity(space, test) if similarity else _analogies(space, test)
    interval = None
    if value is not None:
        interval = interval_of_correlation(value, covered) if similarity else interval_of_share(value, covered)
    return Score(test.name, test.kind, value, covered, len(test.questions), interval)


def _similarity(space: Space, test: WordTest) -> tuple[float | None, int]:
    pairs = zip(test.questions, test.scores, strict=True)
    known = [(space.id(a), space.id(b), score) for (a, b), score in pairs if a in space and b in space]
    if len(known) < LEAST:
        return None, len(known)
    left, right, human = (np.array(side) for side in zip(*known, strict=True))
    return spearman(human, space.pair_cosines(left, right)), len(known)


def _analogies(space: Space, test: WordTest) -> tuple[float | None, int]:
    known = [rows for question in test.questions if (rows := _rows(space, question))]
    if space.identity:  # no word is the nearest
        return (0.0 if known else None), len(known)
    unit, hits = space.units(np.arange(min(FREQUENT, len(space)))), 0  # (V, D)
    for first in range(0, len(known), _BATCH):
        batch = known[first : first + _BATCH]
        a, b, c = np.array([rows[:3] for rows in batch]).T
        cosines = (unit[b] - unit[a] + unit[c]) @ unit.T  # (N, V)
        for given in (a, b, c):
            cosines[np.arange(len(a)), given] = -np.inf
        found = cosines.argmax(axis=1).tolist()
        hits += sum(answer in rows[3:] for answer, rows in zip(found, batch, strict=True))
    return (hits / len(known) if known else None), len(known)


def _rows(space: Space, question: tuple[str, ...]) -> list[int]:
    """Return the rows of an analogy's three words and of its answers; none where it is not covered."""
    rows = [space.id(word) if word in space else FREQUENT for word in question]
    answers = [row for row in rows[3:] if row < FREQUENT]
    return [*rows[:3], *answers] if answers and max(rows[:3]) < FREQUENT else []


def spearman(one: NDArray[np.floating], other: NDArray[np.floating]) -> float | None:
    """Return the rank correlation of two rows of figures (N,); None where one of them is all the same."""
    ranks = mean_ranks(one), mean_ranks(other)
    if any(np.ptp(each) == 0 for each in ranks):
        return None
    return float(np.corrcoef(*ranks)[0, 1])


def mean_ranks(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the rank of each value, from 1; equal values share the mean of theirs. (N,)."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: NDArray[np.float64] = (np.cumsum(counts) - (counts - 1) / 2.0)[inverse]
    return ranks


def mean_score(scores: list[Score]) -> float | None:
    """Return the mean of several tests of one kind, one that could not be scored counting 0; else None.

    A correlation and a share have no mean, nor have tests of which none could be scored.
    """
    if len({score.kind for score in scores}) != 1 or all(score.value is None for score in scores):
        return None
    return float(np.mean([score.value or 0.0 for score in scores]))


def interval_of_correlation(value: float, pairs: int) -> tuple[float, float] | None:
    """Return where a rank correlation of so many pairs lies, 95 times in 100; None for fewer than four."""
    if pairs <= LEAST:
        return None
    middle = math.atanh(max(-1 + 1e-12, min(1 - 1e-12, value)))
    half = _Z * math.sqrt(_RANKS / (pairs - 3))
    return math.tanh(middle - half), math.tanh(middle + half)


def interval_of_share(share: float, questions: int) -> tuple[float, float]:
    """Return where a share of so many questions lies, 95 times in 100."""
    spread = _Z**2 / questions
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * share * (1 - share) + spread**2 / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
