"""The order of a vocabulary: the greatest count first, then by code points, without a Python object per word.

Words are compared eight bytes at a time, as numbers: UTF-8 has the order of the code points. Only those that are still
equal are looked at again. Axes: V types.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
STEP = 8
MASKS = np.array([-(1 << 64 - 8 * held) % (1 << 64) if held else 0 for held in range(STEP + 1)], np.uint64)


def ranked(counts: Numbers, spelt: bytes, ends: Numbers) -> Numbers:
    """Return the types in order. `spelt`: all words, each followed by one byte; `ends`: where. (V,), (V,) → (V,)."""
    starts = np.concatenate(([0], ends[:-1] + 1))[: ends.size]
    buffer = np.frombuffer(spelt + bytes(STEP), np.uint8)
    overlapping = np.ndarray((buffer.size - STEP + 1,), np.dtype(">u8"), buffer, strides=(1,))

    def numbers(types: Numbers, depth: int) -> NDArray[np.uint64]:
        """Return the bytes from `depth` on, zeros after the end of the word; V types → (V,)."""
        held = np.clip(ends[types] - starts[types] - depth, 0, STEP)
        at = np.where(held > 0, starts[types] + depth, 0)
        result: NDArray[np.uint64] = overlapping[at].astype(np.uint64) & MASKS[held]
        return result

    order = np.argsort(-counts, kind="stable")
    groups = -counts[order]
    places, depth = np.arange(order.size), 0
    while True:
        groups, places = _tied(groups, places)
        if not places.size:
            return order
        types = order[places]
        keys = numbers(types, depth)
        within = np.lexsort((keys, groups))
        order[places], keys, groups = types[within], keys[within], groups[within]
        groups = np.cumsum(np.append(0, (np.diff(groups) != 0) | (np.diff(keys) != 0)))
        depth += STEP


def _tied(groups: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    """Return the members of groups of more than one. (V,), (V,) → (at most V,) twice."""
    same = groups[1:] == groups[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    return groups[tied], places[tied]
