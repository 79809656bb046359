"""How well a space agrees with a test: word pairs that people have judged, analogies, or groups of like words.

Similarity is scored by Spearman's rank correlation of the cosines with the people's scores, ties sharing their mean
rank (as on WordSim-353, Finkelstein et al. 2002, and SimLex-999, Hill et al. 2015). Analogies are scored by the share
of d that are nearest to b − a + c among the 30,000 most frequent words, those of the question left out (3CosAdd;
Mikolov, Yih & Zweig 2013). Groups are scored by the share of words whose nearest word, among as many, is of their own
group. A question is covered when the space has all its words; others are not counted as wrong. All as in gensim's
`evaluate_word_pairs` and `evaluate_word_analogies` on the same vectors.

Axes: V words, D dimensions, N questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from embrepl.space.ranking import rank_bands
from embrepl.space.scoring.intervals import LEAST, Interval, interval_of_correlation, interval_of_share, spearman
from embrepl.space.scoring.word_tests import GROUPS, SIMILARITY, WordTest
from embrepl.space.space import Space

FREQUENT = 30_000  # words among which an answer is looked for
FEW = 30  # questions below which a score says little
SECTION, BAND = "section", "frequency"
_BATCH = 512  # questions worked out at a time


@dataclass(frozen=True)
class Part:
    """What a space scored on a part of a test: a `section` of the file, or questions of like frequency.

    `kind`: SECTION or BAND, "" for the whole. Of a band nobody knows how many questions are not covered.
    """

    kind: str
    name: str
    value: float | None
    covered: int
    questions: int
    interval: Interval | None = None


@dataclass(frozen=True)
class Score:
    """What a space scored: a correlation or a share, None where too little is covered; and how many were covered.

    `interval`: where the true value lies, 95 times in 100; None where that cannot be said. `parts`: the same by section
    and by frequency.
    """

    test: str
    kind: str
    value: float | None
    covered: int
    questions: int
    interval: Interval | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class JudgedPairs:
    """The covered pairs, by their `places` among all questions and the row of their `rarest` word, (N,) each.

    `cosines` and the people's scores, (N,) each.
    """

    places: NDArray[np.int64]
    rarest: NDArray[np.int64]
    cosines: NDArray[np.floating]
    human: NDArray[np.floating]

    def score(self, some: NDArray[np.bool_]) -> tuple[float | None, Interval | None]:
        """Return the rank correlation; None for fewer than three pairs."""
        human, cosines = self.human[some], self.cosines[some]
        if len(human) < LEAST:
            return None, None
        return spearman(human, cosines), interval_of_correlation(human, cosines)


@dataclass(frozen=True)
class JudgedAnswers:
    """The covered questions, as above; whether each was answered rightly, (N,).

    `drawn` (N, g): what is drawn anew to say how sure the score is, by number.
    """

    places: NDArray[np.int64]
    rarest: NDArray[np.int64]
    hits: NDArray[np.bool_]
    drawn: NDArray[np.int64]

    def score(self, some: NDArray[np.bool_]) -> tuple[float | None, Interval | None]:
        """Return the share of right answers."""
        hits = self.hits[some]
        return (float(hits.mean()), interval_of_share(hits, self.drawn[some])) if len(hits) else (None, None)


Judged: TypeAlias = JudgedPairs | JudgedAnswers


def evaluate(space: Space, test: WordTest, *, parts: bool = False) -> Score:
    """Return how a space does on a test, and with `parts` on its sections and on words of like frequency."""
    judged = judge(space, test)
    value, interval = judged.score(np.ones(len(judged.places), np.bool_))
    by_part = tuple(_parts(test, judged)) if parts else ()
    return Score(test.name, test.kind, value, len(judged.places), len(test.questions), interval, by_part)


def judge(space: Space, test: WordTest) -> Judged:
    """Return the questions of a test that a space covers, answered."""
    if test.kind == SIMILARITY:
        return _pairs(space, test)
    return _groups(space, test) if test.kind == GROUPS else _analogies(space, test)


def _parts(test: WordTest, judged: Judged) -> Iterator[Part]:
    """Yield the scores of the sections in their order, then those of the bands, where there are two or more."""
    names = list(dict.fromkeys(test.sections))
    if len(names) > 1:
        sections = np.array([names.index(name) for name in test.sections])
        for number, name in enumerate(names):
            some = sections[judged.places] == number
            yield Part(SECTION, name, *_counted(judged, some, int((sections == number).sum())))
    bands = rank_bands.of(judged.rarest)
    if len(set(bands.tolist())) > 1:
        for number, name in enumerate(rank_bands.NAMES):
            some = bands == number
            if some.any():
                yield Part(BAND, f"rank {name}", *_counted(judged, some, int(some.sum())))


def _counted(judged: Judged, some: NDArray[np.bool_], questions: int) -> tuple[float | None, int, int, Interval | None]:
    value, interval = judged.score(some)
    return value, int(some.sum()), questions, interval


def _pairs(space: Space, test: WordTest) -> JudgedPairs:
    known = [at for at, (a, b) in enumerate(test.questions) if a in space and b in space]
    rows = np.array([[space.id(word) for word in test.questions[at]] for at in known], np.int64).reshape(-1, 2)
    cosines = space.pair_cosines(rows[:, 0], rows[:, 1]) if len(rows) else np.empty(0, np.float32)
    places, human = np.array(known, np.int64), np.array([test.scores[at] for at in known], np.float64)
    return JudgedPairs(places, rows.max(axis=1, initial=0), cosines, human)


def _analogies(space: Space, test: WordTest) -> JudgedAnswers:
    covered = [(at, rows) for at, question in enumerate(test.questions) if (rows := _rows(space, question))]
    given = np.array([rows[:3] for _, rows in covered], np.int64).reshape(-1, 3)
    found = _nearest(space, given, (-1.0, 1.0, 1.0))
    answers = [rows[3:] for _, rows in covered]
    hits = np.array([answer in right for answer, right in zip(found, answers, strict=True)], np.bool_)
    rarest = np.array([max(*rows[:3], min(rows[3:])) for _, rows in covered], np.int64)
    size = len(space)
    pairs = [[rows[0] * size + rows[1], rows[2] * size + rows[3]] for _, rows in covered]
    places = np.array([at for at, _ in covered], np.int64)
    return JudgedAnswers(places, rarest, hits, np.array(pairs, np.int64).reshape(-1, 2))


def _groups(space: Space, test: WordTest) -> JudgedAnswers:
    first = {
        word for question in test.questions for word in question[:1] if word in space and space.id(word) < FREQUENT
    }
    covered = [
        (at, space.id(word), {space.id(other) for other in others if other in first})
        for at, (word, *others) in enumerate(test.questions) if word in first
    ]  # fmt: skip
    covered = [each for each in covered if each[2]]
    rows = np.array([row for _, row, _ in covered], np.int64)
    found = _nearest(space, rows[:, None], (1.0,))
    hits = np.array([answer in right for answer, (_, _, right) in zip(found, covered, strict=True)], np.bool_)
    return JudgedAnswers(np.array([at for at, _, _ in covered], np.int64), rows, hits, rows[:, None])


def _nearest(space: Space, given: NDArray[np.int64], weights: tuple[float, ...]) -> list[int]:
    """Return the row of the word nearest to the weighted sum of given words (N, g), these left out; -1 for none."""
    if space.identity or not len(given):  # no word is the nearest
        return [-1] * len(given)
    unit = space.units(np.arange(min(FREQUENT, len(space))))  # (V, D)
    found: list[int] = []
    for first in range(0, len(given), _BATCH):
        some = given[first : first + _BATCH]
        sums = sum(weight * unit[some[:, at]] for at, weight in enumerate(weights))
        cosines = np.asarray(sums, np.float32) @ unit.T  # (N, V)
        np.put_along_axis(cosines, some, -np.inf, axis=1)
        found += cosines.argmax(axis=1).tolist()
    return found


def _rows(space: Space, question: tuple[str, ...]) -> list[int]:
    """Return the rows of an analogy's three words and of its answers; none where it is not covered."""
    rows = [space.id(word) if word in space else FREQUENT for word in question]
    answers = [row for row in rows[3:] if row < FREQUENT]
    return [*rows[:3], *answers] if answers and max(rows[:3]) < FREQUENT else []


def mean_score(scores: list[Score]) -> float | None:
    """Return the mean of several tests of one kind, one that could not be scored counting 0; else None.

    A correlation and a share have no mean, nor have tests of which none could be scored.
    """
    if len({score.kind for score in scores}) != 1 or all(score.value is None for score in scores):
        return None
    return float(np.mean([score.value or 0.0 for score in scores]))
