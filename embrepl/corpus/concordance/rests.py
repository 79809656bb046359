"""What is left of a token beside a hit within it: the segmenter made 黛玉笑 one token, 笑 is what stands behind 黛玉.

Axes: H hits, N different texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.concordance.joined import Joined, ends
from embrepl.corpus.store.positions import Places, Positions

_SIZE_BITS = 32  # of a number of characters


@dataclass(frozen=True)
class Rests:
    """The different texts that are left, "" the first, and which of them stands before each hit and which behind it."""

    texts: list[str]  # N
    before: Places  # (H,)
    behind: Places  # (H,)


def rests(spans: Spans, words: Sequence[str], positions: Positions, joined: Joined | None) -> Rests:
    """Return what stands beside each hit in its first word and in its last. (H,)."""
    texts = {"": 0}
    first, last = ends(spans, positions, joined)
    sides = []
    for numbers, sizes, begins in ((first, spans.before, True), (last, spans.behind, False)):
        of = np.zeros(len(spans), np.int64)
        inside = np.flatnonzero(sizes)
        kinds, which = np.unique(numbers[inside] << _SIZE_BITS | sizes[inside], return_inverse=True)
        pairs = zip((kinds >> _SIZE_BITS).tolist(), (kinds & (1 << _SIZE_BITS) - 1).tolist(), strict=True)
        cut = [words[at][:size] if begins else words[at][-size:] for at, size in pairs]
        of[inside] = np.array([texts.setdefault(each, len(texts)) for each in cut], np.int64)[which]
        sides.append(of)
    return Rests(list(texts), *sides)
