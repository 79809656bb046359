r"""From a typed line to statements and tokens.

Statements are separated by `;`, a `#` at the start of a token begins a comment, a trailing `&` means in the background.
A token may be quoted with ' or " or other marks, as in “new york” or 「行者」, when it holds spaces or signs. Inside a
token marks and backslashes stand for themselves, so that don't, C:\texts and well-known need no care; but a backslash
keeps the space after it. A mark that is never closed stands for itself too, until `arguments` refuses it. A quoted part
behind a sign of an expression (-"ice cream") keeps its spaces.

What Chinese and Japanese input methods type means the same: ；＃＆ and the space of full width, and －－ or —— before
the name of an option.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from embrepl.commands.numerals import is_whole
from embrepl.space.expression.marks import APOSTROPHES, MARKS, closing_end, inside, plain
from embrepl.space.expression.symbols import OPENING, SIGNS
from embrepl.space.expression.widths import narrow

_SEPARATORS, _BACKGROUND, _COMMENT = ";；", "&＆", "#＃"
_SPLITTING = "，、"  # between the words of a query
_OPTION = re.compile(r"(?:[-－—–―−‐]{2}(?=[A-Za-zＡ-Ｚａ-ｚ]|$))([\w－-]*)(＝?)")


@dataclass(frozen=True)
class Token:
    """One word of a statement: what it means, how it was typed, whether it was quoted, and where in which line."""

    text: str
    raw: str
    quoted: bool
    place: int
    line: str = ""


@dataclass(frozen=True)
class Statement:
    """A verb with its tokens, the text it was typed as, and whether it is to run in the background."""

    tokens: tuple[Token, ...]
    text: str
    background: bool = False


def tokens(line: str) -> list[Token]:
    """Return the tokens of a line, `;` and `&` among them as tokens of their own."""
    result: list[Token] = []
    at = 0
    while at < len(line):
        letter = line[at]
        if letter.isspace():
            at += 1
            continue
        if letter in _COMMENT:
            break
        end = _quoted_end(line, at) if letter in MARKS else 0
        if end:
            result.append(Token(inside(line[at:end]), line[at:end], True, at, line))
        else:
            end = at + 1 if letter in _SEPARATORS + _BACKGROUND else _plain_end(line, at)
            result.append(Token(_meaning(line[at:end]), line[at:end], False, at, line))
        at = end
    return result


def _meaning(raw: str) -> str:
    """Return what an unquoted token says: separators and the name of an option in their plain form."""
    if raw in _SEPARATORS + _BACKGROUND:
        return narrow(raw)
    text = plain(raw.replace("\\ ", " "))
    option = _OPTION.match(text)
    return text if option is None else f"--{narrow(option[1])}{narrow(option[2])}{text[option.end() :]}"


def is_unclosed(token: Token) -> bool:
    """Return whether a token begins with a quotation mark that is never closed; an apostrophe may stand for itself."""
    opens = not token.quoted and token.raw[:1] in MARKS and token.raw[0] not in APOSTROPHES
    return opens and not closing_end(token.line, token.place)


def split_at_commas(token: Token) -> list[Token]:
    """Return the parts of an unquoted token between the commas ， and 、; the token itself where it has none.

    A number such as １，０００ is one.
    """
    if token.quoted or is_whole(token.raw) or not any(comma in token.raw for comma in _SPLITTING):
        return [token]
    parts = re.finditer(f"[^{_SPLITTING}]+", token.raw)
    return [Token(_meaning(part[0]), part[0], False, token.place + part.start(), token.line) for part in parts]


def statements(line: str) -> list[Statement]:
    """Return the statements of a line; empty ones are left out."""
    result: list[Statement] = []
    part: list[Token] = []
    for token in [*tokens(line), None]:
        if token is not None and (token.quoted or token.text != ";"):
            part.append(token)
            continue
        background = bool(part) and not part[-1].quoted and part[-1].text == "&"
        if background:
            part.pop()
        if part:
            text = line[part[0].place : part[-1].place + len(part[-1].raw)]
            result.append(Statement(tuple(part), text, background))
        part = []
    return result


def unfinished(line: str) -> tuple[str, bool]:
    """Return what has been typed so far of the token that the line ends in, and whether a quotation mark is open."""
    parts = tokens(line)
    for token in parts:
        if not token.quoted and token.raw[0] in MARKS:
            return line[token.place + 1 :], True
    if parts and not parts[-1].quoted and parts[-1].place + len(parts[-1].raw) == len(line):
        return parts[-1].text, False
    return "", False


def escape(text: str) -> str:
    """Return a text with its spaces kept, as a part of a token without quotation marks."""
    return text.replace(" ", "\\ ")


def _quoted_end(line: str, at: int) -> int:
    """Return where the quoted token at `at` ends, or 0 when it is never closed or runs on into a word."""
    end = closing_end(line, at)
    after = line[end : end + 1]
    stops = not after or after.isspace() or after in _SEPARATORS + _BACKGROUND + _SPLITTING + SIGNS
    return end if stops or (after in MARKS and after not in APOSTROPHES) else 0


def _plain_end(line: str, at: int) -> int:
    end = at
    while end < len(line) and not line[end].isspace() and line[end] not in _SEPARATORS:
        before = line[end - 1] if end > at else ""
        quoted = line[end] in MARKS and before and before in OPENING + _SPLITTING
        if quoted and before in _SPLITTING and _quoted_end(line, end):
            return end
        end = (quoted and _quoted_end(line, end)) or (end + 2 if line[end : end + 2] == "\\ " else end + 1)
    return end
