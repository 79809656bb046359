"""How often words stand near each other: exact whole numbers, added up shard by shard.

A pair at offset o counts window + 1 - o, once for both orders. A pair and how much it counts are one 64-bit number, the
lesser word highest, so that sorting brings equal pairs together. Threads share the numbers by ranges of the lesser
word; any number of shards, in any order, gives the same counts.  Axes: P pairs, V words, T tokens.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embrepl.objectives import sampling
from embrepl.objectives.objective import Reporter
from embrepl.objectives.sampling import Ids, Text
from embrepl.objectives.threads import THREADS

SHARD = 1 << 20  # tokens whose pairs are made at a time, at most

WAITING = 6_000_000  # pairs of a range that may wait before they are sorted and summed
SUMMED = 1 << 18  # numbers that are summed at a time, to stay within the processor's cache

Packed = NDArray[np.int64]


@dataclass(frozen=True)
class PairCounts:
    """The pairs that were seen, each once and in order: `rows` <= `columns` (P,), and how much each counts (P,)."""

    words: int
    rows: Ids
    columns: Ids
    counts: NDArray[np.int64]

    def marginals(self) -> NDArray[np.float64]:
        """Return how much each word counts with all contexts together, (V,); a word by itself counts for both sides."""
        sides = [np.bincount(side, self.counts, self.words) for side in (self.rows, self.columns)]
        return np.asarray(sides[0] + sides[1], np.float64)


class Counted(Protocol):
    """Options of an objective that counts pairs."""

    @property
    def window(self) -> int:
        """How far apart the words of a pair may stand."""

    @property
    def sample(self) -> float:
        """The threshold that thins out frequent words."""

    @property
    def seed(self) -> int:
        """The seed of the thinning."""

    @property
    def across(self) -> bool:
        """Whether pairs may cross from one document into the next."""


@dataclass(frozen=True)
class Packing:
    """How two words and a count become one number: the lesser word, the greater one, the count."""

    word_bits: int
    count_bits: int

    @staticmethod
    def fitting(words: int, window: int) -> Packing:
        """Return the packing for so many words; raise ValueError where a pair does not fit into 63 bits."""
        word_bits = max(1, int(words - 1).bit_length())
        count_bits = 63 - 2 * word_bits
        if window >= 1 << max(0, count_bits):
            raise ValueError(f"{words:,} words and a window of {window} do not fit into 63 bits")
        return Packing(word_bits, count_bits)

    def pack(self, first: Packed, second: Packed, count: int, out: Packed) -> None:
        """Write the pairs of two rows of words, (P,), into `out`."""
        np.minimum(first, second, out=out)
        out <<= self.word_bits
        out |= np.maximum(first, second)
        out <<= self.count_bits
        out |= count

    def border(self, word: int) -> int:
        """Return the least number of a pair whose lesser word this is."""
        return word << (self.word_bits + self.count_bits)

    def summed(self, numbers: Packed) -> Packed:
        """Return sorted numbers with those of a pair added up; a sum that needs more bits stays several numbers."""
        pairs, counts = self.sums(numbers)
        most = (1 << self.count_bits) - 1
        more = np.flatnonzero(counts > most)
        extra = [np.repeat(pairs[more], (counts[more] - 1) // most) << self.count_bits | most] if len(more) else []
        counts[more] = (counts[more] - 1) % most + 1
        result = pairs << self.count_bits
        result |= counts
        if extra:
            result = np.sort(np.concatenate([result, *extra]))
        return result

    def sums(self, numbers: Packed) -> tuple[Packed, NDArray[np.int64]]:
        """Return the pairs of sorted numbers, each once, without counts, and what their counts add up to."""
        found = [self._sums(numbers[part]) for part in self._parts(numbers)]
        pairs, counts = zip(*found, strict=True) if found else ([numbers], [numbers])
        return np.concatenate(pairs), np.concatenate(counts)

    def _parts(self, numbers: Packed) -> list[slice]:
        """Return slices of about SUMMED numbers that no pair crosses."""
        ends = [0]
        while ends[-1] < len(numbers):
            last = min(ends[-1] + SUMMED, len(numbers)) - 1
            after = ((int(numbers[last]) >> self.count_bits) + 1) << self.count_bits
            ends.append(
                int(np.searchsorted(numbers, min(after, (1 << 63) - 1))) if last + 1 < len(numbers) else last + 1
            )
        return [slice(begin, end) for begin, end in pairwise(ends)]

    def _sums(self, numbers: Packed) -> tuple[Packed, NDArray[np.int64]]:
        pairs = numbers >> self.count_bits
        last = np.flatnonzero(np.append(pairs[1:] != pairs[:-1], True))
        totals = np.cumsum(numbers & ((1 << self.count_bits) - 1))[last]
        return pairs[last], np.diff(totals, prepend=0)


@dataclass(frozen=True)
class Stretch:
    """Tokens that follow each other, (T,), their documents, (T,), and how many of them belong to the stretch before.

    Pairs of those are counted with the stretch before.
    """

    ids: Ids
    documents: Ids
    before: int


class Range:
    """The pairs whose lesser word is in one range: those that wait, and sorted parts."""

    def __init__(self, packing: Packing) -> None:
        self._packing = packing
        self._waiting: list[Packed] = []
        self._parts: list[Packed] = []

    def add(self, numbers: Packed) -> None:
        """Take pairs in any order."""
        self._waiting.append(numbers)

    @property
    def waiting(self) -> int:
        """How many pairs wait to be sorted."""
        return sum(map(len, self._waiting))

    @property
    def distinct(self) -> int:
        """How many pairs were seen, each once, but for those in two parts."""
        return sum(map(len, self._parts))

    def sort(self) -> None:
        """Sort and sum what waits; parts of like size become one at once, so that few stand beside each other."""
        if not self._waiting:
            return
        part = self._joined(self._waiting)
        self._waiting = []
        while self._parts and len(self._parts[-1]) < 2 * len(part):
            part = self._joined([part, self._parts.pop()])
        self._parts.append(part)

    def finish(self) -> tuple[Packed, NDArray[np.int64]]:
        """Return the pairs, each once, in order, and how much each counts; nothing is left."""
        numbers = np.concatenate([np.zeros(0, np.int64), *self._parts, *self._waiting])
        self._parts, self._waiting = [], []
        numbers.sort()
        return self._packing.sums(numbers)

    def _joined(self, parts: list[Packed]) -> Packed:
        numbers = np.concatenate(parts)
        parts.clear()
        numbers.sort()
        return self._packing.summed(numbers)


class PairCounter:
    """Counts pairs of at most `window` apart, stretch by stretch; `shares` (V,): how frequent the words are."""

    def __init__(self, shares: NDArray[np.float64], window: int, across: bool) -> None:
        self._words, self._window, self._across = len(shares), window, across
        self._packing = Packing.fitting(len(shares), window)
        self._borders = [self._packing.border(word) for word in _cuts(shares, THREADS)]
        self.ranges = [Range(self._packing) for _ in range(len(self._borders) + 1)]
        self._tail: tuple[Ids, Ids] = (np.zeros(0, np.int32), np.zeros(0, np.int32))

    def follow(self, ids: Ids, documents: Ids) -> Stretch:
        """Return the tokens that come next, with the end of those before them. (T,), (T,)."""
        before = len(self._tail[0])
        ids, documents = (np.concatenate(both) for both in zip(self._tail, (ids, documents), strict=True))
        self._tail = ids[-self._window :], documents[-self._window :]
        return Stretch(ids, documents, before)

    def pairs(self, stretch: Stretch) -> list[Packed]:
        """Return the pairs of a stretch, range by range; several threads may do so at once."""
        wide, documents = stretch.ids.astype(np.int64), stretch.documents
        numbers = np.empty(len(wide) * self._window, np.int64)
        end = 0
        for offset in range(1, min(self._window, len(wide) - 1) + 1):
            begin = max(0, stretch.before - offset)
            first, second = wide[begin:-offset], wide[begin + offset :]
            if not self._across:
                same = documents[begin:-offset] == documents[begin + offset :]
                if not same.all():
                    first, second = first[same], second[same]
            self._packing.pack(first, second, self._window + 1 - offset, numbers[end : end + len(first)])
            end += len(first)
        return _parted(numbers[:end], self._borders)

    def add(self, parts: Sequence[Packed]) -> None:
        """Take the pairs of a stretch."""
        for place, part in zip(self.ranges, parts, strict=True):
            place.add(part)

    def finish(self, pool: ThreadPoolExecutor) -> PairCounts:
        """Return the counts of all stretches; nothing is left in the counter."""
        found = list(pool.map(self._unpacked, self.ranges))
        rows, columns, counts = (np.concatenate(side) for side in zip(*found, strict=True))
        return PairCounts(self._words, rows, columns, counts)

    def _unpacked(self, place: Range) -> tuple[Ids, Ids, NDArray[np.int64]]:
        pairs, counts = place.finish()
        rows = (pairs >> self._packing.word_bits).astype(np.int32)
        pairs &= (1 << self._packing.word_bits) - 1
        return rows, pairs.astype(np.int32), counts


def count(text: Text, options: Counted, report: Reporter | None = None) -> tuple[PairCounts, int]:
    """Return the pair counts of a text, and the tokens gone through: all of them unless it was stopped."""
    probability = sampling.keep_probability(text.counts, options.sample)
    counter = PairCounter(probability * text.counts, options.window, options.across)
    total, done, size = len(text.ids), 0, shard(text)
    paired: deque[Future[list[Packed]]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        for ids, documents in _segments(text, probability.astype(np.float32), options.seed, size, pool):
            paired.append(pool.submit(counter.pairs, counter.follow(ids, documents)))
            if len(paired) > THREADS:
                counter.add(paired.popleft().result())
            if max(place.waiting for place in counter.ranges) > WAITING:
                list(pool.map(Range.sort, counter.ranges))
            done = min(done + size, total)
            if report is not None:
                report.progress("counting", done, total, "words", {})
                if report.stopped():
                    break
        while paired:
            counter.add(paired.popleft().result())
        return counter.finish(pool), done


def shard(text: Text) -> int:
    """Return how many tokens are taken at a time: few enough that all threads have some."""
    return max(1, min(SHARD, -(-len(text.ids) // THREADS)))


def _segments(
    text: Text, probability: NDArray[np.float32], seed: int, size: int, pool: ThreadPoolExecutor
) -> Iterator[tuple[Ids, Ids]]:
    """Yield what is kept of the text, segment by segment; the next ones are made meanwhile."""
    ahead: deque[Future[tuple[Ids, Ids]]] = deque()
    for begin in range(0, len(text.ids), size):
        ahead.append(pool.submit(sampling.segment, text, probability, seed, 0, slice(begin, begin + size)))
        if len(ahead) > THREADS:
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()


def _cuts(shares: NDArray[np.float64], parts: int) -> list[int]:
    """Return the words at which so many parts begin, the first left out, that have about as many pairs each.

    With F the share of tokens before a word, 1 - (1 - F)² of all pairs have a lesser word.
    """
    before = np.cumsum(shares) / max(shares.sum(), np.finfo(float).tiny)
    borders = 1 - np.sqrt(1 - np.arange(1, parts) / parts)
    return [int(word) for word in np.unique(np.searchsorted(before, borders))]


def _parted(numbers: Packed, borders: Sequence[int]) -> list[Packed]:
    """Return the numbers below the first border, those below the second, and so on."""
    parts = []
    for border in borders:
        below = numbers < border
        parts.append(numbers[below])
        numbers = numbers[~below]
    return [*parts, numbers]
