"""All words of a corpus one after the other in a single text, so that a part of words is found in all of them at once.

Axes: K words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from embrepl.corpus.store.positions import Places

_END = "\n"  # no word has one


class SpellingSearch:
    """Finds the words that hold a text, begin with it or end with it."""

    def __init__(self, words: Sequence[str]) -> None:
        self._text = _END + _END.join(words) + _END
        self.lengths = np.fromiter(map(len, words), np.int64, len(words))  # characters of every word (W,)
        self._begins = 1 + np.cumsum(self.lengths + 1) - self.lengths - 1  # (W,)

    def holding(self, text: str) -> tuple[Places, Places]:
        """Return the words that hold a text, one for each place in them, and these places, from 0. (K,), (K,)."""
        at = np.fromiter(self._places(text), np.int64)
        numbers = np.searchsorted(self._begins, at, side="right") - 1
        return numbers, at - self._begins[numbers]

    def beginning(self, text: str) -> Places:
        """Return the words that begin with a text. (K,)."""
        return np.searchsorted(self._begins, np.fromiter(self._places(_END + text), np.int64) + 1)

    def ending(self, text: str) -> Places:
        """Return the words that end with a text. (K,)."""
        at = np.fromiter(self._places(text + _END), np.int64)
        return np.searchsorted(self._begins, at, side="right") - 1

    def _places(self, text: str) -> Iterator[int]:
        at = self._text.find(text)
        while at >= 0:
            yield at
            at = self._text.find(text, at + 1)
