"""Whether words stand side by side in the text, with nothing but white space between them.

White space is none between the words of Chinese: a line may end anywhere. But in 他来了。人都走了 nobody reads 了人.
Axes: H hits, K different pairs of a type and the bytes from it to the next token.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.extents import Extents, read
from embrepl.corpus.store.positions import Places
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.joint import JOINT

LONGEST_GAP = 256  # bytes from a token to the next, of which what stands between them is remembered


class Solidity:
    """Tells which tokens stand beside the next one."""

    def __init__(self, corpus: Corpus, extents: Extents) -> None:
        self._corpus = corpus
        self._extents = extents
        self._counted = set(corpus.report.aliases.values())
        self._known: dict[bytes, bool] = {}

    def beside_next(self, places: Places) -> NDArray[np.bool_]:
        """Return which tokens have nothing but white space between them and the next. (H,) → (H,)."""
        starts, ids = self._corpus.starts, self._corpus.ids
        types, of = np.unique(ids[places], return_inverse=True)
        sizes = np.array([self._size(self._corpus.words[number]) for number in types.tolist()], np.int64)
        result: NDArray[np.bool_] = starts[places + 1] - starts[places] == sizes[of]
        for at in np.flatnonzero(~result).tolist():
            result[at] = self._is_beside_next(int(places[at]))
        return result

    def _size(self, word: str) -> int:
        """Return the bytes of a word in the text, 0 where it may be spelt otherwise there."""
        return 0 if JOINT in word or word in self._counted else len(word.encode())

    def _is_beside_next(self, place: int) -> bool:
        begin, after = self._corpus.starts[place : place + 2].tolist()
        if after - begin > LONGEST_GAP:
            return self._nothing_between(place, after)
        text = bytes(self._corpus.text[begin:after])
        key = int(self._corpus.ids[place]).to_bytes(4, "little") + text
        if key not in self._known:
            self._known[key] = self._nothing_between(place, after)
        return self._known[key]

    def _nothing_between(self, place: int, after: int) -> bool:
        return not read(self._corpus, self._extents.end(place), after).strip()
