"""Text → symbols: words, quoted words and the signs + - * ( ).

A hyphen or an apostrophe with a letter on both sides belongs to the word (`well-known`, `don't`); anything else may be
quoted, by any of the `marks`. Signs may be full-width, as Chinese keyboards type them, or dashes. The module imports
nothing heavy, since the prompt needs the signs to split a line into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.marks import APOSTROPHES, MARKS, closing_end, inside, plain

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
_LETTER = rf"[^\s{re.escape(SIGNS + ''.join(sorted(MARKS)))}]"
_INNER = f"[-{''.join(sorted(APOSTROPHES))}]"
_SYMBOL = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<word>{_LETTER}(?:{_LETTER}|{_INNER}(?={_LETTER}))*)
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
        place, match = piece.place + at, _SYMBOL.match(piece.raw, at)
        if match is None:  # a quotation mark
            end = closing_end(piece.raw, at)
            result.append(_quoted(piece.raw[at:end], place, line))
        else:
            end = match.end()
            if match.lastgroup == "word":
                result.append(Symbol("word", plain(match[0]), place))
            elif match.lastgroup == "sign":
                result.append(Symbol("sign", _MEANINGS[match[0]], place))
        at = end
    return result


def _quoted(quotation: str, place: int, line: str) -> Symbol:
    if not quotation:
        raise bad(line, place, "This quote is not closed")
    word = inside(quotation)
    if not word:
        raise bad(line, place, "There is no word between these quotes")
    return Symbol("quoted", word, place)


def quote(word: str) -> str:
    """Return a word as an expression needs it: bare where it can stand so, else in quotes."""
    match = _SYMBOL.fullmatch(word)
    if match is not None and match.lastgroup == "word" and plain(word) == word:
        return word
    mark = '"' if "'" in word else "'"
    return mark + word.replace(mark, mark * 2) + mark


def bad(line: str, place: int, what: str) -> EmbreplError:
    """Return a `bad-expression` error: what is wrong, and where in the line."""
    hint = "Join words with + and -, as in king - man + woman; quote a word that holds spaces or signs."
    return EmbreplError("bad-expression", f"{what}.", hint, Place(line, place))
