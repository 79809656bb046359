"""Lines of the text with a word in its context, the hits below each other, and where they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.text import Text

from embrepl.commands.answers.text import ContextRow
from embrepl.view.paths import short_paths
from embrepl.view.safe import ELLIPSIS, printable, shorten
from embrepl.view.style import ACCENT, QUIET, STRONG

_GAP = "  "
_NARROW = 40  # cells below which the places are left out
_LEAST_PLACE = 16  # cells of a place, so that file and line fit
_LEAST_NAME = 4  # cells of a name that was cut
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class LinePlace:
    """Where a line is found: name:120 is a line, name#75 a row; of the one file, without its name."""

    name: str
    line: str
    word: str = ""

    def fitting(self, cells: int) -> str:
        """Return as much as fits: the line always, then the name, if need be short, then the word in the line."""
        for rest in (self.line + self.word, self.line):
            name = _short_name(self.name, cells - cell_len(rest))
            if (name or not self.name) and cell_len(name + rest) <= cells:
                return name + rest
        return _end_of(self.line, cells)


def place_of(row: ContextRow, name: str, unit: str) -> LinePlace:
    name = printable(name)
    if row.record is not None:
        return LinePlace(name, f"#{row.record}" if name else f"row {row.record:,}")
    within = "" if row.word is None else f", {printable(unit)} {row.word:,}"
    return LinePlace(name, f":{row.line}" if name else f"line {row.line:,}", within)


def _short_name(name: str, cells: int) -> str:
    """Return a path, its file, that without its ending, or its beginning and its end: the first that fits, else ""."""
    file = name.rpartition("/")[2]
    stem = file.rpartition(".")[0] or file
    for each in (name, file, stem):
        if cell_len(each) <= cells:
            return each
    if cells < _LEAST_NAME:
        return ""
    tail = _end_of(stem, (cells + 1) // 2)
    return _begin_of(stem, cells - cell_len(tail)) + tail


class ContextLines:
    """The lines, cut to the width; both sides get the same room, and as little as is needed.

    `unit`: what the tokens of the text are called. Where the contexts are wanted `whole` and some line would be cut,
    each hit is a passage below its place instead. `marked`: an expression for what stands out besides the hit.
    """

    def __init__(self, rows: Sequence[ContextRow], unit: str, whole: bool = False, marked: str = "") -> None:
        names = short_paths([row.file for row in rows])
        one_file = len(set(names)) == 1
        self.places = [place_of(row, "" if one_file else name, unit) for row, name in zip(rows, names, strict=True)]
        self.rows, self.whole, self.marked = rows, whole, marked

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = options.max_width
        if self.whole and self._natural(width) > width:
            for row, where in zip(self.rows, self.places, strict=True):
                yield Text(where.fitting(width), QUIET)
                passage = Text(one_line(row.left).lstrip()).append(one_line(row.match), STRONG)
                yield Padding(passage.append(one_line(row.right).rstrip()), (0, 0, 0, len(_GAP)))
            return
        places = [place.fitting(max(_LEAST_PLACE, width // 4)) if width >= _NARROW else "" for place in self.places]
        last = max(map(cell_len, places))
        matches = [shorten(one_line(row.match).strip(), max(1, width // 3)) for row in self.rows]
        middle = max(map(cell_len, matches))
        side = max(0, width - middle - 2 * len(_GAP) - (last + len(_GAP) if last else 0)) // 2
        lefts = [_end_of(one_line(row.left).rstrip(" "), side, "") for row in self.rows]
        rights = [_begin_of(one_line(row.right).lstrip(" "), side) for row in self.rows]
        left, right = max(map(cell_len, lefts)), max(map(cell_len, rights))
        for before, match, after, place in zip(lefts, matches, rights, places, strict=True):
            sides = [Text(_pad(before, left) + before + _GAP), Text(_GAP + after + _pad(after, right) + _GAP)]
            for text in sides if self.marked else ():
                text.highlight_regex(self.marked, ACCENT)
            yield Text.assemble(
                sides[0], (match, STRONG), _pad(match, middle), sides[1], (place, QUIET), no_wrap=True, overflow="crop"
            )

    def _natural(self, width: int) -> int:
        """Return how many cells the lines take where nothing is cut."""
        parts = [[one_line(row.left), one_line(row.match), one_line(row.right)] for row in self.rows]
        columns = [*zip(*parts, strict=True), [place.fitting(width) for place in self.places]]
        return sum(max(map(cell_len, column)) + len(_GAP) for column in columns) - len(_GAP)


def one_line(text: str) -> str:
    return printable(_SPACE.sub(" ", text))


def _pad(text: str, cells: int) -> str:
    return " " * max(0, cells - cell_len(text))


def _end_of(text: str, cells: int, sign: str = ELLIPSIS) -> str:
    """Return as much of the end as fits, and begins with what can stand alone."""
    if cell_len(text) <= cells:
        return text
    room = max(0, cells - cell_len(sign))
    return _longest(text[-(2 * room + 1) :], lambda at, tail: tail[at:], room, sign)


def _begin_of(text: str, cells: int) -> str:
    """Return as much of the beginning as fits."""
    if cell_len(text) <= cells:
        return text
    return _longest(text[: 4 * cells + 1], lambda at, head: head[: len(head) - at], cells, "")


def _longest(text: str, cut: Callable[[int, str], str], cells: int, sign: str) -> str:
    for at in range(len(text)):
        part = cut(at, text)
        if cell_len(part) <= cells and printable(sign + part) == sign + part:
            return sign + part
    return sign if cell_len(sign) <= cells + cell_len(sign) and cells else ""
