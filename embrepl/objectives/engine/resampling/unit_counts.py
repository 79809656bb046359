"""The pairs of a text, each with the unit that it stands in, so that any weights of the units give new counts.

Axes: N places where a pair stands, P distinct pairs, U units, T tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.thinning import keep_probability
from embrepl.errors import EmbreplError
from embrepl.objectives.engine import sampling
from embrepl.objectives.engine.counts.counting import Counted, PairCounts, distances
from embrepl.objectives.engine.resampling.units import Units
from embrepl.objectives.engine.sampling import Ids, Text
from embrepl.objectives.engine.task import Reporter

TOKENS = 1 << 20  # whose pairs are made at a time


@dataclass(frozen=True)
class UnitCounts:
    """Where pairs stand, pair by pair: `units` and `amounts` (N,), a pair's from `starts` on (P,)."""

    pairs: PairCounts
    units: Ids
    amounts: NDArray[np.uint16]
    starts: NDArray[np.int64]

    def weighted(self, weights: NDArray[np.int64]) -> PairCounts:
        """Return the counts of the text in which each unit stands so often, (U,)."""
        every = weights.astype(np.int32)[self.units]
        every *= self.amounts
        counts = np.add.reduceat(every, self.starts, dtype=np.int64) if len(self.starts) else np.empty(0, np.int64)
        there = counts > 0
        return PairCounts(self.pairs.words, self.pairs.rows[there], self.pairs.columns[there], counts[there])


def count_by_unit(text: Text, units: Units, options: Counted, report: Reporter) -> UnitCounts | None:
    """Return the pairs of a text as `counting.count` has them, with their units; None where it was stopped.

    A pair belongs to the unit of its first word. Raises `too-many-documents` where a pair and its unit are more than
    one number can hold.
    """
    bits = _Bits.needed(len(text.counts), len(units), options.window)
    probability = keep_probability(text.counts, options.sample).astype(np.float32)
    by_unit = Text(text.ids, units.begins, text.counts)
    parts: list[NDArray[np.int64]] = []
    tail: tuple[Ids, NDArray[np.int64]] = (np.empty(0, np.int32), np.empty(0, np.int64))
    for begin in range(0, len(text.ids), TOKENS):
        ids, numbers = sampling.segment(by_unit, probability, options.seed, 0, slice(begin, begin + TOKENS))
        before = len(tail[0])
        ids = np.concatenate([tail[0], ids])
        places = np.concatenate([tail[1], numbers.astype(np.int64) - 1])
        parts += _pairs(ids, places, units.document[places], before, options, bits)
        tail = ids[-options.window :], places[-options.window :]
        report.progress("counting", min(begin + TOKENS, len(text.ids)), len(text.ids), "words", {})
        if report.stopped():
            return None
    packed = np.concatenate([np.empty(0, np.int64), *parts])
    parts.clear()
    packed.sort()
    return _unpack(packed, len(text.counts), bits)


@dataclass(frozen=True)
class _Bits:
    """How many bits of a number hold a word, a unit and an amount."""

    word: int
    unit: int
    amount: int

    @staticmethod
    def needed(words: int, units: int, window: int) -> _Bits:
        """Return what so many words, units and amounts need."""
        bits = _Bits(max(1, (words - 1).bit_length()), max(1, (units - 1).bit_length()), window.bit_length())
        if 2 * bits.word + bits.unit + bits.amount > 63:
            message = f"{units:,} documents are too many to be resampled with {words:,} words."
            raise EmbreplError("too-many-documents", message, "Train with a higher --min-count for fewer words.")
        return bits


def _pairs(
    ids: Ids, places: NDArray[np.int64], documents: NDArray[np.int64], before: int, options: Counted, bits: _Bits
) -> list[NDArray[np.int64]]:
    """Return the pairs of tokens (T,) with their units, packed; those of the first `before` tokens are left out."""
    parts = []
    for first, second, amount in distances(len(ids), before, options.window):
        a, b, unit = ids[first].astype(np.int64), ids[second].astype(np.int64), places[first]
        if not options.across:
            same = documents[first] == documents[second]
            a, b, unit = a[same], b[same], unit[same]
        pairs = (np.minimum(a, b) << bits.word) | np.maximum(a, b)
        parts.append((((pairs << bits.unit) | unit) << bits.amount) | amount)
    return parts


def _unpack(packed: NDArray[np.int64], words: int, bits: _Bits) -> UnitCounts:
    """Return sorted pairs with their units and amounts as arrays; `packed` is used up."""
    amounts = (packed & ((1 << bits.amount) - 1)).astype(np.uint16)
    packed >>= bits.amount
    units = (packed & ((1 << bits.unit) - 1)).astype(np.int32)
    packed >>= bits.unit
    starts = np.flatnonzero(np.diff(packed, prepend=-1))
    pairs = packed[starts]
    sums = np.add.reduceat(amounts, starts, dtype=np.int64) if len(starts) else np.empty(0, np.int64)
    rows, columns = (pairs >> bits.word).astype(np.int32), (pairs & ((1 << bits.word) - 1)).astype(np.int32)
    return UnitCounts(PairCounts(words, rows, columns, sums), units, amounts, starts)
