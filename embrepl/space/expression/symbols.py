"""Text → symbols: words, quoted words and the signs + - * ( ) | and the comma.

A hyphen or an apostrophe with a letter on both sides belongs to the word (`well-known`, `don't`), and so do a comma
between two digits and a star that stands for letters (`immigr*`); behind a number a star weighs (`2*king`). What stands
between slashes is one word. `@` behind a word or a bracket names a model. Anything else may be quoted, by any of the
`marks`. Signs may be full-width, as Chinese keyboards type them, or dashes. The module imports nothing heavy, since the
prompt needs the signs to split a line into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.marks import APOSTROPHES, MARKS, closing_end, inside, plain
from embrepl.space.expression.widths import narrow

SymbolKind = Literal["word", "quoted", "sign", "end"]

NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]-?[0-9]+)?")
STAR = "*＊"
_MEANINGS = {sign: sign for sign in "+-()|,"} | {
    "＋": "+",
    "－": "-",
    "−": "-",
    "–": "-",
    "—": "-",
    "（": "(",
    "）": ")",
    "｜": "|",
    "，": ",",
    "、": ",",
}
_COLONS = {":": ":", "：": ":"}
COLONS = "".join(_COLONS)
COMMAS = "".join(sign for sign, meaning in _MEANINGS.items() if meaning == ",")
SIGNS = "".join(_MEANINGS) + STAR
SIGNS_OF_SUMS = "".join(sign for sign, meaning in _MEANINGS.items() if meaning in "+-")
OPENING = "".join(sign for sign, meaning in _MEANINGS.items() if meaning != ")") + STAR  # a word has to follow these
OF = "@＠"
_INNER = f"[-{''.join(sorted(APOSTROPHES))}]"


def _pattern(signs: str) -> re.Pattern[str]:
    """Return what matches a symbol that is not quoted, where these signs stand between words."""
    letter = rf"[^\s{re.escape(signs + ''.join(sorted(MARKS)))}]"
    return re.compile(
        rf"""
        (?P<space>\s+)
        | (?P<expression>[/／](?:\\.|[^/／\s\\])+[/／]i?(?=$|[\s{re.escape(signs + OF)}]))
        | (?P<word>{letter}(?:{letter}|(?<![{STAR}]){_INNER}(?={letter})|(?<=\d)[,，](?=\d))*)
        | (?P<sign>[{re.escape(signs)}])
        """,
        re.VERBOSE,
    )


_SYMBOL, _SYMBOL_OR_COLON = _pattern("".join(_MEANINGS)), _pattern("".join([*_MEANINGS, *_COLONS]))
_MODEL = re.compile(rf"[{OF}]([^\s{re.escape(SIGNS + COLONS + ''.join(sorted(MARKS)))}]+)")


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
    """A word (quotes taken off) or a sign, where it begins and ends in the line, and the model named behind it."""

    kind: SymbolKind
    text: str
    place: int
    end: int
    model: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is a number that a star may follow."""
        return self.kind == "word" and NUMBER.fullmatch(narrow(self.text)) is not None


def symbols(pieces: Iterable[LinePart], line: str, *, colons: bool = False) -> list[Symbol]:
    """Return the symbols of some pieces of a line, ended by one of kind `end`. Raises `bad-expression`.

    `colons`: a colon is a sign too.
    """
    result: list[Symbol] = []
    end = 0
    for piece in runs(pieces):
        _add_piece(result, piece, line, _SYMBOL_OR_COLON if colons else _SYMBOL)
        end = piece.place + len(piece.raw)
    return [*_with_stars(result), Symbol("end", "", end, end)]


def runs(pieces: Iterable[LinePart]) -> list[TextPart]:
    """Return the pieces with those in one that stand without a space between."""
    result: list[TextPart] = []
    for piece in pieces:
        if result and piece.place == result[-1].place + len(result[-1].raw):
            result[-1] = TextPart(result[-1].raw + piece.raw, result[-1].place)
        else:
            result.append(TextPart(piece.raw, piece.place))
    return result


def _add_piece(result: list[Symbol], piece: LinePart, line: str, pattern: re.Pattern[str]) -> None:
    """Append the symbols of a piece; stars are still letters."""
    at = 0
    while at < len(piece.raw):
        place, match = piece.place + at, pattern.match(piece.raw, at)
        kind = match.lastgroup if match else "quoted"
        end = match.end() if match else closing_end(piece.raw, at)
        if kind == "quoted" and not end and piece.raw[at] in APOSTROPHES:
            end = _add_apostrophe(result, piece, at, pattern)
        elif kind == "quoted":
            result.append(_quoted(piece.raw[at:end], place, line))
        elif kind == "expression":
            body = piece.raw[at + 1 : end].replace("／", "/") if piece.raw[at] == "／" else piece.raw[at + 1 : end]
            result.append(Symbol("word", "/" + body, place, piece.place + end))
        elif kind == "word":
            result.append(_word(piece.raw[at:end], place))
        elif kind == "sign":
            sign = (_MEANINGS | _COLONS)[piece.raw[at]]
            result.append(Symbol("sign", sign, place, piece.place + end))
        at = end if kind == "space" else _take_name(result, piece, end)


