"""Text → symbols: words, quoted words and the signs + - * ( ).

A hyphen or an apostrophe with a letter on both sides belongs to the word (`well-known`, `don't`); anything else may be
quoted, with the quote mark doubled inside as in SQL ('it''s'). Signs may be full-width, as Chinese keyboards type them,
or dashes. The module imports nothing heavy, since the prompt needs the signs to split a line into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from embrepl.errors import EmbreplError, Place

SymbolKind = Literal["word", "quoted", "sign", "end"]

_MEANINGS = {sign: sign for sign in "+-*()"} | {
    "＋": "+",
    "－": "-",
    "−": "-",
    "–": "-",
    "—": "-",
    "＊": "*",
    "（": "(",
    "）": ")",
}
SIGNS = "".join(_MEANINGS)
OPENING = "".join(sign for sign, meaning in _MEANINGS.items() if meaning != ")")  # a word has to follow these
_SIGN = f"[{re.escape(SIGNS)}]"
_LETTER = rf"""[^\s"'{re.escape(SIGNS)}]"""
_SYMBOL = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<word>{_LETTER}(?:{_LETTER}|[-'](?={_LETTER}))*)
    | '(?P<single>(?:[^']|'')*)'
    | "(?P<double>(?:[^"]|"")*)"
    | (?P<sign>{_SIGN})
    """,
    re.VERBOSE,
)


class LinePart(Protocol):
    """A part of a line, and where it begins there."""

    @property
    def raw(self) -> str:
        """The text as typed."""

    @property
    def place(self) -> int:
        """The offset of its first character."""


@dataclass(frozen=True)
class TextPart:
    """A part of a line that is known by its text and its place alone."""

    raw: str
    place: int = 0


@dataclass(frozen=True)
class Symbol:
    """A word (quotes taken off) or a sign, and where it begins in the line."""

    kind: SymbolKind
    text: str
    place: int


def symbols(pieces: Iterable[LinePart], line: str) -> list[Symbol]:
    """Return the symbols of some pieces of a line, ended by one of kind `end`. Raises `bad-expression`."""
    result: list[Symbol] = []
    end = 0
    for piece in pieces:
        result += _of_piece(piece, line)
        end = piece.place + len(piece.raw)
    return [*result, Symbol("end", "", end)]


def _of_piece(piece: LinePart, line: str) -> list[Symbol]:
    result: list[Symbol] = []
    at = 0
    while at < len(piece.raw):
        match = _SYMBOL.match(piece.raw, at)
        if match is None:
            raise bad(line, piece.place + at, "This quote is not closed")
        if match.lastgroup != "space":
            result.append(_symbol(match, piece.place + at, line))
        at = match.end()
    return result


def _symbol(match: re.Match[str], place: int, line: str) -> Symbol:
    kind, value = match.lastgroup, match[match.lastgroup or 0]
    if kind == "word":
        return Symbol("word", value, place)
    if kind == "sign":
        return Symbol("sign", _MEANINGS[value], place)
    mark = "'" if kind == "single" else '"'
    if not value:
        raise bad(line, place, "There is no word between these quotes")
    return Symbol("quoted", value.replace(mark * 2, mark), place)


def quote(word: str) -> str:
    """Return a word as an expression needs it: bare where it can stand so, else in quotes."""
    match = _SYMBOL.fullmatch(word)
    if match is not None and match.lastgroup == "word":
        return word
    mark = '"' if "'" in word else "'"
    return mark + word.replace(mark, mark * 2) + mark


def bad(line: str, place: int, what: str) -> EmbreplError:
    """Return a `bad-expression` error: what is wrong, and where in the line."""
    hint = "Join words with + and -, as in king - man + woman; quote a word that holds spaces or signs."
    return EmbreplError("bad-expression", f"{what}.", hint, Place(line, place))
