"""From a line to what the forms of questions are compared with: words, single Chinese characters, quotations, signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from embrepl.commands.questions.characters import plain_characters
from embrepl.corpus.words.scripts import HAN_BLOCKS, within
from embrepl.space.expression.marks import APOSTROPHES, MARKS, closing_end
from embrepl.space.expression.symbols import COMMAS, SIGNS

UnitKind = Literal["word", "han", "quoted", "pattern", "sign", "mark"]

_INNER = "-'._@,"  # in a word, between two letters or digits; a comma between digits alone
_OPERATORS = frozenset(SIGNS) - frozenset(COMMAS)
_ANY = "*＊"


class Unit(NamedTuple):
    """A part of a line, and where it stands there.

    `text`: what a form compares it with, in lower case and simplified characters; "" of what is quoted. `spaced`:
    whether a space, or nothing at all, stands before it.
    """

    text: str
    kind: UnitKind
    begin: int
    end: int
    spaced: bool


def units(line: str) -> list[Unit]:
    """Return the units of a line."""
    return list(_units(line))


def _units(line: str) -> Iterator[Unit]:
    plain = plain_characters(line)
    unclosed: set[str] = set()
    at, spaced, depth = 0, True, 0
    while at < len(line):
        if line[at].isspace():
            at, spaced = at + 1, True
            continue
        kind, end = _next(line, plain, at, spaced, unclosed)
        depth += (plain[at] == "(") - (plain[at] == ")")
        if depth > 0 and plain[at] == ",":
            kind = "sign"
        yield Unit("" if kind in {"quoted", "pattern"} else plain[at:end], kind, at, end, spaced)
        at, spaced = end, False


def _next(line: str, plain: str, at: int, spaced: bool, unclosed: set[str]) -> tuple[UnitKind, int]:
    """Return the kind of the unit that begins at a place, and where it ends."""
    letter = line[at]
    if letter in MARKS and letter not in unclosed and (spaced or letter not in APOSTROPHES):
        end = closing_end(line, at)
        if end > at + 2 and not (letter in APOSTROPHES and line[end : end + 1].isalnum()):
            return "quoted", end
        if not end:
            unclosed.add(letter)
    if plain[at] == "/" and spaced and (end := _pattern_end(plain, at)):
        return "pattern", end
    if within(ord(letter), HAN_BLOCKS):
        return "han", at + 1
    if _in_word(letter) or letter in _ANY:
        end = _word_end(line, plain, at)
        return ("sign" if end == at + 1 and letter in _ANY else "word"), end
    return ("sign" if letter in _OPERATORS else "mark"), at + 1


def _pattern_end(plain: str, at: int) -> int:
    """Return where an expression between slashes ends that begins at a place, 0 where it is none."""
    end = at
    while end < len(plain) and not plain[end].isspace():
        end += 1
    while end > at and plain[end - 1] in "?!.":
        end -= 1
    closed = plain[:end].endswith(("/", "/i"), at + 2)
    return end if closed else 0


def _word_end(line: str, plain: str, at: int) -> int:
    end = at + 1
    while end < len(line):
        before, after = line[end - 1], line[end + 1 : end + 2]
        goes_on = _in_word(line[end]) or line[end] in _ANY
        if plain[end] in _INNER + "?":
            joins = plain[end] != "," or (before.isdigit() and after.isdigit())
            goes_on = joins and _in_word(before) and bool(after) and _in_word(after)
        if not goes_on:
            break
        end += 1
    return end


def _in_word(letter: str) -> bool:
    """Return whether a character stands in words that have spaces between them."""
    is_letter = letter.isalnum() or letter == "_" or unicodedata.category(letter)[0] == "M"
    return is_letter and not within(ord(letter), HAN_BLOCKS)
