"""What the tokeniser must know about a character, held in tables over all code points and filled as they turn up.

Axes: C characters of a text, P code points (0x110000).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeAlias, TypeVar

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
    MIDDLE_DOTS,
    WORD,
    class_of,
    take_apart,
    within,
)

Points: TypeAlias = NDArray[np.unsignedinteger]  # of one byte a character where that is enough, else of two, or of four

Number = TypeVar("Number", np.uint8, np.uint32)

P = 0x110000
NARROW, WIDE = 1 << 8, 1 << 16  # code points that one byte, and two, cannot hold
FEW = 4  # one character in so many, at most, is beyond Latin-1: the others are looked up byte by byte
UNSEEN = 255
SINGLE_QUOTE, HYPHEN_MINUS, MIDDLE_DOT, GERSHAYIM = 0x27, 0x2D, 0xB7, 0x5F4
_HEBREW = "(?:[\u05d0-\u05ea][\u0591-\u05c7]*+)++"
HEBREW_WORD = re.compile(f'(["“”„]?)({_HEBREW}(?:["“”]{_HEBREW})*+)(["“”]?)')  # every one, so that none is read twice
QUOTES_WITHIN = re.compile('["“”]')
SIGMA, FINAL_SIGMA = 0x3C3, 0x3C2
SIGMAS = np.arange(0x3A3, 0x3FA, dtype=np.uint32)  # from the capital one to the last of the other forms
IN_BOTH = frozenset(
    "乾吒徵拚"
)  # in words of either writing, such as 乾隆: what they are depends on the characters around
AROUND = 3  # characters
LONGEST_LINE = 1 << 12  # characters on either side that are looked at
HEBREW = (0x5D0, 0x5EA)
TURKISH = {"I": "ı", "İ": "i"}


def code_points(text: str) -> Points:
    """Return the code points of a text. (C,)."""
    try:
        return np.frombuffer(text.encode("latin-1"), np.uint8)
    except UnicodeEncodeError:
        pairs = text.encode("utf-16-le", "surrogatepass")
    if len(pairs) == 2 * len(text):
        return np.frombuffer(pairs, np.dtype("<u2"))
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def text_of(points: Points) -> str:
    """Return the text of code points. (C,)."""
    if points.itemsize == 1:
        return points.tobytes().decode("latin-1")
    return points.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


class Characters:
    """Class and folded form of every code point, looked up by arrays.

    Folding turns *one code point into one code point*, so every character keeps its place: typographic apostrophes
    into ', hyphens into -, middle dots into ·, full-width letters into plain ones, K (the unit) into the letter K and
    whatever else Unicode takes for the same character (NFC), and as the options say

    - a letter into its lower-case form. It differs from `str.lower` in İ, which becomes i (`str.lower` adds a combining
      dot), and for Turkish and Azerbaijani in I, which becomes ı;
    - a letter with accents into the bare one. Only what Unicode decomposes loses its accents: ø and ł stay;
    - a Chinese character into the simplified one, by OpenCC's table, or further into the traditional one that is
      commonest for it. What is one character in simplified writing is one in both: 髮 and 發 are 发, or else 發.

    Greek σ and ς are one letter, spelt by the letters around it: see `with_final_sigmas`.
    """

    def __init__(self, options: ReadOptions = DEFAULT) -> None:
        self.options = options
        self._chinese = _chinese(options.han)
        self._simplified = np.zeros(P, np.uint32)
        self._classes = np.full(P, UNSEEN, np.uint8)
        self._folds = np.zeros(P, np.uint32)
        self._greek = False  # whether a sigma was seen
        self._hebrew = False
        self._learn(np.arange(NARROW, dtype=np.uint32))
        self._narrow_classes = self._classes[:NARROW].tobytes()
        narrow = self._folds[:NARROW]
        self._narrow_folds = narrow.astype(np.uint8).tobytes() if narrow.max() < NARROW else None

    def classes(self, points: Points) -> NDArray[np.uint8]:
        """Return the class of every character and learn those never seen before. (C,) → (C,)."""
        classes = _looked_up(points, self._classes, self._narrow_classes)
        if points.itemsize > 1 and classes.size and classes.max() == UNSEEN:
            self._learn(np.unique(points[classes == UNSEEN]))
            classes = _looked_up(points, self._classes, self._narrow_classes)
        return classes

    def folded(self, points: Points) -> Points:
        """Return every character as the vocabulary spells it. (C,) → (C,).

        The characters must have been through `classes` before.
        """
        if self._narrow_folds is None:
            return self._folds.take(points)
        return _looked_up(points, self._folds, self._narrow_folds)

    def simplified(self, points: Points) -> Points:
        """Return every character as the segmenter's dictionary spells it: simplified, in small letters. (C,) → (C,).

        The characters must have been through `classes` before.
        """
        return self._simplified.take(points)

    def fold(self, text: str) -> str:
        """Return words (or several, joined with line feeds) as the vocabulary spells them."""
        points = code_points(text)
        classes = self.classes(points)
        spelt = self.with_gershayim(points)
        return text_of(self.folded(self.with_final_sigmas(spelt, classes)))

    def typed(self, text: str) -> str:
        """Return a composed text as the vocabulary spells it, without what is dropped from words."""
        points = code_points(text)
        return self.fold(text_of(points[self.classes(points) != JOINER]))

    def with_final_sigmas(self, points: Points, classes: NDArray[np.uint8]) -> Points:
        """Return a text with ς at the end of words and σ elsewhere, as Unicode lowers Σ. (C,), (C,) → (C,).

        A word's end is where a letter stands before, and no letter after, be it behind an apostrophe.
        """
        if not self._greek or points.itemsize == 1:
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

    def with_gershayim(self, points: Points) -> Points:
        """Return a text with ״ for a quotation mark within a Hebrew word, as in צה"ל. (C,) → (C,).

        These are rules WB7b and WB7c of Annex 29, but ב"הארץ" is a quotation behind a letter.
        """
        if not self._hebrew or points.itemsize == 1 or not ((points >= HEBREW[0]) & (points <= HEBREW[1])).any():
            return points
        result = points
        for found in HEBREW_WORD.finditer(text_of(points)):
            marks = [mark.start() for mark in QUOTES_WITHIN.finditer(found[2])]
            if marks and (found[1] or not found[3]):
                result = points.copy() if result is points else result
                result[found.start(2) + np.array(marks)] = GERSHAYIM
        return result

    def _learn(self, fresh: Points) -> None:
        if not self._greek and np.isin(fresh, SIGMAS).any():
            self._greek = True
            fresh = np.union1d(fresh, np.array([SIGMA, FINAL_SIGMA], np.uint32))  # which the text may come to have
        if not self._hebrew and ((fresh >= HEBREW[0]) & (fresh <= HEBREW[1])).any():
            self._hebrew = True
            fresh = np.union1d(fresh, np.array([GERSHAYIM], np.uint32))
        letters = [_letter(point) for point in fresh.tolist()]
        self._folds[fresh] = [ord(self._folded(letter)) for letter in letters]
        self._simplified[fresh] = list(map(ord, _simplified([letter.lower()[0] for letter in letters])))
        # Last, because another thread takes a character with a class for learnt.
        self._classes[fresh] = [class_of(point, self.options) for point in fresh.tolist()]

    def _folded(self, character: str) -> str:
        if self.options.case != "keep":
            letter = TURKISH.get(character, character) if self.options.case == "turkish" else character
            character = letter.lower()[0]
        if self.options.accents == "fold":
            character = _bare(character)
        for convert in self._chinese:
            character = convert(character)
        return character


def _looked_up(points: Points, table: NDArray[Number], narrow: bytes) -> NDArray[Any]:
    """Return what a table over all code points has for each character; `narrow` are its first 256. (C,), (P,) → (C,).

    The result is new, and of one byte a character where all points are.
    """
    wide = np.flatnonzero(points >= NARROW) if points.itemsize > 1 else None
    if wide is not None and wide.size * FEW > points.size:
        return table.take(points)
    found = np.frombuffer(bytearray(points.astype(np.uint8, copy=False).tobytes().translate(narrow)), np.uint8)
    if wide is None or not wide.size:
        return found
    found = found.astype(table.dtype, copy=False)
    found[wide] = table.take(points[wide])
    return found


def _letter(point: int) -> str:
    """Return the character that is written for others of its kind."""
    if point in APOSTROPHES:
        return chr(SINGLE_QUOTE)
    if point in HYPHENS:
        return chr(HYPHEN_MINUS)
    if point in MIDDLE_DOTS:
        return chr(MIDDLE_DOT)
    apart = take_apart(chr(point))
    return apart if len(apart) == 1 else chr(point)


def _simplified(letters: list[str]) -> list[str]:
    """Return letters with the simplified character for a traditional one."""
    where = [at for at, letter in enumerate(letters) if within(ord(letter), HAN_BLOCKS) and letter not in IN_BOTH]
    if where:
        simple = _to_simplified("\n".join(letters[at] for at in where)).split("\n")
        for at, letter in zip(where, simple, strict=True):
            letters[at] = letter if len(letter) == 1 else letters[at]
    return letters


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _to_simplified(text: str) -> str:
    """Return a text in simplified characters, by OpenCC's words and characters."""
    result: str = _converter().convert(text)
    return result


def in_context(simple: Points, changed: NDArray[np.bool_], text: str) -> Points:
    """Simplify the characters IN_BOTH by what is around them, in lines with traditional ones. (C,), (C,) → (C,).

    So 餅乾 is 饼干, and 乾隆 is 乾隆. `simple` are the characters with all others simplified, `text` is the same as
    text, and `changed` says which were traditional.
    """
    result = simple.copy()
    for at in (found.start() for sign in IN_BOTH if sign in text for found in re.finditer(sign, text)):
        low, high = max(0, at - LONGEST_LINE), min(len(text), at + LONGEST_LINE)
        begin = max(low, *(text.rfind(sign, low, at) + 1 for sign in "\n\r"))
        end = min(place if place >= 0 else high for place in (text.find(sign, at, high) for sign in "\n\r"))
        around = slice(max(0, at - AROUND), at + AROUND + 1)
        if changed[begin:end].any() and len(new := _to_simplified(text[around])) == len(text[around]):
            result[at] = ord(new[at - around.start])
    return result


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
