"""Queries by meaning: positions that words fill by their vectors, plain words, and gaps between.

    query    := position+
    position := "[~" target (":" number)? "]"             words as near to the target as that
              | "[]" ("{" number ("," number)? "}" | "?")?     a gap: any word, or so many; * alone is one too
              | whatever a text command finds elsewhere: words, a phrase, wildcards, /an expression/, (king, queen)

Signs may be of full width: ［～电影］［］｛０，３｝. What stands in quotation marks is read as if it stood without.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embrepl.commands.lexer import Token, tokens
from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.marks import MARKS, closing_end
from embrepl.space.expression.widths import narrow

if TYPE_CHECKING:
    from embrepl.space.expression.query import Query

WIDEST_GAP = 50  # words
_OPENING = re.compile(r"\[\s*(?:~|\])")
_GAP = re.compile(r"\[\s*\]")
_TIMES = re.compile(r"\s*(\d*)\s*(?:(,)\s*(\d*)\s*)?")
_THRESHOLD = re.compile(r":\s*([^\s:\]]*)\s*$")
_NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)")
_HINT = "As in kwic [~terrible] []{0,3} [~film], or [~king:0.6] for a cosine of at least 0.6."


@dataclass(frozen=True)
class Meant:
    """A position that is filled by words near to a target: the text as typed, the target, the line that it stands in.

    `least`: the cosine that is near enough, None where that was not said.
    """

    text: str
    query: Query
    line: str
    least: float | None


@dataclass(frozen=True)
class Gap:
    """So many words between two positions, at least and at most, and where they were typed."""

    least: int
    most: int
    place: int


@dataclass(frozen=True)
class Plain:
    """A position that a text fills, by its tokens."""

    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Positions:
    """A query by meaning: the positions that are filled, n of them, the n - 1 gaps between, and words at its ends."""

    filled: tuple[Meant | Plain, ...]
    gaps: tuple[Gap, ...]
    before: int = 0
    behind: int = 0


def is_positional(typed: Sequence[Token]) -> bool:
    """Return whether some words of a line have a position in brackets: [~king], or [] as a gap."""
    return any(opens_position(token.text if token.quoted else token.raw) for token in typed)


def opens_position(text: str) -> bool:
    """Return whether a text begins with a position in brackets."""
    return _OPENING.match(narrow(text)) is not None


def parse_positions(typed: Sequence[Token]) -> Positions:
    """Return the query that some words of a line are. Raises `bad-expression` with the place in the line."""
    if len(typed) == 1 and typed[0].quoted:
        typed = tokens(typed[0].text)
    found = [*_elements(list(typed), narrow(typed[0].line), typed[0].line)]
    line = typed[0].line
    ends: list[int] = []
    for _ in range(2):  # the gaps at the beginning, then those at the end
        outer = 0
        while found and isinstance(gap := found[0], Gap):
            if gap.least != gap.most:
                raise _bad(line, gap.place, "At an end of the query a gap has one number of words, as in []{2}")
            outer += gap.least
            found.pop(0)
        ends.append(outer)
        found.reverse()
    if not found:
        raise _bad(line, typed[0].place, "A gap stands beside words, and there are none")
    filled: list[Meant | Plain] = []
    gaps: list[Gap] = []
    for each in found:
        if isinstance(each, Gap):
            least, most = gaps[-1].least + each.least, gaps[-1].most + each.most
            if most > WIDEST_GAP:
                raise _bad(line, each.place, f"Gaps in a row have at most {WIDEST_GAP} words together")
            gaps[-1] = replace(gaps[-1], least=least, most=most)
        else:
            filled.append(each)
            gaps.append(Gap(0, 0, 0))
    return Positions(tuple(filled), tuple(gaps[:-1]), *ends)


def split_positional(typed: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Return the words of a list in parts: each query by meaning by itself, and the other words as they follow.

    Raises `bad-expression` for a gap, which stands within a query alone.
    """
    parts: list[tuple[Token, ...]] = []
    run: list[Token] = []
    waiting = [*typed]
    while waiting:
        token = waiting.pop(0)
        if not is_positional([token]):
            run.append(token)
            continue
        plain, stop = narrow(token.line), typed[-1].place + len(typed[-1].raw)
        if not token.quoted and _GAP.match(plain, token.place):
            what = 'A gap stands between two positions of one query; quote it all, as in "[~good] []{0,2} [~film]"'
            raise _bad(token.line, token.place, what)
        parts += [tuple(run)] if run else []
        end = token.place if token.quoted else _closing(plain, token.line, token.place, stop)
        inside = [each for each in waiting if each.place < end]
        parts.append((token, *inside))
        run, waiting = [], waiting[len(inside) :]
    return [*parts, tuple(run)] if run else parts


