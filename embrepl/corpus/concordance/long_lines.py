"""The number of a word in its line, for lines so long that the line alone says little. Bytes are those of the text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from embrepl.corpus.store.positions import LINE_FEED, Positions
from embrepl.corpus.store.store import Corpus

LONG_LINE = 2_000  # bytes


class LongLines:
    """Finds the number of a word, from 1, in a long line; the latest line is remembered."""

    def __init__(self, corpus: Corpus, positions: Positions) -> None:
        self._corpus = corpus
        self._positions = positions
        self._last = (0, 0)  # where a long line begins and ends

    def word(self, place: int) -> int | None:
        """Return the number of a token in its line, None where the line is not long."""
        at = int(self._corpus.starts[place])
        if not self._last[0] <= at < self._last[1]:
            if not self._is_long(at):
                return None
            self._last = self._begin(at), self._end(at)
        return place - int(np.searchsorted(self._corpus.starts, self._last[0])) + 1

    def _is_long(self, at: int) -> bool:
        """Return whether the line of a byte is long: without a look at more of it than that takes."""
        text = self._corpus.text
        before = np.flatnonzero(text[max(0, at - LONG_LINE) : at] == LINE_FEED)
        begin = max(0, at - LONG_LINE) + int(before[-1]) + 1 if before.size else max(0, at - LONG_LINE)
        after = text[at : begin + LONG_LINE + 1]
        return begin + LONG_LINE < text.size and not np.any(after == LINE_FEED)

    def _begin(self, at: int) -> int:
        """Return where the line begins: the first byte with no line feed from there to here."""
        return _first(0, at, lambda place: not self._positions.line_feeds(place, at))

    def _end(self, at: int) -> int:
        """Return where the line ends: the last byte with no line feed from here to there."""
        size = self._corpus.text.size
        return _first(at, size, lambda place: place == size or bool(self._positions.line_feeds(at, place + 1)))


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first number from low to high that something holds of, as it does of all after it."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