def _take_name(result: list[Symbol], piece: LinePart, end: int) -> int:
    """Take what stands behind an @, bare or quoted, as the name of the last symbol; return where that then ends.

    A word may hold the @ itself, as its last letter; a bare name behind that is taken by `_word`.
    """
    last, raw = result[-1], piece.raw
    if last.text != ":" and (bare := _MODEL.match(raw, end)):
        result[-1] = replace(last, model=bare[1], end=piece.place + bare.end())
        return bare.end()
    holds = last.kind == "word" and len(last.text) > 1 and last.text[-1] in OF
    at = end if holds else end + 1
    named = (holds or raw[end:at] in OF) and raw[at : at + 1] in MARKS
    if not named or not (closed := closing_end(raw, at)):
        return end
    text = last.text[:-1] if holds else last.text
    result[-1] = replace(last, text=text, model=inside(raw[at:closed]), end=piece.place + closed)
    return closed


def _add_apostrophe(result: list[Symbol], piece: LinePart, at: int, pattern: re.Pattern[str]) -> int:
    """Append an apostrophe that opens no quotation to the word that it touches ('tis, dogs'); return the end."""
    word = pattern.match(piece.raw, at + 1)
    end = word.end() if word and word.lastgroup == "word" else at + 1
    place = piece.place + at
    symbol = Symbol("word", plain(piece.raw[at:end]), place, piece.place + end)
    before = result[-1] if result else symbol
    if before.kind == "word" and before.end == place and not before.model:
        result[-1] = replace(before, text=before.text + symbol.text, end=symbol.end)
    else:
        result.append(symbol)
    return end


def _word(raw: str, place: int) -> Symbol:
    """Return a word; what stands behind an @ in it may name a model."""
    word, at, model = raw.replace("＠", "@").rpartition("@")
    named = bool(word and at and model)
    return Symbol("word", plain(word if named else raw), place, place + len(raw), model if named else "")


def _with_stars(found: list[Symbol]) -> list[Symbol]:
    """Take the stars that weigh out of the words: those behind a number that something follows."""
    result: list[Symbol] = []
    waiting = found[::-1]
    while waiting:
        symbol = waiting.pop()
        text = symbol.text.replace("＊", "*") if symbol.kind == "word" else ""
        if "*" not in text or text[0] == "/":
            result.append(symbol)
            continue
        follows = bool(waiting) and _may_be_weighed(waiting[-1], symbol.end)
        number, _, rest = text.partition("*")
        starts = NUMBER.fullmatch(narrow(number)) is not None
        if starts and (rest or follows):
            at = symbol.place + len(number)
            result += [Symbol("word", number, symbol.place, at), Symbol("sign", "*", at, at + 1)]
            if rest:
                waiting.append(replace(symbol, text=rest, place=at + 1))
        elif text[0] == "*" and result and (result[-1].is_number or result[-1].end == symbol.place):
            result.append(Symbol("sign", "*", symbol.place, symbol.place + 1))
            if len(text) > 1:
                waiting.append(replace(symbol, text=text[1:], place=symbol.place + 1))
        else:
            result.append(replace(symbol, text=text))
    return result


def _may_be_weighed(symbol: Symbol, end: int) -> bool:
    """Whether what stands behind a number and a star, which ends there, is something that they may weigh."""
    return symbol.kind != "sign" or symbol.text == "(" or (symbol.text in "+-" and symbol.place == end)


def _quoted(quotation: str, place: int, line: str) -> Symbol:
    if not quotation:
        raise bad(line, place, "This quote is not closed")
    word = inside(quotation)
    if not word.strip():
        raise bad(line, place, "There is no word between these quotes")
    return Symbol("quoted", word, place, place + len(quotation))


def quote(word: str) -> str:
    """Return a word as an expression needs it: bare where it can stand so, else in quotes."""
    match = _SYMBOL.fullmatch(word)
    bare = match is not None and match.lastgroup == "word" and plain(word) == word
    if bare and word.isprintable() and word[0] not in "/／" and not any(sign in word for sign in STAR + OF):
        return word
    mark = '"' if "'" in word else "'"
    return mark + word.replace(mark, mark * 2) + mark


def bad(line: str, place: int, what: str) -> EmbreplError:
    """Return a `bad-expression` error: what is wrong, and where in the line."""
    hint = "Join words with + and -, as in king - man + woman; quote a word that holds spaces or signs."
    return EmbreplError("bad-expression", f"{what}.", hint, Place(line, place))
