"""What the tokeniser must know about a character, held in tables over all code points and filled as they turn up.

Axes: C characters of a text, P code points (0x110000).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.scripts import (
    ACCENT_BLOCKS,
    APOSTROPHE,
    APOSTROPHES,
    DEFAULT,
    DIGIT,
    HAN_BLOCKS,
    HYPHENS,
    JOINER,
    MARK,
    WORD,
    class_of,
    take_apart,
    within,
)

Points: TypeAlias = NDArray[np.uint32]

P = 0x110000
UNSEEN = 255
SINGLE_QUOTE, HYPHEN_MINUS = 0x27, 0x2D
SIGMA, FINAL_SIGMA = 0x3C3, 0x3C2
SIGMAS = np.arange(0x3A3, 0x3FA, dtype=np.uint32)  # from the capital one to the last of the other forms
TURKISH = {"I": "ı", "İ": "i"}


def code_points(text: str) -> Points:
    """Return the code points of a text. (C,)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def text_of(points: Points) -> str:
    """Return the text of code points. (C,)."""
    return points.tobytes().decode("utf-32-le", "surrogatepass")


class Characters:
    """Class and folded form of every code point, looked up by arrays.

    Folding turns *one code point into one code point*, so every character keeps its place: typographic apostrophes
    into ', hyphens into -, full-width letters into plain ones, K (the unit) into the letter K and whatever else Unicode
    takes for the same character (NFC), and as the options say

    - a letter into its lower-case form. It differs from `str.lower` in İ, which becomes i (`str.lower` adds a combining
      dot), and for Turkish and Azerbaijani in I, which becomes ı;
    - a letter with accents into the bare one. Only what Unicode decomposes loses its accents: ø and ł stay;
    - a Chinese character into the simplified one, by OpenCC's table, or further into the traditional one that is
      commonest for it. What is one character in simplified writing is one in both: 髮 and 發 are 发, or else 發.

    Greek σ and ς are one letter, spelt by its place, which is no matter of one character alone: see `with_final_sigmas`.
    """

    def __init__(self, options: ReadOptions = DEFAULT) -> None:
        self.options = options
        self._chinese = _chinese(options.han)
        self._simplified = np.zeros(P, np.uint32) if options.han == "traditional" else None
        self._classes = np.full(P, UNSEEN, np.uint8)
        self._folds = np.zeros(P, np.uint32)
        self._greek = False  # whether a sigma was seen
        self._learn(np.arange(128, dtype=np.uint32))  # `fold` meets the line feed, the texts may not

    def classes(self, points: Points) -> NDArray[np.uint8]:
        """Return the class of every character and learn those never seen before. (C,) → (C,)."""
        classes = self._classes.take(points)
        if classes.size and classes.max() == UNSEEN:
            self._learn(np.unique(points[classes == UNSEEN]))
            classes = self._classes.take(points)
        return classes

    def folded(self, points: Points) -> Points:
        """Return every character as the vocabulary spells it. (C,) → (C,).

        The characters must have been through `classes` before.
        """
        return self._folds.take(points)

    def simplified(self, points: Points) -> Points:
        """Return every character as the segmenter's dictionary spells it, if Chinese is unified at all. (C,) → (C,).

        The characters must have been through `classes` before.
        """
        if self.options.han == "keep":
            return points
        return (self._folds if self._simplified is None else self._simplified)[points]

    def fold(self, text: str) -> str:
        """Return words (or several, joined with line feeds) as the vocabulary spells them."""
        points = code_points(text)
        classes = self.classes(points)
        return text_of(self.folded(self.with_final_sigmas(points, classes)))

    def typed(self, text: str) -> str:
        """Return a composed text as the vocabulary spells it, without what is dropped from words."""
        points = code_points(text)
        return self.fold(text_of(points[self.classes(points) != JOINER]))

    def with_final_sigmas(self, points: Points, classes: NDArray[np.uint8]) -> Points:
        """Return a text with ς at the end of words and σ elsewhere, as Unicode lowers Σ. (C,), (C,) → (C,).

        A word's end is where a letter stands before, and no letter after, be it behind an apostrophe.
        """
        if not self._greek:
            return points
        where = np.flatnonzero((points - SIGMAS[0]) < SIGMAS.size)  # what is below wraps round to a great number
        where = where[np.isin(self.folded(points[where]), (SIGMA, FINAL_SIGMA))]
        if not where.size:
            return points
        around = np.concatenate((np.zeros(1, np.uint8), classes, np.zeros(2, np.uint8)))
        before, after, next_but_one = around[where], around[where + 2], around[where + 3]
        goes_on = np.isin(after, (WORD, DIGIT, MARK)) | ((after == APOSTROPHE) & np.isin(next_but_one, (WORD, DIGIT)))
        result = points.copy()
        result[where] = np.where(np.isin(before, (WORD, MARK)) & ~goes_on, FINAL_SIGMA, SIGMA)
        return result

    def _learn(self, fresh: Points) -> None:
        if not self._greek and np.isin(fresh, SIGMAS).any():
            self._greek = True
            fresh = np.union1d(fresh, np.array([SIGMA, FINAL_SIGMA], np.uint32))  # which the text may come to have
        self._folds[fresh] = [self._fold_point(point) for point in fresh.tolist()]
        if self._simplified is not None:
            self._simplified[fresh] = [ord(self._chinese[0](chr(point))) for point in fresh.tolist()]
        # Last, because another thread takes a character with a class for learnt.
        self._classes[fresh] = [class_of(point, self.options) for point in fresh.tolist()]

    def _fold_point(self, point: int) -> int:
        if point in APOSTROPHES:
            return SINGLE_QUOTE
        if point in HYPHENS:
            return HYPHEN_MINUS
        apart = take_apart(chr(point))
        character = apart if len(apart) == 1 else chr(point)
        if self.options.case != "keep":
            letter = TURKISH.get(character, character) if self.options.case == "turkish" else character
            character = letter.lower()[0]
        if self.options.accents == "fold":
            character = _bare(character)
        for convert in self._chinese:
            character = convert(character)
        return ord(character)


def _bare(letter: str) -> str:
    first, *rest = list(unicodedata.normalize("NFD", letter))
    return first if all(within(ord(mark), ACCENT_BLOCKS) for mark in rest) else letter


def _chinese(han: str) -> tuple[Callable[[str], str], ...]:
    """Return what turns one character into the one that stands for it, step by step."""
    if han == "keep":
        return ()
    import opencc

    steps = ("t2s",) if han == "simplified" else ("t2s", "s2t")
    return tuple(partial(_convert_han, opencc.OpenCC(step).convert) for step in steps)


def _convert_han(convert: Callable[[str], str], character: str) -> str:
    if not within(ord(character), HAN_BLOCKS):
        return character
    converted = convert(character)
    return converted if len(converted) == 1 else character
