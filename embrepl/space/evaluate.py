"""How well a space agrees with a test: word pairs that people have judged, or analogies.

A file of tests is plain text, one question a line, its parts between tabs, spaces or commas:

* `word1 word2 score`: similarity, scored by Spearman's rank correlation of the cosines with the scores, ties sharing
  their mean rank (as on WordSim-353, Finkelstein et al. 2002, and SimLex-999, Hill et al. 2015);
* `a b c d`, a is to b as c is to d: analogies, scored by the share of d that are nearest to b − a + c among the 30,000
  most frequent words, those of the question left out (3CosAdd; Mikolov, Yih & Zweig 2013).

Empty lines, and lines that begin with # or (as the names of sections do) with :, are passed over, as is a first line
that names the columns. A question is covered when the space has all its words; others are not counted as wrong.

Axes: V words, D dimensions, N questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.space import Space

SIMILARITY, ANALOGIES = "similarity", "analogies"
FREQUENT = 30_000  # words among which an analogy's answer is looked for
LEAST = 3  # pairs from which on a correlation is reported
MOST_BYTES = 100_000_000
_BATCH = 512  # analogies worked out at a time
_PARTED = re.compile(r"[\s,]+")


@dataclass(frozen=True)
class WordTest:
    """A test: its name, its kind, and its questions, with the people's score of each pair (N,)."""

    name: str
    kind: str
    questions: tuple[tuple[str, ...], ...]
    scores: tuple[float, ...] = ()


@dataclass(frozen=True)
class Score:
    """What a space scored: a correlation or a share, None where too little is covered; and how many were covered."""

    test: str
    kind: str
    value: float | None
    covered: int
    questions: int


def read_test(path: Path) -> WordTest:
    """Read a test and find out its kind. Raises `no-test`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _no_test(path, f"it is larger than {MOST_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        if not path.exists():
            raise EmbreplError("no-test", f"There is no file {path}.", "Check the path.") from error
        raise _no_test(path, str(error.strerror).lower()) from error
    lines = [line.strip() for line in text.splitlines()]
    rows = [(number, _parts(line)) for number, line in enumerate(lines, 1) if line and line[0] not in ":#"]
    if len(rows) > 1 and _kind(rows[0][1]) not in {SIMILARITY, _kind(rows[1][1])}:
        del rows[0]  # the names of the columns
    kind = _kind(rows[0][1]) if rows else ""
    if not kind:
        raise _no_test(path, "its lines are neither `word1 word2 score` nor `a b c d`")
    other = next((number for number, parts in rows if _kind(parts) != kind), None)
    if other is not None:
        raise _no_test(path, f"line {other:,} is not like the ones before it")
    if kind == ANALOGIES:
        return WordTest(path.stem, kind, tuple(parts for _, parts in rows))
    scores = tuple(float(parts[2]) for _, parts in rows)
    return WordTest(path.stem, kind, tuple(parts[:2] for _, parts in rows), scores)


def evaluate(space: Space, test: WordTest) -> Score:
    """Return how a space does on a test."""
    value, covered = _similarity(space, test) if test.kind == SIMILARITY else _analogies(space, test)
    return Score(test.name, test.kind, value, covered, len(test.questions))


def _similarity(space: Space, test: WordTest) -> tuple[float | None, int]:
    pairs = zip(test.questions, test.scores, strict=True)
    known = [(space.id(a), space.id(b), score) for (a, b), score in pairs if a in space and b in space]
    if len(known) < LEAST:
        return None, len(known)
    left, right, human = (np.array(side) for side in zip(*known, strict=True))
    return spearman(human, space.pair_cosines(left, right)), len(known)


def _analogies(space: Space, test: WordTest) -> tuple[float | None, int]:
    known = [tuple(map(space.id, question)) for question in test.questions if all(word in space for word in question)]
    known = [rows for rows in known if max(rows) < FREQUENT]
    if space.identity:  # no word is the nearest
        return (0.0 if known else None), len(known)
    unit, hits = space.unit[:FREQUENT], 0  # (V, D)
    for first in range(0, len(known), _BATCH):
        a, b, c, d = np.array(known[first : first + _BATCH]).T
        cosines = (unit[b] - unit[a] + unit[c]) @ unit.T  # (N, V)
        for given in (a, b, c):
            cosines[np.arange(len(a)), given] = -np.inf
        hits += int((cosines.argmax(axis=1) == d).sum())
    return (hits / len(known) if known else None), len(known)


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
    """Return the mean of several tests, one that could not be scored counting 0; None without any test."""
    return float(np.mean([score.value or 0.0 for score in scores])) if scores else None


def _parts(line: str) -> tuple[str, ...]:
    return tuple(islice(filter(None, _PARTED.split(line)), 5))


def _kind(parts: tuple[str, ...]) -> str:
    if len(parts) >= 3 and _is_number(parts[2]):
        return SIMILARITY
    return ANALOGIES if len(parts) == 4 and not _is_number(parts[2]) else ""


def _is_number(text: str) -> bool:
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False


def _no_test(path: Path, why: str) -> EmbreplError:
    hint = "A test has lines of `word1 word2 score`, or of `a b c d` for analogies."
    return EmbreplError("no-test", f"{path} cannot be used as a test: {why}.", hint)
