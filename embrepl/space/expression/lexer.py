"""Text → tokens: words, quoted words and the signs + - * ( ).

A hyphen or an apostrophe with a letter on both sides belongs to the word (`well-known`, `don't`); anything else may be
quoted, with the quote mark doubled inside as in SQL ('it''s'). Signs may be full-width, as Chinese keyboards type them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from embrepl.errors import EmbreplError

Kind = Literal["word", "quoted", "sign", "end"]

_SIGNS = {sign: sign for sign in "+-*()"} | {
    "＋": "+",
    "－": "-",
    "−": "-",
    "–": "-",
    "—": "-",
    "＊": "*",
    "（": "(",
    "）": ")",
}
_LETTER = r"""[^\s"'+\-*()＋－−–—＊（）]"""
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<word>{_LETTER}(?:{_LETTER}|[-'](?={_LETTER}))*)
    | '(?P<single>(?:[^']|'')*)'
    | "(?P<double>(?:[^"]|"")*)"
    | (?P<sign>[+\-*()＋－−–—＊（）])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """A word (quotes taken off) or a sign, and where it begins in the text."""

    kind: Kind
    text: str
    place: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, ended by one of kind `end`."""
    found: list[Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise bad(text, place, "This quote is not closed")
        token = _token(match)
        if token is not None:
            found.append(token)
        place = match.end()
    return [*found, Token("end", "", len(text))]


def _token(match: re.Match[str]) -> Token | None:
    kind, value = match.lastgroup, match[match.lastgroup or 0]
    if kind == "space":
        return None
    if kind == "word":
        return Token("word", value, match.start())
    if kind == "sign":
        return Token("sign", _SIGNS[value], match.start())
    mark = "'" if kind == "single" else '"'
    if not value:
        raise bad(match.string, match.start(), "There is no word between these quotes")
    return Token("quoted", value.replace(mark * 2, mark), match.start())


def quote(word: str) -> str:
    """Return a word as an expression needs it: bare where it can stand so, else in quotes."""
    match = _TOKEN.fullmatch(word)
    if match is not None and match.lastgroup == "word":
        return word
    mark = '"' if "'" in word else "'"
    return mark + word.replace(mark, mark * 2) + mark


def bad(text: str, place: int, what: str) -> EmbreplError:
    """Return a `bad-expression` error: what is wrong, then a stretch of the text with a caret under the place."""
    left, right = max(0, place - 40), place + 30
    shown = "".join(map(_visible, text[left:right]))
    caret = " " * sum(_columns(letter) for letter in shown[: place - left]) + "^"
    hint = "Join words with + and -, as in king - man + woman; quote a word that holds spaces or signs."
    return EmbreplError("bad-expression", f"{what}:\n{shown}\n{caret}", hint)


def _visible(letter: str) -> str:
    """Return a character that takes the columns we count: any space as a plain one, a control character replaced."""
    return letter if letter.isprintable() else " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}"


def _columns(letter: str) -> int:
    """Return how many terminal columns a printable character takes."""
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
