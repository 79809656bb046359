"""How often words stand near each other: exact whole numbers, added up shard by shard.

A pair at offset o counts window + 1 - o, once for both orders. Pairs are kept as one sorted 64-bit number each, so any
number of shards, in any order, gives the same counts.  Axes: P pairs, V words, T tokens.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embrepl.objectives import sampling
from embrepl.objectives.objective import Reporter
from embrepl.objectives.sampling import Ids, Text

SHARD = 1 << 20  # tokens counted at a time
THREADS = 2

Keys = NDArray[np.int64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class PairCounts:
    """The pairs that were seen, each word pair once: `rows` <= `columns` (P,), and how much each counts (P,)."""

    words: int
    rows: Ids
    columns: Ids
    counts: Counts

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
class Stretch:
    """Tokens that follow each other, (T,), their documents, (T,), and how many of them belong to the stretch before.

    Pairs of those are counted with the stretch before.
    """

    ids: Ids
    documents: Ids
    before: int


class PairCounter:
    """Counts pairs of at most `window` apart, stretch by stretch."""

    def __init__(self, words: int, window: int, across: bool) -> None:
        self._words, self._window, self._across = words, window, across
        self._bits = int(window).bit_length()
        self._parts: list[tuple[Keys, Counts]] = []
        self._tail: tuple[Ids, Ids] = (np.zeros(0, np.int32), np.zeros(0, np.int32))
        if 2 * max(1, int(words - 1).bit_length()) + self._bits > 63:
            raise ValueError(f"{words:,} words and a window of {window} do not fit into 63 bits")

    def follow(self, ids: Ids, documents: Ids) -> Stretch:
        """Return the tokens that come next, with the end of those before them. (T,), (T,)."""
        before = len(self._tail[0])
        ids, documents = (np.concatenate(both) for both in zip(self._tail, (ids, documents), strict=True))
        self._tail = ids[-self._window :], documents[-self._window :]
        return Stretch(ids, documents, before)

    def pairs(self, stretch: Stretch) -> tuple[Keys, Counts]:
        """Return the pairs of a stretch, each once, in order; several threads may do so at once."""
        wide, documents = stretch.ids.astype(np.int64), stretch.documents
        keys = np.empty(len(wide) * self._window, np.int64)
        end = 0
        for offset in range(1, min(self._window, len(wide) - 1) + 1):
            begin = max(0, stretch.before - offset)
            first, second = wide[begin:-offset], wide[begin + offset :]
            if not self._across:
                same = documents[begin:-offset] == documents[begin + offset :]
                first, second = first[same], second[same]
            pair = keys[end : end + len(first)]
            np.multiply(np.minimum(first, second), self._words, out=pair)
            pair += np.maximum(first, second)
            pair <<= self._bits
            pair |= self._window + 1 - offset
            end += len(pair)
        keys = keys[:end]
        keys.sort()
        counts = keys & ((1 << self._bits) - 1)
        keys >>= self._bits
        return _summed(keys, counts)

    def add(self, keys: Keys, counts: Counts) -> None:
        """Take the pairs of a stretch; parts of like size are merged at once, so that few stand beside each other."""
        while self._parts and len(self._parts[-1][0]) < 2 * len(keys):
            keys, counts = _merged((keys, counts), self._parts.pop())
        self._parts.append((keys, counts))

    @property
    def distinct(self) -> int:
        """How many pairs were seen, each once, but for those that are not merged yet."""
        return sum(len(keys) for keys, _ in self._parts)

    def finish(self) -> PairCounts:
        """Return the counts of all stretches."""
        while len(self._parts) > 1:
            self._parts.append(_merged(self._parts.pop(), self._parts.pop()))
        keys, counts = self._parts[0] if self._parts else (np.zeros(0, np.int64), np.zeros(0, np.int64))
        return PairCounts(
            self._words, (keys // self._words).astype(np.int32), (keys % self._words).astype(np.int32), counts
        )


def count(text: Text, options: Counted, report: Reporter) -> tuple[PairCounts, int]:
    """Return the pair counts of a text, and the tokens gone through: all of them unless it was stopped."""
    counter = PairCounter(len(text.counts), options.window, options.across)
    done, waiting = 0, deque[Future[tuple[Keys, Counts]]]()
    with ThreadPoolExecutor(THREADS) as pool:
        for ids, documents in sampling.segments(text, options.sample, options.seed, 0, SHARD):
            waiting.append(pool.submit(counter.pairs, counter.follow(ids, documents)))
            if len(waiting) > THREADS:
                counter.add(*waiting.popleft().result())
            done = min(done + SHARD, len(text.ids))
            report.progress("counting", done, len(text.ids), "words", {})
            if report.stopped():
                break
        while waiting:
            counter.add(*waiting.popleft().result())
    return counter.finish(), done


def _summed(keys: Keys, counts: Counts) -> tuple[Keys, Counts]:
    """Return each of sorted keys once, with the sum of its counts."""
    if not len(keys):
        return keys, counts
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[first], np.add.reduceat(counts, first)


def _merged(one: tuple[Keys, Counts], other: tuple[Keys, Counts]) -> tuple[Keys, Counts]:
    """Return two sorted parts as one."""
    keys = np.concatenate((one[0], other[0]))
    order = np.argsort(keys, kind="stable")  # two sorted runs, which a merge sort is quick with
    return _summed(keys[order], np.concatenate((one[1], other[1]))[order])
