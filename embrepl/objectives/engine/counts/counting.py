"""How often words stand near each other: exact whole numbers, added up shard by shard.

A pair at offset o counts window + 1 - o, once for both orders. A pair and how much it counts are one 64-bit number, the
lesser word highest, so that sorting brings equal pairs together. Threads share the numbers by ranges of the lesser
word; any number of shards, in any order, gives the same counts. Axes: P pairs, V words, T tokens.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.thinning import keep_probability
from embrepl.objectives.engine import sampling
from embrepl.objectives.engine.counts.packed_pairs import Packed, Packing, Range
from embrepl.objectives.engine.sampling import Ids, Text
from embrepl.objectives.engine.task import Reporter
from embrepl.system import threads

SHARD = 1 << 20  # tokens whose pairs are made at a time, at most

WAITING = 6_000_000  # pairs of a range that may wait before they are sorted and summed
TRIAL_TOKENS = 300_000  # tokens of the text that are counted to estimate what all of it will take


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
    """The options of an objective that counts pairs."""

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
class TokenRun:
    """Tokens that follow each other, (T,), their documents, (T,), and how many of them belong to the stretch before.

    Pairs of those are counted with the stretch before.
    """

    ids: Ids
    documents: Ids
    before: int


class PairCounter:
    """Counts pairs of at most `window` apart, stretch by stretch; `shares` (V,): how frequent the words are."""

    def __init__(self, shares: NDArray[np.float64], window: int, across: bool) -> None:
        self._words, self._window, self._across = len(shares), window, across
        self._packing = Packing.for_words(len(shares), window)
        self._borders = [self._packing.border(word) for word in _cuts(shares, threads.available())]
        self.ranges = [Range(self._packing) for _ in range(len(self._borders) + 1)]
        self._tail: tuple[Ids, Ids] = (np.zeros(0, np.int32), np.zeros(0, np.int32))

    def follow(self, ids: Ids, documents: Ids) -> TokenRun:
        """Return the tokens that come next, with the end of those before them. (T,), (T,)."""
        before = len(self._tail[0])
        ids, documents = (np.concatenate(both) for both in zip(self._tail, (ids, documents), strict=True))
        self._tail = ids[-self._window :], documents[-self._window :]
        return TokenRun(ids, documents, before)

    def pairs(self, stretch: TokenRun) -> list[Packed]:
        """Return the pairs of a stretch, range by range; several threads may do so at once."""
        wide, documents = stretch.ids.astype(np.int64), stretch.documents
        numbers = np.empty(len(wide) * self._window, np.int64)
        end = 0
        for before, behind, amount in distances(len(wide), stretch.before, self._window):
            first, second = wide[before], wide[behind]
            if not self._across:
                same = documents[before] == documents[behind]
                if not same.all():
                    first, second = first[same], second[same]
            self._packing.pack(first, second, amount, numbers[end : end + len(first)])
            end += len(first)
        return _split_at(numbers[:end], self._borders)

    def add(self, parts: Sequence[Packed]) -> None:
        """Take the pairs of a stretch."""
        for place, part in zip(self.ranges, parts, strict=True):
            place.add(part)

    def finish(self, pool: ThreadPoolExecutor) -> PairCounts:
        """Return the counts of all stretches; nothing is left in the counter."""
        parts = list(pool.map(self._unpack, self.ranges))
        rows, columns, counts = (np.concatenate(side) for side in zip(*parts, strict=True))
        return PairCounts(self._words, rows, columns, counts)

    def _unpack(self, place: Range) -> tuple[Ids, Ids, NDArray[np.int64]]:
        pairs, counts = place.finish()
        rows = (pairs >> self._packing.word_bits).astype(np.int32)
        pairs &= (1 << self._packing.word_bits) - 1
        return rows, pairs.astype(np.int32), counts


def distances(tokens: int, before: int, window: int) -> Iterator[tuple[slice, slice, int]]:
    """Yield for each distance which of some tokens are the first and the second of a pair, and what the pair counts.

    Pairs within the first `before` tokens, which were paired earlier, are left out.
    """
    for offset in range(1, min(window, tokens - 1) + 1):
        begin = max(0, before - offset)
        yield slice(begin, -offset), slice(begin + offset, None), window + 1 - offset


def count(text: Text, options: Counted, report: Reporter | None = None) -> tuple[PairCounts, int]:
    """Return the pair counts of a text, and the tokens gone through: all of them unless it was stopped."""
    probability = keep_probability(text.counts, options.sample)
    counter = PairCounter(probability * text.counts, options.window, options.across)
    total, done, size = len(text.ids), 0, shard(text)
    paired: deque[Future[list[Packed]]] = deque()
    with ThreadPoolExecutor(threads.available()) as pool:
        for ids, documents in _segments(text, probability.astype(np.float32), options.seed, size, pool):
            paired.append(pool.submit(counter.pairs, counter.follow(ids, documents)))
            if len(paired) > threads.available():
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


@dataclass(frozen=True)
class CountingEstimate:
    """What counting a text will take and give, by what a part of it took and gave.

    `tried`: the counts of that part, in so many seconds; `seconds`, `memory`: of the whole, `memory` in bytes beside
    what is in use; `distinct`: pairs that are different.
    """

    tried: PairCounts
    trying: float
    seconds: float
    memory: int
    distinct: float


def estimate_counting(text: Text, options: Counted) -> CountingEstimate:
    """Count the beginning of a text, twice as much in the end, and draw on the growth of what is seen.

    Distinct pairs grow with the pairs by a power, as types do with tokens (Heaps 1978).
    """
    sizes, pairs, seconds = [], [], 0.0
    for tokens in (TRIAL_TOKENS // 2, TRIAL_TOKENS):
        began = time.perf_counter()
        counts, done = count(Text(text.ids[:tokens], text.documents, text.counts), options)
        seconds = time.perf_counter() - began
        sizes.append(max(1, len(counts.counts)))
        pairs.append(max(1, int(counts.counts.sum())))
    growth = len(text.ids) / max(1, done)
    power = np.log(sizes[1] / sizes[0]) / np.log(pairs[1] / pairs[0]) if pairs[1] > pairs[0] else 1.0
    distinct = sizes[1] * growth ** float(min(1.0, power))
    weight = (options.window + 1) / 2  # of a pair, on average
    whole = pairs[1] * growth / weight
    waiting = min(whole, threads.available() * WAITING + 3 * whole * shard(text) / max(1, len(text.ids)))
    return CountingEstimate(counts, seconds, seconds * growth, int(24 * waiting + 20 * distinct), distinct)


def shard(text: Text) -> int:
    """Return how many tokens are taken at a time: few enough that all threads have some."""
    return max(1, min(SHARD, -(-len(text.ids) // threads.available())))


def _segments(
    text: Text, probability: NDArray[np.float32], seed: int, size: int, pool: ThreadPoolExecutor
) -> Iterator[tuple[Ids, Ids]]:
    """Yield what is kept of the text, segment by segment; the next ones are made meanwhile."""
    ahead: deque[Future[tuple[Ids, Ids]]] = deque()
    for begin in range(0, len(text.ids), size):
        ahead.append(pool.submit(sampling.segment, text, probability, seed, 0, slice(begin, begin + size)))
        if len(ahead) > threads.available():
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


def _split_at(numbers: Packed, borders: Sequence[int]) -> list[Packed]:
    """Return the numbers below the first border, those below the second, and so on."""
    parts = []
    for border in borders:
        below = numbers < border
        parts.append(numbers[below])
        numbers = numbers[~below]
    return [*parts, numbers]
