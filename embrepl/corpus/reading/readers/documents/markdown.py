"""Markdown, .md: one document, as a reader of the page sees it, and no line moves.

Left out are front matter, code blocks, comments, formulas, addresses and tags; of links, tables and notes the words
stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines
from embrepl.corpus.reading.markup.marked_line import COMMENT, FORMULAS, TAGS, MarkedLines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

FRONT = {"---": ("---", "..."), "+++": ("+++",)}
SETTING = {  # what a line of front matter looks like
    "---": re.compile(r"\s.*|[\w\"'.][^:]*:(?:\s.*)?|-\s.*|#.*|[\]}].*|", re.DOTALL),
    "+++": re.compile(r"\s.*|[\w\"'.-][^=]*=.*|\[.*|#.*|[\]}\"].*|", re.DOTALL),
}
SETS = re.compile(r"[\w\"'.-][^:=]*[:=]")
FENCE = re.compile(r"[\s>]*(?:(`{3,})[^`]*|(~{3,}).*)")
ELEMENT = re.compile(r"\s*<(script|style)(?=[\s>])", re.IGNORECASE)
OPEN_TAG = re.compile(r"<([A-Za-z][\w:-]*)(?:\s[^<>]*)?\Z")  # that goes on in the next line
TAG_LINES = 30  # of one tag, at most
LONGEST_HELD = 1 << 20  # characters that are held until what they are in ends
FRONT_MATTER, CODE = "block of front matter", "code block"
FENCED = {"%%": COMMENT, "$$": FORMULAS}  # by lines of their own


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield _Blocks(reading).text()


class _Blocks:
    """The lines that are text, and an empty one for every other."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._left_out: Counter[str] = reading.left_out
        self._lines = _Numbered(lines(reading.text()))
        self._marked = MarkedLines(reading.left_out)

    def text(self) -> Iterator[str]:
        """Yield the lines."""
        for line in self._lines:
            body = line.rstrip("\r\n")
            if self._lines.number == 1 and (mark := body.lstrip("\ufeff").rstrip()) in FRONT:
                yield from self._front_matter(line, mark)
            elif body.lstrip(" \t>")[:3] in {"```", "~~~"} and (fence := FENCE.fullmatch(body)) is not None:
                yield from self._fenced(line, fence[1] or fence[2], CODE)
            elif (mark := body.strip(" \t>")) in FENCED:
                yield from self._fenced(line, mark, FENCED[mark])
            elif "<" in body and (element := ELEMENT.match(body)) is not None:
                yield from self._until(line, f"</{element[1].lower()}", "")
            elif "<!--" in body:
                yield from self._comments(line)
            elif "<" in body and (tag := OPEN_TAG.search(body)) is not None and tag[1].lower() in TAGS:
                yield from self._tag_over_lines(line)
            else:
                yield self._marked.plain(body) + line[len(body) :]

    def _front_matter(self, first: str, mark: str) -> Iterator[str]:
        held, size = [first], 0
        for line in self._lines:
            held.append(line)
            size += len(line)
            body = line.rstrip()
            if body in FRONT[mark] and any(map(SETS.match, held[1:-1])):
                self._left_out[FRONT_MATTER] += 1
                yield "".join(map(_line_end, held))
                return
            if size > LONGEST_HELD or not SETTING[mark].fullmatch(body) or body in FRONT[mark]:
                break
        yield first
        self._lines.put_back(held[1:])

    def _fenced(self, first: str, fence: str, what: str) -> Iterator[str]:
        held, size, begin = [first], 0, self._lines.number
        for line in self._lines:
            held.append(line)
            size += len(line)
            body = line.strip(" \t\r\n>")
            closes = len(body) >= len(fence) and not body.strip(fence[0])
            if closes or size > LONGEST_HELD:
                yield "".join(map(_line_end, held))
                held = []
            if closes:
                break
        if held:
            self._reading.note(f"the {what} that begins in line {begin:,} is never closed, so it is read as text")
            yield "".join([_line_end(first), *map(self._plain, held[1:])])
        else:
            self._left_out[what] += 1

    def _tag_over_lines(self, first: str) -> Iterator[str]:
        held = [first]
        while len(held) < TAG_LINES and held[-1].strip() and (line := next(self._lines, None)) is not None:
            held.append(line)
            if ">" in line:
                yield self._marked.plain(" ".join(each.rstrip("\r\n") for each in held))
                yield "".join(map(_line_end, held))
                return
        self._lines.put_back(held[1:])
        yield self._plain(first)

    def _comments(self, line: str) -> Iterator[str]:
        """Leave out the comments that begin in a line; the last may end in a later one."""
        while (begin := line.find("<!--")) >= 0:
            end = line.find("-->", begin + 4)
            if end < 0:
                yield self._plain(line[:begin]).rstrip("\r\n")
                yield from self._until(line[begin:], "-->", COMMENT)
                return
            self._left_out[COMMENT] += 1
            line = line[:begin] + line[end + 3 :]
        yield self._plain(line)

    def _until(self, first: str, end: str, what: str) -> Iterator[str]:
        """Leave out what goes on to `end`, in this line or a later one; what never ends is text."""
        held, size, begin = [first], 0, self._lines.number
        line: str | None = first
        while line is not None and (place := line.lower().find(end)) < 0:
            line = next(self._lines, None)
            held += [] if line is None else [line]
            size += 0 if line is None else len(line)
            if size > LONGEST_HELD:
                yield "".join(map(_line_end, held))
                held, size = [], 0
        if line is None:
            self._reading.note(
                f"what begins in line {begin:,} and should end with {end} never does; it is read as text"
            )
            for each in held:
                yield self._plain(each.replace("<!--", ""))
            return
        self._left_out.update([what] if what else [])
        yield "".join(map(_line_end, held[:-1]))
        rest = line[place:].partition(">")[2]
        yield from self._comments(rest) if "<!--" in rest else [self._plain(rest)]

    def _plain(self, line: str) -> str:
        body = line.rstrip("\r\n")
        return self._marked.plain(body) + line[len(body) :]


class _Numbered:
    """Lines, and the number of the latest."""

    def __init__(self, of: Iterator[str]) -> None:
        self._of = of
        self.number = 0

    def put_back(self, lines: list[str]) -> None:
        """Let lines that were taken come again."""
        self._of = chain(lines, self._of)
        self.number -= len(lines)

    def __iter__(self) -> _Numbered:
        """Return the lines."""
        return self

    def __next__(self) -> str:
        """Return the next line."""
        line = next(self._of)
        self.number += 1
        return line


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
