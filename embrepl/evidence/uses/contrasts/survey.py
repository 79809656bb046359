"""The words of a vocabulary whose use differs most between two parts of a text, beside a shuffled control.

For each word at most MOST_PLACES places of a part are taken, evenly spread; their uses are summed by document. How far
apart the parts are is measured as in `contrast`, and p comes from the exact moments of all ways to shuffle documents
(`moments`). The control asks the same of parts whose documents were shuffled once. Words are worked on in two threads,
as NumPy lets others work meanwhile.

Axes: W words, P places, Q pairs of a word and a document, N documents of a word, V rows of the model, D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places, Positions, ragged
from embrepl.evidence.uses.contrasts.moments import Invariants, invariants_of_words, p_values
from embrepl.evidence.uses.induction import WINDOW
from embrepl.system import threads
from embrepl.system.progress import ReportProgress, silent

LEAST_PLACES, LEAST_DOCUMENTS = 5, 2  # in each part
MOST_PLACES = 200  # of a word in a part
_PLACES_AT_ONCE = 1 << 14
_SEED = 1


@dataclass(frozen=True)
class Half:
    """One of the parts: where its words stand, the row of each type of its text (-1: none), and its documents.

    `begins` (N,): the token that each document, or chapter, of the text begins with; `inside` (N,): which are in the
    part; `offset` is added to their numbers, so that those of two texts differ.
    """

    positions: Positions
    rows: NDArray[np.int32]
    begins: Places
    inside: NDArray[np.bool_]
    offset: int = 0

    def counts(self, size: int) -> Places:
        """Return how often each row of the model stands in it. (V,)."""
        lengths = np.diff(self.begins, append=len(self.positions.ids))
        rows = self.rows[self.positions.ids[np.repeat(self.inside, lengths)]]
        return np.bincount(rows[rows >= 0], minlength=size)


@dataclass(frozen=True)
class Differences:
    """For each word: places and documents in either part, its debiased squared distance, an error of that, p. (W,).

    `standard`: how many standard deviations the distance lies above what chance makes of it.
    `control`: p where documents are shuffled, not a number where too few of a part were left.
    """

    rows: Places
    first_places: Places
    second_places: Places
    first_documents: Places
    second_documents: Places
    distance: NDArray[np.float64]
    error: NDArray[np.float64]
    standard: NDArray[np.float64]
    p: NDArray[np.float64]
    control: NDArray[np.float64]

    def __getitem__(self, which: Places | NDArray[np.bool_]) -> Differences:
        return Differences(*(getattr(self, each.name)[which] for each in fields(self)))


def differences(
    first: Half, second: Half, table: NDArray[np.float32], progress: ReportProgress = silent
) -> Differences:
    """Return how much the use of every word differs that stands often enough in both parts.

    `table` (V, D): what each row of the model adds to the uses that it stands beside; zero for what adds nothing.
    """
    counts = first.counts(len(table)), second.counts(len(table))
    asked = np.flatnonzero((counts[0] >= LEAST_PLACES) & (counts[1] >= LEAST_PLACES))
    if not len(asked):
        return Differences(asked, asked, asked, asked, asked, *[np.zeros(0)] * 5)  # (0,)
    taken = np.minimum(counts[0], MOST_PLACES)[asked] + np.minimum(counts[1], MOST_PLACES)[asked]
    asked, taken = (each[np.argsort(-taken, kind="stable")] for each in (asked, taken))
    edges = np.concatenate(([0], np.cumsum(taken)))
    cuts = np.unique([*np.searchsorted(edges, np.arange(0, edges[-1], _PLACES_AT_ONCE)), len(asked)])
    survey = _Survey(first, second, table, counts)
    chunks = [asked[begin:end] for begin, end in pairwise(cuts.tolist())]
    ends = edges[cuts[1:]].tolist()
    report = partial(progress, "comparing words")
    found = list(_in_threads(survey.of, chunks, lambda done: report(ends[done], ends[-1])))
    return Differences(*(np.concatenate([getattr(each, one.name) for each in found]) for one in fields(Differences)))


def _in_threads(
    work: Callable[[Places], Differences], chunks: list[Places], done: Callable[[int], None]
) -> Iterator[Differences]:
    """Yield what comes of each chunk, in order; what has not begun is dropped where `done` raises."""
    pool = ThreadPoolExecutor(threads.available())
    try:
        for number, result in enumerate(pool.map(work, chunks)):
            done(number)
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(frozen=True)
class _Sums:
    """Of each pair of a word and a document: which word, whether in the first part, uses, their sum. (Q,), (Q, D)."""

    word: Places
    first: NDArray[np.bool_]
    many: Places
    sums: NDArray[np.float64]
    shuffled: NDArray[np.bool_]


class _Survey:
    """Compares some words at a time."""

    def __init__(self, first: Half, second: Half, table: NDArray[np.float32], counts: tuple[Places, Places]) -> None:
        self._halves, self._table, self._counts = (first, second), np.vstack([table, table[:1] * 0]), counts
        self._orders = [np.argsort(half.rows, kind="stable") for half in self._halves]
        self._sorted = [half.rows[order] for half, order in zip(self._halves, self._orders, strict=True)]
        owners = [np.flatnonzero(half.inside) + half.offset for half in self._halves]
        both = np.concatenate(owners)
        drawn = np.random.default_rng(_SEED).permutation(len(both))
        self._shuffled = np.zeros(int(both.max()) + 1, np.bool_)
        self._shuffled[both[drawn[: len(owners[0])]]] = True

    def of(self, words: Places) -> Differences:
        """Return how some rows of the model differ."""
        sums, size = self._sums(words), len(words)
        totals, uses = _add(sums.word, sums.sums, size), _add(sums.word, sums.many, size)
        apart = sums.sums - sums.many[:, None] * (totals / np.maximum(uses, 1)[:, None])[sums.word]  # (Q, D)
        found = invariants_of_words(apart, sums.word, size)
        seen, shuffled = (_Compared(sums, inside, found, size) for inside in (sums.first, sums.shuffled))
        first, second = (side.documents for side in seen.sides)
        return Differences(
            words, self._counts[0][words], self._counts[1][words], first, second, seen.distance, seen.error,
            seen.standard, seen.p, np.where(shuffled.enough, shuffled.p, np.nan),
        )[seen.enough]  # fmt: skip

    def _sums(self, words: Places) -> _Sums:
        """Return the sums of the uses of some rows by document."""
        parts = [self._uses(number, words) for number in range(2)]
        word, document, vectors = (np.concatenate(each) for each in zip(*parts, strict=True))
        first = np.repeat([True, False], [len(part[0]) for part in parts])
        order = np.lexsort((document, word))
        word, document, first, vectors = (each[order] for each in (word, document, first, vectors))
        begins = np.flatnonzero(np.concatenate(([True], (np.diff(word) != 0) | (np.diff(document) != 0))))
        many = np.diff([*begins, len(word)])
        sums = np.add.reduceat(vectors, begins, axis=0).astype(np.float64)
        return _Sums(word[begins], first[begins], many, sums, self._shuffled[document[begins]])

    def _uses(self, number: int, words: Places) -> tuple[Places, Places, NDArray[np.float32]]:
        """Return which of the words each use is of, in which document, and its vector. (P,), (P,), (P, D)."""
        half = self._halves[number]
        begins, ends = (np.searchsorted(self._sorted[number], words, side) for side in ("left", "right"))
        types = self._orders[number][ragged(begins, ends - begins)]
        places, which = half.positions.list_places(types)
        word = np.repeat(np.arange(len(words)), ends - begins)[which]
        document = np.searchsorted(half.begins, places, side="right") - 1
        inside = half.inside[document]
        word, places, document = (each[inside] for each in (word, places, document))
        kept = _evenly(word, len(words))
        word, places, document = (each[kept] for each in (word, places, document))
        vectors, known = self._around(half, places, words[word])
        return word[known], document[known] + half.offset, vectors[known]

    def _around(self, half: Half, places: Places, own: Places) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return the mean around each place, (P, D), and whether any word there is known, (P,)."""
        sums = np.zeros((len(places), self._table.shape[1]), np.float32)
        known = np.zeros(len(places), np.int64)
        for rows in half.positions.around(places, half.rows, own, WINDOW):
            sums += self._table[rows]  # whose last row is that of nothing
            known += rows >= 0
        sums /= np.maximum(known, 1)[:, None].astype(np.float32)
        return sums, known > 0