def _elements(waiting: list[Token], plain: str, line: str) -> Iterator[Meant | Gap | Plain]:
    """Yield what stands one after the other; `plain`: the line with its signs in their plain form."""
    run: list[Token] = []
    while waiting:
        token = waiting.pop(0)
        begins = not token.quoted and _OPENING.match(plain, token.place)
        alone = not token.quoted and token.text in {"*", "＊"}
        if (begins or alone or _opens_group(token)) and run:
            yield Plain(tuple(run))
            run = []
        if begins:
            end = yield from _bracketed(plain, line, token.place, waiting[-1] if waiting else token)
            waiting = [each for each in waiting if each.place >= end]
        elif alone:
            yield Gap(1, 1, token.place)
        elif _opens_group(token):
            group = [token]
            while waiting and not any(narrow(each.raw).endswith(")") for each in group):
                group.append(waiting.pop(0))
            yield Plain(tuple(group))
        else:
            run.append(token)
    if run:
        yield Plain(tuple(run))


def _opens_group(token: Token) -> bool:
    return not token.quoted and narrow(token.raw).startswith("(")


def _bracketed(plain: str, line: str, at: int, last: Token) -> Generator[Meant | Gap, None, int]:
    """Yield the positions in brackets that stand at a place of the line without a space between; return their end."""
    stop = last.place + len(last.raw)
    while True:
        if gap := _GAP.match(plain, at):
            least, most, end = _times(plain, line, gap.end(), stop)
            yield Gap(least, most, at)
        else:
            end = _closing(plain, line, at, stop)
            yield _meant(plain, line, at, end)
            if plain[end : end + 1] in {"{", "?", "*", "+"} and end < stop:
                raise _bad(line, end, "Only a gap, [], has a number of words")
        if end >= stop or plain[end].isspace():
            return end
        if not _OPENING.match(plain, end):
            raise _bad(line, end, "A space is missing here")
        at = end


def _closing(plain: str, line: str, at: int, stop: int) -> int:
    """Return the place behind the bracket that closes the one at a place."""
    end = at + 1
    while end < stop:
        if line[end] in MARKS and not plain[end - 1].isalnum() and (closed := closing_end(line, end)):
            end = closed
        elif plain[end] == "]":
            return end + 1
        elif plain[end] == "[":
            break
        else:
            end += 1
    raise _bad(line, at, "This bracket is not closed")


def _meant(plain: str, line: str, at: int, end: int) -> Meant:
    """Return the position in the brackets from one place to another."""
    from embrepl.space.expression.parser import parse_pieces
    from embrepl.space.expression.symbols import TextPart

    begin = plain.index("~", at) + 1
    threshold, least, stop = _THRESHOLD.search(plain[begin : end - 1]), None, end - 1
    if threshold is not None and not (threshold[1][:1].isalpha() and "@" in plain[begin:stop]):  # a text and its part
        stop = begin + threshold.start()
        least = float(threshold[1]) if _NUMBER.fullmatch(threshold[1]) else None
        if least is None or least > 1:
            place = begin + threshold.start(1)
            raise _bad(line, place, "Behind the colon stands how near the words are to be, a cosine from 0 to 1")
    first = begin + len(line[begin:stop]) - len(line[begin:stop].lstrip())
    target = line[first:stop].rstrip()
    if not target:
        raise _bad(line, begin, "A word is missing behind the ~")
    return Meant(line[at:end], parse_pieces([TextPart(target, first)], line), line, least)


def _times(plain: str, line: str, at: int, stop: int) -> tuple[int, int, int]:
    """Return the least and greatest number of words of a gap, typed behind it, and where that ends."""
    sign = plain[at : at + 1] if at < stop else ""
    if sign == "?":
        return 0, 1, at + 1
    if sign in {"*", "+"}:
        raise _bad(line, at, "A gap has a greatest number of words, as in []{0,3}")
    if sign != "{":
        return 1, 1, at
    closed = plain.find("}", at, stop)
    if closed < 0:
        raise _bad(line, at, "This brace is not closed")
    numbers = _TIMES.fullmatch(plain, at + 1, closed)
    if numbers is None or not (numbers[1] or numbers[3]):
        raise _bad(line, at, "Between the braces stand one number of words or two, as in []{0,3}")
    least = int(numbers[1] or 0)
    if numbers[2] and not numbers[3]:
        raise _bad(line, at, f"A gap has a greatest number of words, as in []{{{least},{least + 3}}}")
    most = int(numbers[3]) if numbers[2] else least
    if most > WIDEST_GAP:
        raise _bad(line, numbers.start(3 if numbers[2] else 1), f"A gap has at most {WIDEST_GAP} words, not {most:,}")
    if least > most:
        raise _bad(line, numbers.start(1), f"A gap cannot have at least {least} words and at most {most}")
    return least, most, closed + 1


def _bad(line: str, place: int, what: str) -> EmbreplError:
    return EmbreplError("bad-expression", f"{what}.", _HINT, Place(line, place))
