"""Hits in the order of the words around them; of very many only those that come first are put in order.

Each key's ranks are computed only for the hits that the keys before it leave undecided, so memory grows with a block of
hits and with the lines that are asked for. Axes: H hits, T tokens, V types, W words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Hits, Spans
from embrepl.corpus.concordance.joined import Joined
from embrepl.corpus.concordance.rests import rests
from embrepl.corpus.store.positions import Places, Positions
from embrepl.errors import EmbreplError
from embrepl.system.progress import ReportProgress, silent

_SORT_KEY = re.compile(r"([LR])([1-9])|M0?|C0?|0", re.IGNORECASE)


def sort_keys(text: str) -> list[int]:
    """Return "L1,R2" as [-1, 2]; M is the hit itself, 0. Raises `bad-option`."""
    keys = []
    for part in re.split(r"[,\s]+", text.strip()):
        match = _SORT_KEY.fullmatch(part)
        if match is None:
            raise EmbreplError(
                "bad-option", f"--sort cannot be '{text}'.",
                "It takes L1 to L9, R1 to R9 and M (the word itself), with commas between: L1,R2; or typical, or odd.",
            )  # fmt: skip
        side, number = match.group(1), match.group(2)
        keys.append(0 if side is None else int(number) * (-1 if side.upper() == "L" else 1))
    return keys


class Ordering:
    """Puts hits in order: -1 is the first word on the left, 0 the hit's own first word; by code points.

    Of a text without spaces what stands beside it in its own token is the first word there, and the text is the hit.
    What has no such word in its document comes first; equal ones stay in the order of the text.
    """

    def __init__(self, positions: Positions, words: Sequence[str], joined: Joined | None) -> None:
        self._positions, self._joined, self._words = positions, joined, words
        order = sorted(range(len(words)), key=words.__getitem__)
        self._sorted = np.array(order, np.int64)  # (W,)
        self._alphabet = np.empty(len(words), np.int64)  # the place of every word in alphabetical order (W,)
        self._alphabet[self._sorted] = np.arange(len(words))

    def first(
        self, hits: Hits, keys: Sequence[int], most: int, progress: ReportProgress = silent, unspaced: str = ""
    ) -> Spans:
        """Return the first `most` hits in this order; `unspaced` is the text without spaces that was found."""
        best: Spans | None = None
        done = 0
        for block in hits.blocks():
            progress("sorting", done, hits.total)
            spans = Spans.concatenate([best, block]) if best else block
            best = spans[self._least(spans, keys, most, unspaced)]
            done += len(block)
        return best[self.order(best, keys, unspaced)] if best else hits.first(0)

    def order(self, spans: Spans, keys: Sequence[int], unspaced: str = "") -> Places:
        """Return the order of hits. (H,)."""
        ranks = [self._ranks(spans, key, unspaced) for key in reversed(keys)]
        columns: list[NDArray[np.integer]] = [spans.lengths, spans.before, spans.into, spans.places, *ranks]
        return np.lexsort(columns)

    def _least(self, spans: Spans, keys: Sequence[int], most: int, unspaced: str) -> Places:
        """Return which hits come before all others, in any order. (at most `most`,)."""
        if len(spans) <= most:
            return np.arange(len(spans))
        if not keys:
            return np.lexsort((spans.lengths, spans.before, spans.into, spans.places))[:most]
        ranks = self._ranks(spans, keys[0], unspaced)
        last = np.partition(ranks, most - 1)[most - 1]
        sure, open_ = np.flatnonzero(ranks < last), np.flatnonzero(ranks == last)
        return np.concatenate((sure, open_[self._least(spans[open_], keys[1:], most - sure.size, unspaced)]))

    def _ranks(self, spans: Spans, key: int, unspaced: str) -> Places:
        """Return the alphabetical place of the word that a key means, -1 where there is none. (H,)."""
        if unspaced:
            return self._ranks_beside(spans, key)
        numbers = self._numbers(spans, key)
        return np.where(numbers < 0, -1, self._alphabet[numbers])

    def _ranks_beside(self, spans: Spans, key: int) -> Places:
        """Return these places where the token's rest beside the hit counts as a word; they are among such rests too."""
        if key == 0:
            return np.zeros(len(spans), np.int64)
        beside = rests(spans, self._words, self._positions, self._joined)
        of = beside.behind if key > 0 else beside.before
        numbers = self._numbers(spans, key)
        if abs(key) > 1:
            numbers = np.where(of > 0, self._numbers(spans, key - 1 if key > 0 else key + 1), numbers)
            return np.where(numbers < 0, -1, self._alphabet[numbers])
        words, texts = self._among(beside.texts)
        return np.where(of > 0, texts[of], np.where(numbers < 0, -1, words[numbers]))

    def _among(self, texts: Sequence[str]) -> tuple[Places, Places]:
        """Return the places of all words and of some texts in one alphabetical order. N texts → (W,), (N,)."""
        before = [bisect_left(self._sorted, text, key=self._word) for text in texts]
        new = {
            text: at
            for text, at in sorted(zip(texts, before, strict=True))
            if at == len(self._sorted) or self._word(self._sorted[at]) != text
        }
        shifts = np.searchsorted(np.array([*new.values()], np.int64), np.arange(len(self._sorted)), side="right")
        places = {text: at + number for number, (text, at) in enumerate(new.items())}
        ranks = [places[text] if text in new else at + shifts[at] for text, at in zip(texts, before, strict=True)]
        return self._alphabet + shifts[self._alphabet], np.array(ranks, np.int64)

    def _word(self, number: int) -> str:
        return self._words[int(number)]

    def _numbers(self, spans: Spans, key: int) -> Places:
        """Return the word that a key means, -1 where there is none. (H,)."""
        if self._joined:
            return self._joined.numbers(spans, key)
        positions = self._positions
        if key == 0:
            return positions.ids[spans.places].astype(np.int64)
        at = spans.places + (key if key < 0 else spans.lengths - 1 + key)
        document = positions.document(spans.places)
        inside = (at >= positions.documents[document]) & (at < positions.documents[document + 1])
        return np.where(inside, positions.ids[np.where(inside, at, 0)], np.int64(-1))