class _Compared:
    """How far apart each word's uses are inside some documents and outside of them, and p. (W,) each."""

    def __init__(self, sums: _Sums, inside: NDArray[np.bool_], found: Invariants, size: int) -> None:
        self.sides = _Side(sums, inside, size), _Side(sums, ~inside, size)
        first, second = self.sides
        self.enough = np.ones(size, np.bool_)
        for side in self.sides:
            self.enough &= (side.places >= LEAST_PLACES) & (side.documents >= LEAST_DOCUMENTS)
        gap = first.means - second.means
        (trace, along), (other, beside) = (side.variances(gap) for side in self.sides)
        squared, chance = np.square(gap).sum(axis=1), trace + other
        below = trace**2 / np.maximum(first.documents - 1, 1) + other**2 / np.maximum(second.documents - 1, 1)
        degrees = np.divide(chance**2, below, out=np.ones(size), where=below > 0)
        ratios = np.divide(squared, chance, out=np.ones(size), where=chance > 0)
        self.p, spread = p_values(ratios, degrees, found, first.documents + second.documents, first.documents)
        places = first.places * second.places
        spread = spread * np.divide(first.places + second.places, places, out=np.zeros(size), where=places > 0) ** 2
        self.distance = squared - chance
        self.standard = np.divide(self.distance, spread, out=np.zeros(size), where=spread > 0)
        self.error = np.sqrt(np.maximum(4 * (along + beside) - spread**2, spread**2))


