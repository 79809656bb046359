"""Positions that follow each other within a document, with gaps of some words between: queries by meaning.

A hit begins wherever something fills the first position from where the others can be reached, and takes the shortest
gap each time, as a lazy expression does: of several ends it has the first. So every beginning counts once.

A place is a number that grows through the text: the number of a word (where phrases were joined, of a word inside
them), times 2^20, and the characters of it that stand before. A part of a longer word (黛玉 in 黛玉笑) leaves a rest,
which counts as a word of a gap. Axes: T tokens, H hits of a position.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.concordance.joined import Joined
from embrepl.corpus.concordance.joined import ends as word_ends
from embrepl.corpus.store.positions import Places, Positions

_LETTERS = 20  # bits of a place that count characters of a word


@dataclass(frozen=True)
class Gap:
    """How many words may stand between two positions."""

    least: int
    most: int


class Ruler:
    """Tells the places of hits, and what stands at them. `lengths`: the characters of every word (W,)."""

    def __init__(self, positions: Positions, joined: Joined | None, lengths: Callable[[], Places]) -> None:
        self._positions, self._joined, self._lengths = positions, joined, lengths
        self._words = None if joined is None else np.concatenate(([0], np.cumsum(joined.sizes[positions.ids])))

    def words(self, tokens: Places) -> Places:
        """Return the numbers of the first words of tokens. (H,) → (H,)."""
        return tokens if self._words is None else self._words[tokens]

    def tokens(self, words: Places) -> tuple[Places, Places]:
        """Return the tokens of words, and how many words of it stand before each. (H,) → (H,), (H,)."""
        if self._words is None:
            return words, np.zeros_like(words)
        tokens = np.searchsorted(self._words, words, side="right") - 1
        return tokens, words - self._words[tokens]

    def begins(self, spans: Spans) -> Places:
        """Return where hits begin. (H,)."""
        return ((self.words(spans.places) + spans.into) << _LETTERS) + spans.before

    def last_words(self, spans: Spans) -> Places:
        """Return the number of the last word of each hit. (H,)."""
        return self.words(spans.places + spans.lengths) - 1 - spans.left

    def ends(self, spans: Spans) -> Places:
        """Return where hits end: the place behind each. (H,)."""
        last = self.last_words(spans)
        ends = (last + 1) << _LETTERS
        cut = np.flatnonzero(spans.behind)
        if cut.size:
            words = word_ends(spans[cut], self._positions, self._joined)[1]
            ends[cut] = (last[cut] << _LETTERS) + self._lengths()[words] - spans.behind[cut]
        return ends

    def documents(self, spans: Spans) -> tuple[Places, Places]:
        """Return the first word of the document of each hit, and the first one behind it. (H,), (H,)."""
        document = self._positions.document(spans.places)
        edges = self.words(self._positions.documents)
        return edges[document], edges[document + 1]


def follow(
    ruler: Ruler, positions: Sequence[Spans], gaps: Sequence[Gap], before: int = 0, behind: int = 0
) -> tuple[Spans, list[Spans]]:
    """Return where all positions are filled in their order, and the hits that fill each. n positions, n - 1 gaps.

    `before` and `behind`: any words that the hits are to have at their ends besides.
    """
    ordered = [_in_order(ruler, spans) for spans in positions]
    kept = [np.arange(len(ordered[-1]))]  # of each position from here on, those from which the rest can be reached
    following: list[Places] = []  # of each of those the one of the next position
    for spans, after, gap in zip(ordered[-2::-1], ordered[:0:-1], gaps[::-1], strict=True):
        next_ones = kept[0]
        at, reached = _next(ruler, spans, ruler.begins(after[next_ones]), gap)
        kept.insert(0, reached)
        following.insert(0, at)
    begins = ruler.begins(ordered[0][kept[0]])
    fresh = np.ones(begins.size, np.bool_)
    fresh[1:] = begins[1:] != begins[:-1]
    chosen = [np.flatnonzero(fresh)]  # numbers among those kept
    for at in following:
        chosen.append(at[chosen[-1]])
    filled = [spans[which[some]] for spans, which, some in zip(ordered, kept, chosen, strict=True)]
    whole = _whole(filled[0], filled[-1])
    if before or behind:
        whole, inside = _widened(ruler, whole, before, behind)
        filled = [spans[inside] for spans in filled]
    return whole, filled


def _in_order(ruler: Ruler, spans: Spans) -> Spans:
    """Return hits in the order of their beginnings, of equal ones the shortest first."""
    begins = ruler.begins(spans)
    if np.all(begins[1:] > begins[:-1]):
        return spans
    return spans[np.lexsort((ruler.ends(spans), begins))]


def _next(ruler: Ruler, spans: Spans, begins: Places, gap: Gap) -> tuple[Places, Places]:
    """Return for those hits from which a gap leads to one of some beginnings, which that is, and which hits these are.

    Of H hits (M,), (M,).
    """
    if not begins.size or not len(spans):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    last, ends = ruler.last_words(spans), ruler.ends(spans)
    rests = (spans.behind > 0).astype(np.int64)  # each is a word of the gap
    least = ends if not gap.least else np.maximum(((last + gap.least - rests) << _LETTERS) + 1, ends + 1)
    most = np.maximum((last + 1 + gap.most - rests) << _LETTERS, ends)
    most = np.minimum(most, (ruler.documents(spans)[1] << _LETTERS) - 1)
    at = np.searchsorted(begins, least)
    reached = np.flatnonzero((at < begins.size) & (begins[np.minimum(at, begins.size - 1)] <= most))
    return at[reached], reached


def _whole(first: Spans, last: Spans) -> Spans:
    """Return the hits from the first position to the last."""
    lengths = last.places + last.lengths - first.places
    return Spans(first.places, lengths, first.into, last.left, first.before, last.behind)


def _widened(ruler: Ruler, spans: Spans, before: int, behind: int) -> tuple[Spans, NDArray[np.int64]]:
    """Return hits with so many words more at their ends, and which have them within their document.

    The rest of a longer word is the first of these words.
    """
    first, last = ruler.words(spans.places) + spans.into, ruler.last_words(spans)
    first = first - (before - (spans.before > 0) if before else 0)
    last = last + (behind - (spans.behind > 0) if behind else 0)
    begins, ends = ruler.documents(spans)
    inside = np.flatnonzero((first >= begins) & (last < ends))
    spans, first, last = spans[inside], first[inside], last[inside]
    (places, into), (tokens, left) = ruler.tokens(first), ruler.tokens(last)
    _, sizes = ruler.tokens(ruler.words(tokens + 1) - 1)
    none = np.zeros_like(places)
    return Spans(
        places, tokens - places + 1, into, sizes - left, none if before else spans.before,
        none if behind else spans.behind,
    ), inside  # fmt: skip
