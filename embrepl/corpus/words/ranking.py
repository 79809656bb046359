"""The order of a vocabulary: the greatest count first, then by code points, without a Python object per word.

Words are compared eight bytes at a time, as numbers: UTF-8 has the order of the code points. Only those that are still
equal are compared again; what is equal for long is sorted as Python does it. Axes: V types, W are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]
STEP = 8
LONG = 256  # bytes that are the same: of no word that a person wrote
WORDS_AT_ONCE = 1 << 16  # words: the numbers in between would take more memory than those that are wanted
MASKS = np.array([-(1 << 64 - 8 * held) % (1 << 64) if held else 0 for held in range(STEP + 1)], np.uint64)


def rank(counts: Numbers, spelt: bytes | bytearray, ends: Numbers) -> Numbers:
    """Return the types in order. `spelt`: all words, each followed by one byte; `ends`: where. (V,), (V,) → (V,)."""
    spelling = _Spelling(spelt, ends)
    keys = spelling.numbers(np.arange(counts.size), 0)
    order = np.lexsort((keys, -counts))
    fresh = _differ(counts[order]) | _differ(keys[order])  # (V,), whether a type differs from the one before
    depth = STEP
    while (places := _ties(fresh)).size and depth < spelling.longest:
        types, groups = order[places], np.cumsum(fresh[places])
        if depth >= LONG:
            rests = zip(groups.tolist(), spelling.rests(types, depth), types.tolist(), strict=True)
            order[places] = [each for _, _, each in sorted(rests)]
            break
        keys = spelling.numbers(types, depth)
        within = np.lexsort((keys, groups))
        order[places] = types[within]
        fresh[places] |= _differ(keys[within])
        depth += STEP
    return order


class _Spelling:
    """The words, as numbers of eight bytes each."""

    def __init__(self, spelt: bytes | bytearray, ends: Numbers) -> None:
        self._spelt, self._ends = spelt, ends
        self._starts = np.concatenate(([0], ends[:-1] + 1))[: ends.size]
        self.longest = int((ends - self._starts).max(initial=0))
        buffer = np.frombuffer(spelt + bytes(STEP), np.uint8)
        self._numbers = np.ndarray((buffer.size - STEP + 1,), np.dtype(">u8"), buffer, strides=(1,))

    def numbers(self, types: Numbers, depth: int) -> Keys:
        """Return the bytes of some words from `depth` on, zeros after the end of a word. (W,) → (W,)."""
        result = np.empty(types.size, np.uint64)
        for begin in range(0, types.size, WORDS_AT_ONCE):
            some = types[begin : begin + WORDS_AT_ONCE]
            starts = self._starts[some] + depth
            held = np.clip(self._ends[some] - starts, 0, STEP)
            some_numbers = self._numbers[np.where(held > 0, starts, 0)]
            np.bitwise_and(some_numbers, MASKS[held], out=result[begin : begin + WORDS_AT_ONCE])
        return result

    def rests(self, types: Numbers, depth: int) -> Iterator[bytes]:
        """Yield the bytes of some words from `depth` on. (W,)."""
        for start, end in zip((self._starts[types] + depth).tolist(), self._ends[types].tolist(), strict=True):
            yield bytes(self._spelt[start : max(start, end)])


def _differ(values: Keys | Numbers) -> NDArray[np.bool_]:
    """Return which values differ from the one before; the first does. (W,) → (W,)."""
    result = np.ones(values.size, np.bool_)
    np.not_equal(values[1:], values[:-1], out=result[1:])
    return result


def _ties(fresh: NDArray[np.bool_]) -> Numbers:
    """Return the members of groups of more than one. (V,) → (W,)."""
    return np.flatnonzero(~(fresh & np.append(fresh[1:], True)))
