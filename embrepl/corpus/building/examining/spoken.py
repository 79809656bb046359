"""Which function words of which languages the tokens of a batch are, looked up by their hashes.

Axes: T tokens, F files, W function words of all languages, counted from 1 with 0 for other words, L languages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.examining.language import FUNCTION_WORDS
from embrepl.corpus.words.edges import Places
from embrepl.corpus.words.hashing import Words64

Numbers = NDArray[np.int64]
WORDS = sorted(set().union(*FUNCTION_WORDS.values()))
MEMBERS = np.array(
    [[0] * len(FUNCTION_WORDS), *([word in known for known in FUNCTION_WORDS.values()] for word in WORDS)], np.int64
)  # (W + 1, L)
BITS = 16  # of a hash, that number a slot of the table
FILES_AT_ONCE = 1 << 8
MANY, SAMPLED = 1 << 14, 8  # tokens of a long text, of which one in so many is looked at


class FunctionWords:
    """Finds and counts function words."""

    def __init__(self, hashes: Callable[[Sequence[str]], Words64]) -> None:
        first = hashes(WORDS)
        self._hashes = np.zeros(1 << BITS, np.uint64)
        self._numbers = np.zeros(1 << BITS, np.uint16)
        self._hashes[_slots(first)] = first
        self._numbers[_slots(first)] = np.arange(1, len(WORDS) + 1)

    def count(self, first: Words64, bounds: Places) -> Numbers:
        """Count the function words of each language between each two bounds. (T,), (F + 1,) → (F, L).

        In long texts they are estimated from a sample of the tokens.
        """
        if bounds.size == 2 and first.size > MANY:  # one file, as mostly, of which a sample is enough
            sample = first[bounds[0] :: SAMPLED]
            return self.count(sample, np.array([0, sample.size])) * SAMPLED
        slots = _slots(first)
        numbers = self._numbers.take(slots)
        likely = np.flatnonzero(numbers)  # of the others the hashes are not looked up
        numbers[likely[self._hashes.take(slots[likely]) != first[likely]]] = 0
        if bounds.size == 2:  # one file, as mostly
            counts_of_one = np.bincount(numbers[bounds[0] :], minlength=len(MEMBERS))
            return (counts_of_one @ MEMBERS)[np.newaxis]
        counts = [np.zeros((0, len(FUNCTION_WORDS)), np.int64)]
        for begin in range(0, bounds.size - 1, FILES_AT_ONCE):
            some = bounds[begin : begin + FILES_AT_ONCE + 1]
            counts.append(_by_file(numbers[some[0] : some[-1]], some))
        return np.concatenate(counts)


def _by_file(numbers: NDArray[np.uint16], bounds: Places) -> Numbers:
    files = np.repeat(np.arange(bounds.size - 1), np.diff(bounds))
    counts = np.bincount(files * len(MEMBERS) + numbers, minlength=(bounds.size - 1) * len(MEMBERS))
    result: Numbers = counts.reshape(-1, len(MEMBERS)) @ MEMBERS
    return result


def _slots(first: Words64) -> Places:
    return (first >> np.uint64(64 - BITS)).astype(np.int64)
