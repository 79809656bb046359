"""Characters that stand where no text has them: letters decoded wrongly, here or before, and letters of another script.

Whole arrays, batch by batch: what each character is, is looked up, and only the few that may be odd are looked at with
their neighbours. Axes: C characters of a batch, H characters beyond ASCII, N odd places, P code points of the tables.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Points, text_of
from embrepl.corpus.words.edges import Places

Flags = NDArray[np.uint16]
Bits = NDArray[np.uint8]
P = 0x10000
SMALL, CAPITAL, LATIN, CYRILLIC, EASTERN, SIGN, LOOKALIKE, CONTROL, LEAD, WESTERN = (1 << bit for bit in range(10))
LETTER = SMALL | CAPITAL | EASTERN
WORD_REACH = 16  # characters to either side of an odd one
WORDS = 24  # odd words that are kept of a file, or of its part in a batch
LOOKALIKES = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοκνρυχ"  # Greek letters that look like Latin ones
SIGNS = "¡¢£¤¥¦§¨©¬®¯°¶¸¹»¼½¾¿†‡‰ˆ˜™€‚„ƒ"
ROW = 4  # accented letters of Western Europe in a row
LOW_QUOTES = (0x201A, 0x201E)
EASTERN_SIGNS = ((0x3000, 0x303F), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xFF00, 0xFFEF))
# How UTF-8 looks that was read as something else: as what, and which of its bytes come first.
MISREAD = {
    "cp1252": (0xC2, 0xC3, 0xD0, 0xD1),
    "latin-1": (0xC2, 0xC3, 0xD0, 0xD1),
    "mac_roman": (0xC3,),
    "cp437": (0xC3,),
    "cp1251": (0xD0, 0xD1),
    "koi8_r": (0xD0, 0xD1),
}
FIRST_OF_SIGNS = 0xE2  # of “ ” ’ – …, all of which go on with 0x80
ALSO_WRITTEN = {"cp1251": "»«–—…“”’іІєЄїЇґҐёЁјљњђћџ"}  # after С and Р in the languages that write them
GBK_SIGNS = {ord("鈥"): 0, ord("锟"): ord("斤")}  # ’ and U+FFFD in UTF-8, read as GBK


@dataclass(frozen=True)
class Odd:
    """Where odd characters stand in a batch. Three of (N,).

    `garbled`: letters that were UTF-8 and were read as something else, the first character of each; `misplaced`:
    letters, signs and control characters that make no words; `stray`: letters of another script.
    """

    garbled: Places
    misplaced: Places
    stray: Places


def odd_places(points: Points, high: Places) -> Odd:
    """Return where odd characters stand among those at `high`, which are not ASCII. (C,), (H,)."""
    kinds = _flags().take(points[high], mode="clip")
    leads = high[kinds & LEAD > 0]
    cyrillic = kinds & CYRILLIC > 0
    inner = np.zeros(high.size, np.bool_)  # Cyrillic letters between such letters, most of a Russian text
    inner[1:-1] = cyrillic[:-2] & cyrillic[2:] & (high[2:] - high[:-2] == 2)
    capital = kinds & (CAPITAL | EASTERN) == CAPITAL
    looked_at = (kinds & (SIGN | CONTROL | LOOKALIKE) > 0) | capital | (cyrillic & ~inner)
    eastern = bool((kinds & EASTERN).any())
    misplaced, stray = _misplaced(points, high[looked_at], kinds[looked_at], eastern=eastern)
    rows = _rows(high, kinds & WESTERN > 0)
    return Odd(_garbled(points, leads), np.union1d(misplaced, rows) if rows.size else misplaced, stray)


def _beside(points: Points, places: Places, step: int) -> Flags:
    """Return what stands so many characters after or before, 0 beyond the batch. (C,), (N,) → (N,)."""
    beside = places + step
    inside = (beside >= 0) & (beside < points.size)
    return np.where(inside, _flags().take(points[np.where(inside, beside, 0)], mode="clip"), 0).astype(np.uint16)


def _rows(high: Places, western: NDArray[np.bool_]) -> Places:
    """Return where so many accented letters follow each other as no language has. (H,), (H,) → (N,)."""
    if not western.any() or high.size < ROW:
        return high[:0]
    begins = western[: 1 - ROW] & western[ROW - 1 :] & (high[ROW - 1 :] - high[: 1 - ROW] == ROW - 1)
    for step in range(1, ROW - 1):
        begins &= western[step : step + begins.size]
    result: Places = high[: begins.size][begins]
    return result


def _garbled(points: Points, leads: Places) -> Places:
    """Return which of the characters that may begin a letter of UTF-8 go on as one. (C,), (N,)."""
    leads = leads[leads < points.size - 1]
    if not leads.size:
        return leads
    first, second = _misread()
    one, two = points[leads], points[leads + 1]
    follows = first.take(one, mode="clip") & second.take(two, mode="clip")
    return leads[(follows > 0) | _starts_a_sign(one, two)]


def _misplaced(points: Points, places: Places, kinds: Flags, *, eastern: bool) -> tuple[Places, Places]:
    """Return which of the characters make no words, and which are of another script than their neighbours."""
    if not places.size:
        return places, places
    left, right = _beside(points, places, -1), _beside(points, places, 1)
    in_word = (left & LETTER > 0) & (right & LETTER > 0)
    after_small = (kinds & CAPITAL > 0) & (left & SMALL > 0)
    capital = after_small & ((right & CAPITAL == 0) | (points[places - 1] >= 0x80))
    low_quote = ((points[places] == LOW_QUOTES[0]) | (points[places] == LOW_QUOTES[1])) & (left & LETTER > 0)
    wrong = (kinds & CONTROL > 0) | ((kinds & SIGN > 0) & in_word) | capital | low_quote
    beside = left | right
    cyrillic, lookalike = kinds & CYRILLIC > 0, kinds & LOOKALIKE > 0
    stray = (cyrillic | lookalike) & (beside & LATIN > 0)
    if eastern:
        before, after = _beside(points, places, -2), _beside(points, places, 2)
        alone = (left & before & CYRILLIC == 0) & (right & after & CYRILLIC == 0) & (left & right & CYRILLIC == 0)
        stray |= cyrillic & alone & ((before | beside | after) & EASTERN > 0)
    return places[wrong & (left & EASTERN == 0)], places[stray]


def words_at(points: Points, places: Places) -> list[str]:
    """Return the words around the places, as they stand. (C,), (N,)."""
    words = []
    for place in places.tolist():
        begin = max(0, place - WORD_REACH)
        before = text_of(points[begin:place]).split(" ")[-1].split("\n")[-1]
        after = text_of(points[place : place + WORD_REACH]).split(" ")[0].split("\n")[0]
        words.append((before + after).strip("\r\t"))
    return words


def _starts_a_sign(first: Points, second: Points) -> NDArray[np.bool_]:
    result = np.zeros(first.size, np.bool_)
    for encoding in MISREAD:
        one, two = bytes((FIRST_OF_SIGNS,)).decode(encoding), b"\x80".decode(encoding)
        result |= (first == ord(one)) & (second == ord(two))
    for lead, after in GBK_SIGNS.items():
        result |= (first == lead) & ((second == after) | (after == 0))
    return result


@cache
def _misread() -> tuple[Bits, Bits]:
    """Return for every code point as what it may begin a letter of UTF-8, and continue one, a bit for each."""
    first, second = np.zeros(P, np.uint8), np.zeros(P, np.uint8)
    for bit, (encoding, leads) in enumerate(MISREAD.items()):
        for letter in bytes(leads).decode(encoding):
            first[ord(letter)] |= 1 << bit
        for byte in range(0x80, 0xC0):
            letter = bytes((byte,)).decode(encoding, "replace")
            if letter not in "\ufffd" + ALSO_WRITTEN.get(encoding, ""):
                second[ord(letter)] |= 1 << bit
        sign = bytes((FIRST_OF_SIGNS,)).decode(encoding)
        first[ord(sign)] |= 0x80
    for lead in GBK_SIGNS:
        first[lead] |= 0x80
    return first, second


@cache
def _flags() -> Flags:
    """Return what every code point is. (P,)."""
    flags = np.zeros(P, np.uint16)
    for point in (*range(0x41, 0x530), *range(0x1E00, 0x2000)):
        letter = chr(point)
        category = unicodedata.category(letter)
        if category[0] == "L" and letter not in "ªº":
            name = unicodedata.name(letter, "")
            script = LATIN * name.startswith("LATIN") | CYRILLIC * name.startswith("CYRILLIC")
            flags[point] = script | (CAPITAL if category == "Lu" else SMALL)
    for begin, end in EASTERN_SIGNS:
        flags[begin : end + 1] = EASTERN
    flags[0xC0:0x100] |= np.where(flags[0xC0:0x100] & LATIN > 0, WESTERN, 0).astype(np.uint16)
    flags[[ord(letter) for letter in LOOKALIKES]] |= LOOKALIKE
    flags[[ord(letter) for letter in SIGNS]] = SIGN
    flags[0x80:0xA0] = CONTROL
    flags[ord("Ω")] = SMALL  # the unit, as in kΩ
    flags[_misread()[0] > 0] |= LEAD
    return flags
