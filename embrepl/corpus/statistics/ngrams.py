"""The most frequent runs of N words, counted exactly; none reaches over the end of a document.

All runs that begin with a given type are at that type's places, so the index parts them into groups that can be
counted one after the other: memory goes with the greatest group, not with the text. A run's types are packed into one
64-bit key, or, where they do not fit, numbered anew after some words. Axes: T tokens, V types, H runs of a group.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from embrepl.corpus.store.positions import Places, Positions
from embrepl.system.progress import ReportProgress, silent

GROUP = 1 << 21  # places that are counted together: a quarter of a second
KEY_BITS = 63


@dataclass(frozen=True)
class Runs:
    """The most frequent runs: their count, the place of their first occurrence; how many runs and different ones."""

    places: Places  # (K,)
    counts: Places  # (K,)
    total: int
    different: int


def most_frequent(
    positions: Positions,
    length: int,
    most: int,
    least: int = 1,
    types: Places | None = None,
    progress: ReportProgress = silent,
) -> Runs:
    """Count the runs of `length` words and keep the `most` most frequent of those with at least `least` occurrences.

    `types`: only the runs that have one of them, (K,). Equally frequent ones come in the order of their first place.
    """
    places, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    total = different = 0
    for begins, done in _begins(positions, length, types):
        progress("counting", done, positions.ids.size)
        at = _starts(positions, begins, length)
        if not at.size:
            continue
        first, run_counts = _count(positions, at, length)
        total += at.size
        different += run_counts.size
        enough = run_counts >= least
        places, counts = np.concatenate((places, first[enough])), np.concatenate((counts, run_counts[enough]))
        best = np.lexsort((places, -counts))[:most]
        places, counts = places[best], counts[best]
    return Runs(places, counts, total, different)


def _begins(positions: Positions, length: int, types: Places | None) -> Iterator[tuple[Places, int]]:
    """Yield where runs may begin, group by group, and how many tokens are done with. (K,) → (H,)."""
    if types is not None:
        yield _around(positions, types, length), 0
        return
    for begin, end in _groups(positions.offsets):
        yield positions.between(begin, end), int(positions.offsets[begin])


def total(positions: Positions, length: int) -> int:
    """Return how many runs of so many words there are."""
    return int(np.maximum(np.diff(positions.documents) - length + 1, 0).sum())


def _around(positions: Positions, types: Places, length: int) -> Places:
    """Return where runs may begin that have a token of some types in them. (K,) → (H,)."""
    held = np.zeros(positions.ids.size + length, np.bool_)
    places = positions.among(types)
    for offset in range(length):
        held[places - offset] = True  # before the first token: at the end, where no run begins
    return np.flatnonzero(held[: positions.ids.size])


def _groups(offsets: Places) -> list[tuple[int, int]]:
    """Return ranges of types with at most GROUP places, or one type. (V + 1,)."""
    groups, begin = [], 0
    while begin < offsets.size - 1:
        end = int(np.searchsorted(offsets, offsets[begin] + GROUP, side="right")) - 1
        groups.append((begin, max(end, begin + 1)))
        begin = groups[-1][1]
    return groups


def _starts(positions: Positions, places: Places, length: int) -> Places:
    """Return the places from which `length` words stand in one document, in the order of the text. (H,) → (H,)."""
    places.sort()
    ends = positions.documents[positions.document(places) + 1]
    return places[places + length <= ends]


def _count(positions: Positions, at: Places, length: int) -> tuple[Places, Places]:
    """Return the first place and the count of every different run that begins at these places. (H,) → (K,), (K,)."""
    ids = positions.ids
    width = max(1, int(positions.offsets.size - 2).bit_length())
    keys, used = ids[at].astype(np.int64), width
    for offset in range(1, length):
        if used + width > KEY_BITS:
            distinct, keys = np.unique(keys, return_inverse=True)
            used = int(distinct.size).bit_length()
        keys = (keys << width) | ids[at + offset]
        used += width
    order = np.argsort(keys)  # not the stable sort, which takes three times as long
    ranked = keys[order]
    edges = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1], [True])))
    return np.minimum.reduceat(at[order], edges[:-1]), np.diff(edges)