class _Side:
    """What the places of each word in one of the parts add up to. (W,) each, `means` (W, D)."""

    def __init__(self, sums: _Sums, inside: NDArray[np.bool_], size: int) -> None:
        self._group, self._many, self._sums = sums.word[inside], sums.many[inside], sums.sums[inside]
        self.documents = np.bincount(self._group, minlength=size)
        self.places = np.bincount(self._group, self._many, size).astype(np.int64)
        self.means = _add(self._group, self._sums, size) / np.maximum(self.places, 1)[:, None]

    def variances(self, gap: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the trace of the covariance of the means, and their variance along a direction (W, D). (W,) each."""
        apart = self._sums - self._many[:, None] * self.means[self._group]
        size = len(self.documents)
        places = np.maximum(self.places, 1)
        shares = np.bincount(self._group, self._many**2, size) / places**2
        scale = 1 / np.maximum(1 - shares, 0.05) / places**2
        trace = np.bincount(self._group, np.square(apart).sum(axis=1), size)
        along = np.bincount(self._group, np.einsum("qd,qd->q", apart, gap[self._group]) ** 2, size)
        return trace * scale, along * scale


def _evenly(word: Places, size: int) -> NDArray[np.bool_]:
    """Return which places to keep, so that each word has at most so many, spread evenly. (P,) → (P,)."""
    many = np.bincount(word, minlength=size)
    number = ragged(np.zeros_like(many), many)
    counts = many[word]
    spread: NDArray[np.bool_] = ((number + 1) * MOST_PLACES) // counts != (number * MOST_PLACES) // counts
    return spread | (counts <= MOST_PLACES)


def _add(group: Places, values: NDArray[np.generic], size: int) -> NDArray[np.float64]:
    """Return the sum of the values of each word; `group` ascends. (Q, …) → (W, …)."""
    result = np.zeros((size, *values.shape[1:]))
    if len(group):
        begins = np.flatnonzero(np.concatenate(([True], np.diff(group) != 0)))
        result[group[begins]] = np.add.reduceat(values.astype(np.float64), begins, axis=0)
    return result
