"""The words of a corpus whose phrases were joined: new_york is one token, but two words for a query such as york.

A word is what the text has between spaces and signs, as it was before phrases were joined; a type without `_` is a word
and has its number, words that are nothing but parts of phrases have numbers from V on.
Axes: V types, W words, P parts of all types, H hits, K types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import PartHits, Spans
from embrepl.corpus.store.positions import Places, Positions, ragged
from embrepl.corpus.words.joint import JOINT

Types = Places | None  # words that may stand at one place of a phrase; None: any


class Joined:
    """Words inside types."""

    def __init__(self, types: Sequence[str], positions: Positions) -> None:
        self._positions = positions
        self.words: list[str] = list(types)
        phrases = {number: text.split(JOINT) for number, text in enumerate(types) if JOINT in text}
        self.index = {text: number for number, text in enumerate(types) if number not in phrases}
        for part in {part: None for parts in phrases.values() for part in parts if part not in self.index}:
            self.index[part] = len(self.words)
            self.words.append(part)
        self.sizes = np.ones(len(types), np.int64)  # (V,)
        self.sizes[list(phrases)] = [len(parts) for parts in phrases.values()]
        self._begins = np.cumsum(self.sizes) - self.sizes  # (V,)
        self._parts = np.repeat(np.arange(len(types)), self.sizes)  # (P,)
        for number, parts in phrases.items():
            begin = self._begins[number]
            self._parts[begin : begin + len(parts)] = [self.index[part] for part in parts]
        self._holders = np.argsort(self._parts, kind="stable")  # (P,)
        self._bounds = np.searchsorted(self._parts[self._holders], np.arange(len(self.words) + 1))  # (W + 1,)

    def word(self, number: int) -> PartHits:
        """Return all places of a word."""
        return self.among(np.array([number], np.int64))

    def among(self, numbers: Places, before: Places | None = None, behind: Places | None = None) -> PartHits:
        """Return all places of several words, or of what has so many characters of them before it and behind it. (K,).

        The numbers of words may come more than once.
        """
        begins = self._bounds[numbers]
        lengths = self._bounds[numbers + 1] - begins
        at = self._holders[ragged(begins, lengths)]
        of = np.repeat(np.arange(numbers.size), lengths)
        types = np.searchsorted(self._begins, at, side="right") - 1
        into = at - self._begins[types]
        sides = [np.zeros(at.size, np.int64) if each is None else each[of] for each in (before, behind)]
        return PartHits(self._positions, types, into, self.sizes[types] - into - 1, *sides)

    def phrase(self, row: Sequence[Types]) -> Spans:
        """Return where such words follow each other within a document, by way of the rarest of them."""
        hits = [self.among(np.arange(len(self.words)) if words is None else words) for words in row]
        rarest = min(range(len(row)), key=lambda at: hits[at].total)
        spans = hits[rarest].first()
        for words in row[rarest + 1 :]:
            after = self.after(spans)
            fits = np.flatnonzero(standing(self._at(*after), words, len(self.words)))
            spans = _ending(spans[fits], after[0][fits], self._left(after[0], after[1])[fits])
        for words in row[:rarest][::-1]:
            before = self.before(spans)
            fits = np.flatnonzero(standing(self._at(*before), words, len(self.words)))
            spans = _beginning(spans[fits], before[0][fits], before[1][fits])
        return spans

    def before(self, spans: Spans, steps: int = 1) -> tuple[Places, Places]:
        """Return the token and the part of it that is so many words before each hit; -1 outside its document. (H,)."""
        first = self._positions.documents[self._positions.document(spans.places)]
        places, into = spans.places.copy(), spans.into.copy()
        for _ in range(steps):
            into -= 1
            over = into < 0
            places[over] -= 1
            into[over] = self.sizes[self._types(places[over])] - 1
        return np.where(places < first, -1, places), into

    def after(self, spans: Spans, steps: int = 1) -> tuple[Places, Places]:
        """Return the token and the part of it that is so many words after each hit; -1 outside its document. (H,)."""
        end = self._positions.documents[self._positions.document(spans.places) + 1]
        places = spans.places + spans.lengths - 1
        left = spans.left.copy()
        for _ in range(steps):
            left -= 1
            over = left < 0
            places[over] += 1
            left[over] = self.sizes[self._types(places[over])] - 1
        return np.where(places >= end, -1, places), self.sizes[self._types(places)] - 1 - left

    def numbers(self, spans: Spans, key: int) -> Places:
        """Return the word so far from each hit, 0 its own first one; -1 outside its document. (H,)."""
        if key == 0:
            return self._at(spans.places, spans.into)
        return self._at(*(self.after(spans, key) if key > 0 else self.before(spans, -key)))

    def token(self, spans: Spans, step: int) -> Places:
        """Return the token of the word so many after the first one of each hit. (H,)."""
        left = self.sizes[self._types(spans.places)] - spans.into - 1
        first = replace(spans, lengths=np.ones_like(spans.places), left=left)
        return self.after(first, step)[0] if step else spans.places

    def ends(self, spans: Spans) -> tuple[Places, Places]:
        """Return the first word of each hit and its last. (H,), (H,)."""
        last = spans.places + spans.lengths - 1
        return self._at(spans.places, spans.into), self._at(last, self._left(last, spans.left))

    def beside_in_phrase(self, spans: Spans) -> tuple[Places, Places]:
        """Return the types beside each hit in the joined phrase that it lies in; -1 where there is none. (H,), (H,)."""
        last = spans.places + spans.lengths - 1
        before = self._at(np.where(spans.into > 0, spans.places, -1), spans.into - 1)
        behind = self._at(np.where(spans.left > 0, last, -1), self._left(last, spans.left) + 1)
        return tuple(np.where(each < self.sizes.size, each, -1) for each in (before, behind))  # type: ignore[return-value]

    def _types(self, places: Places) -> Places:
        """Return the types of tokens, of some type where there is no such token. (H,)."""
        return self._positions.ids[np.clip(places, 0, self._positions.ids.size - 1)].astype(np.int64)

    def _at(self, places: Places, into: Places) -> Places:
        words = self._parts[np.where(places < 0, 0, self._begins[self._types(places)] + into)]
        return np.where(places < 0, -1, words)

    def _left(self, places: Places, into: Places) -> Places:
        return self.sizes[self._types(places)] - 1 - into


def ends(spans: Spans, positions: Positions, joined: Joined | None) -> tuple[Places, Places]:
    """Return the first word of each hit and its last, whether phrases were joined or not. (H,), (H,)."""
    if joined:
        return joined.ends(spans)
    return positions.ids[spans.places].astype(np.int64), positions.ids[spans.places + spans.lengths - 1].astype(
        np.int64
    )


def standing(numbers: Places | NDArray[np.int32], words: Types, size: int) -> NDArray[np.bool_]:
    """Return which of these may stand where such words are wanted; -1 is none. (H,) → (H,)."""
    if words is None:
        return numbers >= 0
    allowed = np.zeros(size + 1, np.bool_)  # the last stands for -1
    allowed[words] = True
    result: NDArray[np.bool_] = numbers == words[0] if words.size == 1 else allowed[numbers]
    return result


def _ending(spans: Spans, places: Places, left: Places) -> Spans:
    return replace(spans, lengths=places - spans.places + 1, left=left)


def _beginning(spans: Spans, places: Places, into: Places) -> Spans:
    return replace(spans, places=places, lengths=spans.lengths + spans.places - places, into=into)
