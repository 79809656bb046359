r"""From a typed line to statements and tokens.

Statements are separated by `;`, a `#` at the start of a token begins a comment, a trailing `&` means in the background.
A token may be quoted with ' or " (or their typographic forms) when it holds spaces or signs. Inside a token marks and
backslashes stand for themselves, so that don't, C:\texts and well-known need no care; but a backslash keeps the space
after it. A mark that is never closed stands for itself too. A quoted part behind a sign of an expression (-"ice cream")
keeps its spaces.
"""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.space.expression.symbols import OPENING, SIGNS

_TYPOGRAPHIC = str.maketrans("“”„‘’", '"""\'\'')  # what word processors and input methods make of quotation marks


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
    as_typed, line = line, line.translate(_TYPOGRAPHIC)
    result: list[Token] = []
    at = 0
    while at < len(line):
        letter = line[at]
        if letter.isspace():
            at += 1
            continue
        if letter == "#":
            break
        quoting = as_typed if as_typed[at] == letter and _quoted_end(as_typed, at) else line
        end = _quoted_end(quoting, at) if letter in "'\"" else 0
        if end:
            text = quoting[at + 1 : end - 1].replace(letter * 2, letter)
            result.append(Token(text, line[at:end], True, at, as_typed))
        else:
            end = at + 1 if letter in ";&" else _plain_end(line, at)
            plain = line[at:end].replace("\\ ", " ")
            result.append(Token(plain, line[at:end], False, at, as_typed))
        at = end
    return result


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
        if not token.quoted and token.raw[0] in "'\"":
            return line[token.place + 1 :], True
    if parts and not parts[-1].quoted and parts[-1].place + len(parts[-1].raw) == len(line):
        return parts[-1].text, False
    return "", False


def escape(text: str) -> str:
    """Return a text with its spaces kept, as a part of a token without quotation marks."""
    return text.replace(" ", "\\ ")


def _quoted_end(line: str, at: int) -> int:
    """Return where the quoted token at `at` ends, or 0 when it is never closed or runs on into a word."""
    mark = line[at]
    end = at + 1
    while True:
        end = line.find(mark, end)
        if end < 0:
            return 0
        if line[end + 1 : end + 2] == mark:  # a doubled mark is one mark
            end += 2
            continue
        after = line[end + 1 : end + 2]
        return end + 1 if not after or after.isspace() or after in ";&" + SIGNS else 0


def _plain_end(line: str, at: int) -> int:
    end = at
    while end < len(line) and not line[end].isspace() and line[end] != ";":
        quoted = end > at and line[end] in "'\"" and line[end - 1] in OPENING
        end = (quoted and _quoted_end(line, end)) or (end + 2 if line[end : end + 2] == "\\ " else end + 1)
    return end
