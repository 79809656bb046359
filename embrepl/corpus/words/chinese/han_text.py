"""A text with Han while its words are being found: what is left to the segmenter, and what is a word already.

Axes: C characters, R runs, T words, S spans.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Points, text_of
from embrepl.corpus.words.edges import Edges, Mask, Places, Spans, apart, as_edges, runs
from embrepl.corpus.words.scripts import DIGIT, HAN, HIRAGANA, KATAKANA, POINT, WORD

Classes = NDArray[np.uint8]
LINE_FEED, CARRIAGE_RETURN = 10, 13
JAPANESE = 10  # a line is Japanese when one in so many of its Han and kana characters is kana


class HanText:
    """A text as the segmenter's dictionary spells it; `others` are its words of letters and digits.

    `inside` are the Han characters that belong to no word yet, `whole` the words with Han that were found.
    """

    def __init__(self, points: Points, classes: Classes, others: Edges) -> None:
        self.points, self.classes, self.others = points, classes, others
        self.inside: Mask = classes == HAN
        self.whole: list[Edges] = []
        self._runs: Edges | None = None

    @cached_property
    def text(self) -> str:
        """The characters."""
        return text_of(self.points)

    @property
    def runs(self) -> Edges:
        """Where the runs of Han begin and end that are no words yet. (R,), (R,)."""
        if self._runs is None:
            self._runs = runs(self.inside)
        return self._runs

    def take(self, spans: Spans) -> None:
        """Make words of spans; of those that overlap, of the one that begins first, or is longer."""
        if not spans:
            return
        spans = apart(spans)
        for begin, end in spans:
            self.inside[begin:end] = False
        self._runs = None
        edges = as_edges(spans)
        before = np.searchsorted(edges[0], self.others[0], side="right") - 1  # -1 is the last one, which ends later
        free = (before < 0) | (self.others[0] >= edges[1][before])
        self.others = self.others[0][free], self.others[1][free]
        self.whole.append(edges)

    def other_before(self, place: int) -> int:
        """Return where the word of letters or digits begins that ends at a place; -1 where there is none."""
        starts, ends = self.others
        at = int(np.searchsorted(ends, place))
        return int(starts[at]) if at < ends.size and ends[at] == place else -1

    def other_behind(self, place: int) -> int:
        """Return where the word of letters or digits ends that begins at a place; -1 where there is none."""
        starts, ends = self.others
        at = int(np.searchsorted(starts, place))
        return int(ends[at]) if at < starts.size and starts[at] == place else -1

    def number_before(self, place: int) -> int:
        """Return where the number begins that ends at a place; -1 where there is none."""
        begin = self.other_before(place)
        number = begin >= 0 and bool(np.isin(self.classes[begin:place], (DIGIT, POINT)).all())
        return begin if number else -1

    def runs_behind_others(self) -> list[tuple[int, int]]:
        """Return the runs right behind a letter or digit, in lines that are not Japanese."""
        return self._runs_at(self.runs[0], -1)

    def runs_before_others(self) -> list[tuple[int, int]]:
        """Return the runs right before a letter or digit, in lines that are not Japanese."""
        return self._runs_at(self.runs[1], 0)

    def _runs_at(self, borders: Places, shift: int) -> list[tuple[int, int]]:
        kinds = self.classes.take(borders + shift, mode="clip")  # at the text's ends that is the Han character itself
        touching = np.flatnonzero((kinds == WORD) | (kinds == DIGIT))
        starts, ends = (side[touching] for side in self.runs)
        chinese = ~self.in_japanese(starts)
        return list(zip(starts[chinese].tolist(), ends[chinese].tolist(), strict=True))

    def is_japanese(self, place: int) -> bool:
        """Return whether a place stands in a line with enough kana."""
        return self._lines is not None and bool(self._lines[1][self._lines[0][place]])

    def in_japanese(self, places: Places) -> Mask:
        """Return which places stand in a line with enough kana. (S,) → (S,)."""
        return self._lines[1][self._lines[0][places]] if self._lines else np.zeros(places.size, np.bool_)

    @cached_property
    def _lines(self) -> tuple[Places, Mask] | None:
        """The line of every character, and which lines are Japanese; None in a text without kana."""
        kana = np.flatnonzero((self.classes == HIRAGANA) | (self.classes == KATAKANA))
        if not kana.size:
            return None
        lines = np.cumsum((self.points == LINE_FEED) | (self.points == CARRIAGE_RETURN))
        size = int(lines[-1]) + 1
        kanas = np.bincount(lines[kana], minlength=size)
        hans = np.bincount(lines[self.classes == HAN], minlength=size)
        return lines, kanas * JAPANESE >= kanas + hans
