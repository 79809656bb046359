"""Finding the names that a person listed, wherever they stand: none is ever split, nor joined to what is beside it.

Of two that overlap the one that begins first is taken, and of those that begin together the longest.
Axes: C characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from embrepl.corpus.words.characters import Points
from embrepl.corpus.words.chinese.han_text import HanText
from embrepl.corpus.words.edges import Places, Spans
from embrepl.corpus.words.scripts import DIGIT, WORD

TABLE_BITS = 16
MULTIPLIER = np.uint32(0x9E3779B1)


class Names:
    """Names of two characters and more, spelt as `HanText` spells its text."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(names), key=len, reverse=True):
            if len(name) > 1:
                self._by_pair[name[:2]].append(name)
        pairs = np.array([list(map(ord, pair)) for pair in self._by_pair], np.uint32).reshape(-1, 2)
        self._begins = np.zeros(1 << TABLE_BITS, np.bool_)  # by a hash of two characters: whether a name may begin so
        self._begins[_hashes(pairs[:, 0], pairs[:, 1])] = True

    def find(self, text: HanText) -> Spans:
        """Return where the names stand that are to be words."""
        if not self._by_pair:
            return []
        places = np.flatnonzero(self._begins[_hashes(text.points[:-1], text.points[1:])])
        spans: Spans = []
        done = 0
        for at in places.tolist():
            if at < done:
                continue
            for name in self._by_pair.get(text.text[at : at + 2], ()):
                end = at + len(name)
                if text.text.startswith(name, at) and _cuts_no_word(text, at, end):
                    spans.append((at, end))
                    done = end
                    break
        return spans


def _hashes(first: Points, second: Points) -> Places:
    """Return a number of TABLE_BITS for each two characters. (C,), (C,) → (C,)."""
    return ((first * MULTIPLIER + second) * MULTIPLIER >> np.uint32(32 - TABLE_BITS)).astype(np.int64)


def _cuts_no_word(text: HanText, begin: int, end: int) -> bool:
    """Return whether a span begins and ends where words of letters and digits do: no t恤 is in at恤."""
    letters = (WORD, DIGIT)
    if text.classes[begin] in letters and text.other_behind(begin) < 0:
        return False
    return text.classes[end - 1] not in letters or text.other_before(end) >= 0
