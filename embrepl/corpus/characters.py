"""What the tokeniser must know about a character, held in tables over all code points and filled as they turn up.

Axes: C characters of a text, P code points (0x110000).
"""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.uint32]
Words64: TypeAlias = NDArray[np.uint64]

P = 0x110000
# WORD and MARK stand together, so that one comparison finds both.
OTHER, WORD, MARK, APOSTROPHE, HAN, UNSEEN = 0, 1, 2, 3, 4, 255
HAN_BLOCKS = (  # the Han script: signs, extension A, unified ideographs, compatibility, the ideographic planes
    *((0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B)),
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD)),
)
SEEDS = (0x51_7CC1B727, 0x2F_9BE6CC5B)
SINGLE_QUOTE, RIGHT_QUOTE = 0x27, 0x2019


class Characters:
    """Class, folded form and hash value of every code point, looked up by arrays.

    Folding turns U+2019 into ' and, unless `case` is "keep", a letter into its lower-case form *one code point to one
    code point*. It differs from `str.lower` in two letters: İ becomes i (`str.lower` adds a combining dot), and Σ is
    always σ (`str.lower` writes ς at the end of a word). So every character keeps its place.
    """

    def __init__(self, case: str = "lower") -> None:
        self._lower = case == "lower"
        self._classes = np.full(P, UNSEEN, np.uint8)
        self._folds = np.zeros(P, np.uint32)
        self._values = tuple(np.zeros(P, np.uint64) for _ in SEEDS)
        self._learn(np.arange(128, dtype=np.uint32))  # `fold` meets the line feed, the texts may not

    def classes(self, points: Points) -> NDArray[np.uint8]:
        """Return the class of every character and learn those never seen before. (C,) → (C,)."""
        found = self._classes[points]
        if found.size and found.max() == UNSEEN:
            self._learn(np.unique(points[found == UNSEEN]))
            found = self._classes[points]
        return found

    def values(self, points: Points, which: int) -> Words64:
        """Return a random number for every character, equal for those that fold alike. (C,) → (C,).

        `which` is 0 or 1: two independent series. The characters must have been through `classes` before.
        """
        return self._values[which][points]

    def fold(self, text: str) -> str:
        """Return words (or several, joined with line feeds) as the vocabulary spells them."""
        if text.isascii():
            return text.lower() if self._lower else text
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
        return self._folds[points].tobytes().decode("utf-32-le", "surrogatepass")

    def _learn(self, fresh: Points) -> None:
        folds = np.array([self._folded(point) for point in fresh.tolist()], np.uint32)
        self._folds[fresh] = folds
        for values, seed in zip(self._values, SEEDS, strict=True):
            values[fresh] = mixed(folds, seed)
        self._classes[fresh] = [class_of(point) for point in fresh.tolist()]

    def _folded(self, point: int) -> int:
        if point == RIGHT_QUOTE:
            return SINGLE_QUOTE
        return ord(chr(point).lower()[0]) if self._lower else point


def class_of(point: int) -> int:
    """Return the class of one code point. Han goes by block, the rest by Unicode's general category."""
    if any(first <= point <= last for first, last in HAN_BLOCKS):
        return HAN
    if point in {SINGLE_QUOTE, RIGHT_QUOTE}:
        return APOSTROPHE
    return {"L": WORD, "N": WORD, "M": MARK}.get(unicodedata.category(chr(point))[0], OTHER)


def mixed(numbers: Points, seed: int) -> Words64:
    """Return a random-looking 64-bit number for each number: the finaliser of SplitMix64 (Steele et al. 2014)."""
    bits = (numbers.astype(np.uint64) + np.uint64(seed)) * np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Words64 = bits ^ (bits >> np.uint64(31))
    return result
