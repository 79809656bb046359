r"""From a typed line to statements and tokens.

Statements are separated by `;`, a `#` at the start of a token begins a comment, a trailing `&` means in the background.
A token may be quoted with ' or " or other marks, as in “new york” or 「行者」, when it holds spaces or signs. Inside a
token marks and backslashes stand for themselves, so that don't, C:\texts and well-known need no care; but a backslash
keeps the space after it. A mark that is never closed stands for itself too, until `arguments` refuses it. A quoted part
behind a sign of an expression (-"ice cream") or behind an option (--stop="my words.txt") keeps its spaces, and one
between " and " may run on into plain letters, as in "my novels/"one.txt.

What Chinese and Japanese input methods type means the same: ；＃＆ and the space of full width, and －－ or —— before
the name of an option.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from embrepl.commands.numerals import is_whole
from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.marks import APOSTROPHES, MARKS, closing_end, inside, plain
from embrepl.space.expression.symbols import COMMAS, OF, OPENING, SIGNS
from embrepl.space.expression.widths import narrow

_SEPARATORS, _BACKGROUND, _COMMENT = ";；", "&＆", "#＃"
_SPLITTING = "，、"  # between the words of a query
_OPTION = re.compile(r"(?:[-－—–―−‐]{2}(?=[A-Za-zＡ-Ｚａ-ｚ]|$))([\w－-]*)(＝?)")
_VALUE = re.compile(r"[-－—–―−‐]{2}[A-Za-zＡ-Ｚａ-ｚ][\w－-]*[=＝]")  # of an option, stands behind this
_WITHOUT_MARKS = "._/:@%=+,"  # signs that a word may have which needs no quotation marks
_WITHIN = " -'\u200c\u200d"  # signs that it may have between two others


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

    @property
    def words(self) -> tuple[Token, ...]:
        """The tokens before the first option."""
        first = (at for at, token in enumerate(self.tokens) if not token.quoted and token.text.startswith("--"))
        return self.tokens[: next(first, None)]


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
        if letter in MARKS and (closed := _quotation_end(line, at)):
            end = closed if _stops(line, closed) else _plain_end(line, closed)
            result.append(Token(inside(line[at:closed]) + _unescaped(line[closed:end]), line[at:end], True, at, line))
        else:
            end = at + 1 if letter in _SEPARATORS + _BACKGROUND else _plain_end(line, at)
            result.append(Token(_meaning(line[at:end]), line[at:end], False, at, line))
        at = end
    return result


def _meaning(raw: str) -> str:
    """Return what an unquoted token says: separators and the name of an option in their plain form."""
    if raw in _SEPARATORS + _BACKGROUND:
        return narrow(raw)
    if (value := _VALUE.match(raw)) and (closed := _quotation_end(raw, value.end())):
        return f"--{narrow(value[0][2:])}{inside(raw[value.end() : closed])}{_unescaped(raw[closed:])}"
    text = _unescaped(raw)
    option = _OPTION.match(text)
    return text if option is None else f"--{narrow(option[1])}{narrow(option[2])}{text[option.end() :]}"


def _unescaped(raw: str) -> str:
    """Return what the letters of an unquoted token say."""
    return plain(raw.replace("\\ ", " "))


def is_unclosed(token: Token) -> bool:
    """Return whether a token opens a quotation that is never closed; an apostrophe may stand for itself."""
    return _open_mark(token) not in {"", *APOSTROPHES}


def closed(token: Token) -> Token:
    """Return a token. Raises `wrong-usage`, with its place, where it opens a quotation that is never closed."""
    if is_unclosed(token):
        message, hint = "This quotation mark is not closed.", "Close it, or put the mark itself between others: '\"'."
        raise EmbreplError("wrong-usage", message, hint, Place(token.line, token.place))
    return token


def typed_lines(typed: str) -> Iterator[str]:
    """Yield the lines of what was typed or pasted; a line break in a quotation ends none."""
    begin = 0
    while begin <= len(typed):
        end = typed.find("\n", begin) % (len(typed) + 1)
        while (at := _first_open(typed[begin:end])) >= 0 and (closed := closing_end(typed, begin + at)):
            end = typed.find("\n", closed) % (len(typed) + 1)
        yield typed[begin:end]
        begin = end + 1


def _first_open(line: str) -> int:
    """Return where in a line a quotation is opened that the line does not close, -1 where none is."""
    return next((_mark_at(token) for token in tokens(line) if is_unclosed(token)), -1)


def split_at_commas(token: Token) -> list[Token]:
    """Return the parts of an unquoted token between the commas ， and 、; the token itself where it has none.

    A number such as １，０００ is one.
    """
    if token.quoted or is_whole(token.raw) or not any(comma in token.raw for comma in _SPLITTING):
        return [token]
    parts = re.finditer(f"[^{_SPLITTING}]+", token.raw)
    return [Token(_meaning(part[0]), part[0], False, token.place + part.start(), token.line) for part in parts]


def comment(line: str) -> str:
    """Return the comment that a line ends in, with its sign; "" where it has none."""
    parts = tokens(line)
    return line[parts[-1].place + len(parts[-1].raw) :].strip() if parts else line.strip()


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


@dataclass(frozen=True)
class Unfinished:
    """The statement at the end of a line, as far as it is typed.

    `words` are those before the one that is being typed, which is `text` so far; behind the name of an `option` and =,
    it is the value. It `begins` at that place of the line; `quoted`: a quotation mark stands before it.
    """

    words: tuple[Token, ...]
    text: str
    begins: int
    quoted: bool = False
    option: str = ""


def unfinished(line: str) -> Unfinished | None:
    """Return the statement that is being typed at the end of a line, None where that is a comment."""
    parts = tokens(line)
    opened = next((at for at in range(len(parts)) if _opens(parts[at:])), len(parts))
    first = max((at + 1 for at in range(opened) if not parts[at].quoted and parts[at].text == ";"), default=0)
    words = tuple(parts[first:opened])
    if opened < len(parts):
        place = parts[opened].place
        mark = _mark_at(parts[opened])
        return Unfinished(words, line[mark + 1 :], place, True, _meaning(line[place : max(place, mark - 1)]))
    end = words[-1].place + len(words[-1].raw) if words else parts[-1].place + 1 if parts else 0
    if end < len(line) or not words or words[-1].raw in _BACKGROUND:
        return None if line[end:].strip() else Unfinished(words, "", len(line))
    *words_before, last = words
    option, equals, value = last.text.partition("=")
    if equals and not last.quoted and option.startswith("--"):
        return Unfinished(tuple(words_before), value, last.place, option=option)
    return Unfinished(tuple(words_before), last.text, last.place, last.quoted)


def _mark_at(token: Token) -> int:
    """Return where in the line a token has, or could have, the mark that opens a quotation."""
    value = _VALUE.match(token.raw)
    return token.place + (value.end() if value else 0)


def _open_mark(token: Token) -> str:
    """Return the quotation mark that a token, or the value in it, begins with and that is never closed, or ""."""
    at = _mark_at(token)
    mark = token.line[at : at + 1]
    return mark if not token.quoted and mark in MARKS and not closing_end(token.line, at) else ""


def _opens(parts: list[Token]) -> bool:
    """Return whether the first of some tokens opens a quotation that is still open, an apostrophe in its statement."""
    mark = _open_mark(parts[0])
    return bool(mark) and (mark not in APOSTROPHES or all(other.quoted or other.text != ";" for other in parts))


def quote(text: str, *, marks: bool = False) -> str:
    """Return a text as one word of a line, which `tokens` reads as just that text, without quotation marks if it can.

    `marks`: between quotation marks in any case.
    """
    ends = {text[:1], text[-1:]}
    simple = all(
        letter.isalnum()
        or letter in _WITHOUT_MARKS
        or (letter in _WITHIN and letter not in ends)
        or unicodedata.category(letter)[0] == "M"
        for letter in text
    )
    if simple and text and not marks:
        return text.replace(" ", "\\ ")
    return '"' + text.replace('"', '""') + '"'


def _quotation_end(line: str, at: int) -> int:
    """Return where the quotation that `at` may open is closed, though between " and " the token may run on; or 0."""
    if line[at : at + 1] not in MARKS or at == len(line):
        return 0
    end = closing_end(line, at)
    return end if end and (_stops(line, end) or line[at] == line[end - 1] == '"') else 0


def _stops(line: str, end: int) -> bool:
    """Return whether a quoted token may end there: it does not run on into a word."""
    after = line[end : end + 1]
    stops = not after or after.isspace() or after in _SEPARATORS + _BACKGROUND + SIGNS + OF
    return stops or (after in MARKS and after not in APOSTROPHES)


def _quoted_end(line: str, at: int) -> int:
    """Return where the quoted part at `at` of a token ends, or 0 when it is never closed or runs on into a word."""
    end = closing_end(line, at)
    return end if _stops(line, end) else 0


def _plain_end(line: str, at: int) -> int:
    value = _VALUE.match(line, at)
    end = (value and _quotation_end(line, value.end())) or at
    while end < len(line) and not line[end].isspace() and line[end] not in _SEPARATORS:
        before = line[end - 1] if end > at else ""
        quoted = line[end] in MARKS and before and before in OPENING + OF
        if quoted and before in COMMAS and _quoted_end(line, end):
            return end
        end = (quoted and _quoted_end(line, end)) or (end + 2 if line[end : end + 2] == "\\ " else end + 1)
    return end
