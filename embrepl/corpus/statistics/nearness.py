"""The tokens near the places of a word: where they are, and how many of each type, each counted once.

A token near two places of the word is in two pairs (`collocations`), but stands there once. Axes: V types, H places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.store.positions import Places, Positions, ragged
from embrepl.system.progress import ReportProgress, silent

Rests = tuple[Places, Places]
_NONE = np.empty(0, np.int64)
PAIRS_AT_ONCE = 1 << 21  # pairs counted at a time


@dataclass(frozen=True)
class Nearby:
    """How many tokens of each type stand near the word, and to the left and the right of it. (V,) each.

    Each token counts once, however many places of the word it is near: so none stands near it more often than at all.
    """

    together: Places
    left: Places
    right: Places


@dataclass(frozen=True)
class Windows:
    """Where the neighbours of every hit begin on the left, and the right, and how many there are. (H,) each.

    `rests`: what counts as the nearest one besides, a type or -1 (none at all where nothing does); `beyond`: the tokens
    that it pushes out.
    """

    left: tuple[Places, Places]
    right: tuple[Places, Places]
    rests: tuple[Places, Places]
    beyond: Places


def windows(positions: Positions, node: Spans, window: tuple[int, int], beside: Rests | None) -> Windows:
    """Return where the neighbours of hits are; `beside`: the types of the rests of their tokens. (H,)."""
    places, behind = node.places, node.places + node.lengths
    document = positions.document(places)
    before, after = places - positions.documents[document], positions.documents[document + 1] - behind
    if beside is None:
        before, after = np.minimum(before, window[0]), np.minimum(after, window[1])
        return Windows((places - before, before), (behind, after), (_NONE, _NONE), _NONE)
    left, right = (beside[side] if size else np.full(places.size, -1, np.int64) for side, size in enumerate(window))
    out = [
        (rest >= 0) & (there >= size) for rest, there, size in zip((left, right), (before, after), window, strict=True)
    ]
    beyond = np.concatenate((places[out[0]] - window[0], behind[out[1]] + window[1] - 1))
    before, after = np.minimum(before, window[0] - (left >= 0)), np.minimum(after, window[1] - (right >= 0))
    return Windows((places - before, before), (behind, after), (left, right), beyond)


def nearby(
    positions: Positions,
    types: int,
    node: Spans,
    window: tuple[int, int],
    progress: ReportProgress = silent,
    beside: Rests | None = None,
) -> Nearby:
    """Count the tokens near some places, each once. H hits → three (V,)."""
    near = windows(positions, node, window, beside)
    on_left, on_right = (count_types(rest, types) for rest in near.rests)
    both = tuple(np.concatenate(each) for each in zip(near.left, near.right, strict=True))
    left, right, together = (
        neighbours(positions.ids, *_once(*each), types, progress) for each in (near.left, near.right, both)
    )
    return Nearby(together + on_left + on_right, left + on_left, right + on_right)


def _once(begins: Places, lengths: Places) -> tuple[Places, Places]:
    """Return stretches of places without what an earlier one has already. (H,), (H,) → (H,), (H,)."""
    order = np.argsort(begins, kind="stable")
    begins, ends = begins[order], (begins + lengths)[order]
    done = np.maximum.accumulate(np.concatenate((begins[:1], ends[:-1])))
    begins = np.maximum(begins, done)
    return begins, np.maximum(ends - begins, 0)


def count_types(types: Places, size: int) -> Places:
    """Return how often each type comes, -1 left out. (H,) → (V,)."""
    return np.bincount(types[types >= 0], minlength=size)


def neighbours(ids: NDArray[np.int32], begins: Places, lengths: Places, types: int, progress: ReportProgress) -> Places:
    """Count the types of the tokens begin, begin + 1, … for every length. (H,), (H,) → (V,)."""
    result = np.zeros(types, np.int64)
    longest = int(lengths.max(initial=0))
    if begins.size > types:  # most have all: their first ones, then their second ones, need no index of their own
        whole = lengths == longest
        places = begins[whole]
        for at in range(longest):
            progress("counting neighbours", at, longest)
            result += np.bincount(ids.take(places + at), minlength=types)
        begins, lengths = begins[~whole], lengths[~whole]
    step = max(1, PAIRS_AT_ONCE // max(1, longest))
    for at in range(0, begins.size, step):
        progress("counting neighbours", at, begins.size)
        result += np.bincount(ids[ragged(begins[at : at + step], lengths[at : at + step])], minlength=types)
    return result
