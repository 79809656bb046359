"""Where words, runs and other spans of a text begin and end, as two arrays of places in order.

Axes: C characters, R runs or spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Places: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
Edges: TypeAlias = tuple[Places, Places]
Spans: TypeAlias = list[tuple[int, int]]
NO_EDGES: Edges = (np.empty(0, np.int64), np.empty(0, np.int64))


def runs(inside: Mask) -> Edges:
    """Return where the runs of True begin and end. (C,) → (R,), (R,)."""
    padded = np.zeros(inside.size + 2, np.bool_)
    padded[1:-1] = inside
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2].copy(), edges[1::2].copy()  # much is looked up by them, which is slower by views


def merge(kinds: Sequence[Edges]) -> Edges:
    """Put spans that do not overlap into the order of the text."""
    kinds = [spans for spans in kinds if spans[0].size] or kinds[:1]
    if len(kinds) == 1:
        return kinds[0]
    starts, ends = (np.concatenate(sides) for sides in zip(*kinds, strict=True))
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def apart(spans: Spans) -> Spans:
    """Put spans into order and leave out what overlaps one that begins before, or is longer from the same place on."""
    result: Spans = []
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not result or begin >= result[-1][1]:
            result.append((begin, end))
    return result


def as_edges(spans: Spans) -> Edges:
    """Return spans as arrays."""
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    return starts, ends
