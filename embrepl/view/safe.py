r"""Text from files made safe to print; importing this module imports nothing heavy.

A terminal obeys what it is sent, so a word read from a file may clear the screen, swap letters around or hide others.
Every character that cannot be seen for what it is stands as its escape, as Python writes it (`\x1b`, `\u202e`):

* controls, format characters (bidi, zero-width, tags), line and paragraph separators, lone surrogates, private use and
  unassigned, which are the Unicode categories C*, Zl and Zp; but not the joiner and the non-joiner, which are part of
  the spelling in Persian, Hindi, Malayalam and other languages: of several in a row the first one stays;
* letters and marks that draw nothing: variation selectors, fillers, the grapheme joiner;
* combining marks that have no base, or that are beyond the third of one base (they would pile up over other lines);
  beside them a base may have vowel signs and the like that take room of their own, six marks in all.

A backslash stays as it is, so the result is for reading, not for reading back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

ELLIPSIS = "…"
UNSAFE, PLAIN, BESIDE, OVER = -1, 0, 1, 2  # kinds of characters; of marks, how much of a base's room they take
JOINERS = "\u200c\u200d"
ROOM = 6  # that a base has for marks: three that pile up over it
_SELECTORS = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810)]
_FILLERS = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0]
_INVISIBLE = frozenset(_SELECTORS + _FILLERS)
_JOINED = frozenset([*range(0x1161, 0x1200), *range(0xD7B0, 0xD800), *range(0x1F3FB, 0x1F400)])  # Hangul, skin tones
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str, lines: bool = False) -> str:
    r"""Return the text with all that is unsafe to print as visible escapes; `lines`: line feeds stay."""
    return escape(text, visible, "\n" if lines else "")


def visible(letter: str) -> str:
    r"""Return a character as its escape: `\n`, `\x1b`, `\u202e` or `\U000e0041`."""
    code = ord(letter)
    if letter in _SHORT:
        return _SHORT[letter]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def is_hidden(letter: str) -> bool:
    """Whether a character cannot be seen for what it is, wherever it stands; a joiner may belong to the spelling."""
    return not letter.isascii() and letter not in JOINERS and _kind(letter) == UNSAFE


def escape(text: str, write: Callable[[str], str], keep: str = "") -> str:
    """Return the text with each unsafe character as `write` writes it, but for those in `keep`."""
    if text.isascii() and text.isprintable():
        return text
    kinds = {letter: _kind(letter) for letter in set(text)}
    if max(kinds.values(), default=PLAIN) <= PLAIN and kinds.keys().isdisjoint(JOINERS):  # it matters where marks stand
        unsafe = {ord(letter): write(letter) for letter, kind in kinds.items() if kind == UNSAFE and letter not in keep}
        return text.translate(unsafe) if unsafe else text
    result: list[str] = []
    room = 0
    for letter in text:
        kind = _kind(letter)
        if letter in JOINERS and (not result or result[-1] not in JOINERS):
            result.append(letter)
        elif letter in keep or kind == UNSAFE:
            result.append(letter if letter in keep else write(letter))
            room = 0
        elif kind > room:
            result.append(write(letter))
        else:
            result.append(letter)
            room = room - kind if kind else ROOM
    return "".join(result)


@lru_cache(maxsize=1 << 14)
def _kind(letter: str) -> int:
    category = unicodedata.category(letter)
    if category[0] == "C" or category in {"Zl", "Zp"} or ord(letter) in _INVISIBLE:
        return UNSAFE
    if category in {"Mn", "Me"}:
        return OVER
    return BESIDE if category == "Mc" or ord(letter) in _JOINED else PLAIN


def shorten(text: str, cells: int) -> str:
    """Return the text, cut and ended by an ellipsis where it takes more than that many terminal cells."""
    if len(text) * 2 <= cells or (text.isascii() and len(text) <= cells):
        return text
    from rich.cells import get_character_cell_size

    used = fits = 0  # `fits`: how many characters leave a cell for the ellipsis
    for at, letter in enumerate(text):
        used += get_character_cell_size(letter)
        if used > cells:
            return text[:fits] + ELLIPSIS if cells > 0 else ""
        if used < cells:
            fits = at + 1
    return text
