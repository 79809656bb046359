"""Pairs of words with their counts as single 64-bit numbers: sorted, so that equal pairs come together, and summed.

Axes: P numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SUMMED = 1 << 18  # numbers that are summed at a time, to stay within the processor's cache

Packed = NDArray[np.int64]


@dataclass(frozen=True)
class Packing:
    """How two words and a count become one number: the lesser word, the greater one, the count."""

    word_bits: int
    count_bits: int

    @staticmethod
    def for_words(words: int, window: int) -> Packing:
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

    def add_up(self, numbers: Packed) -> Packed:
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
        parts = [self._sums(numbers[part]) for part in self._parts(numbers)]
        pairs, counts = zip(*parts, strict=True) if parts else ([numbers], [numbers])
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
        part = self._join(self._waiting)
        self._waiting = []
        while self._parts and len(self._parts[-1]) < 2 * len(part):
            part = self._join([part, self._parts.pop()])
        self._parts.append(part)

    def finish(self) -> tuple[Packed, NDArray[np.int64]]:
        """Return the pairs, each once, in order, and how much each counts; nothing is left."""
        numbers = np.concatenate([np.zeros(0, np.int64), *self._parts, *self._waiting])
        self._parts, self._waiting = [], []
        numbers.sort()
        return self._packing.sums(numbers)

    def _join(self, parts: list[Packed]) -> Packed:
        numbers = np.concatenate(parts)
        parts.clear()
        numbers.sort()
        return self._packing.add_up(numbers)
