"""One spelling for letters that Unicode writes in several ways: é and e with a mark, ﬁ and fi, 한 and its three parts.

Words are spelt in Unicode's composed form (NFC, Standard Annex 15), with the ligatures of typesetting taken apart. The
other forms stand in what was typed on macOS or taken out of a PDF. What is one character for one is folded by
`characters`; here is what makes a text longer or shorter, which texts of plain letters never get to.
Axes: C characters of a text, R letters with marks.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Points, code_points
from embrepl.corpus.words.scripts import take_apart

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]
POINT_BITS = 21  # of a code point; three fit into one number
PACKED = 3
MANY_MARKS = re.compile(r"[^\w\s]{31}")  # more than any letter has; putting n in order takes n² steps
FEW_MARKS = re.compile(r"[\w\s]*+[^\w\s]{1,30}|[\w\s]+")
DOTTED_TWICE = re.compile("([ij][\u0316-\u0333]*)\u0307")  # the marks between stand below the letter


def compose_text(text: str) -> str:
    """Return a text with its letters in the one spelling.

    A dot above i and j is dropped, as Unicode says that they have one: Python writes İ so in small letters, and
    Lithuanian keeps the dot under an accent. Of more than 30 marks on a letter only so many are composed at a time, as
    in the Stream-Safe Text Format of Unicode's Annex 15.
    """
    if text.isascii():
        return text
    if MANY_MARKS.search(text):
        return "".join(map(_composed, FEW_MARKS.findall(text)))
    return _composed(text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", DOTTED_TWICE.sub(r"\1", unicodedata.normalize("NFD", _apart(text))))


def _apart(text: str) -> str:
    return "".join(map(take_apart, text))


def take_letters_apart(points: Points, wide: Places) -> tuple[Points, Places]:
    """Take apart the characters at `wide`; return also where each character came from. (C,), … → (C',), (C',)."""
    parts = [code_points(take_apart(chr(point))) for point in points[wide].tolist()]
    lengths = np.ones(points.size, np.int64)
    lengths[wide] = [part.size for part in parts]
    origin = np.repeat(np.arange(points.size), lengths)
    result = points[origin]
    first = np.cumsum(lengths) - lengths
    for begin, part in zip(first[wide].tolist(), parts, strict=True):
        result[begin : begin + part.size] = part
    return result, origin


def compose(points: Points, marks: Mask) -> tuple[Points, Mask]:
    """Put letters together with the marks after them. (C,), (C,) → (C,), and what is left over of them, (C,)."""
    padded = np.zeros(points.size + 2, np.bool_)
    padded[1:-1] = marks
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    begins, lengths = edges[::2] - 1, edges[1::2] - edges[::2] + 1  # each with the letter before. (R,), (R,)
    result, over = points.copy(), np.zeros(points.size, np.bool_)
    for length in range(2, PACKED + 1):
        _write(result, over, begins[lengths == length], length)
    for begin, length in zip(begins[lengths > PACKED].tolist(), lengths[lengths > PACKED].tolist(), strict=True):
        new = compose_text("".join(map(chr, points[begin : begin + length].tolist())))
        result[begin : begin + len(new)] = code_points(new)
        over[begin + len(new) : begin + length] = True
    return result, over


def _write(result: Points, over: Mask, begins: Places, length: int) -> None:
    """Compose in place the letters that have the same number of marks: each different one once. (C,), (C,), (R,)."""
    keys = np.zeros(begins.size, np.int64)
    for at in range(length):
        keys = (keys << POINT_BITS) | result[begins + at]
    different, which = np.unique(keys, return_inverse=True)
    new = np.zeros((different.size, length), np.uint32)
    for row, key in enumerate(different.tolist()):
        letters = [key >> POINT_BITS * (length - 1 - at) & (1 << POINT_BITS) - 1 for at in range(length)]
        spelt = compose_text("".join(map(chr, letters)))
        new[row, : len(spelt)] = code_points(spelt)
    for at in range(length):
        result[begins + at] = new[which, at]
        over[begins + at] = new[which, at] == 0
