"""How answers about the words of the text look, and the lines of `kwic`: the hits below each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from embrepl.commands.answers.text import ContextRow, Contexts, Frequencies, TopWords, WordMatches
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, rate, share_bar
from embrepl.view.numbers import NONE, count, percent
from embrepl.view.paths import short_paths
from embrepl.view.safe import ELLIPSIS, printable, shorten
from embrepl.view.style import (
    QUIET,
    STRONG,
    Column,
    Columns,
    page,
    prose,
    title,
    word,
)

_GAP = "  "
_NARROW = 40  # cells below which the places are left out
_LEAST_PLACE = 16  # cells of a place, so that file and line fit
_LEAST_NAME = 4  # cells of a name that was cut
_SPACE = re.compile(r"\s+")


def top(answer: TopWords) -> RenderableType:
    """Draw the most frequent words."""
    rows = answer.rows
    most = max((row.count for row in rows), default=1)
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column(printable(answer.unit), [word(row.word) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("", [share_bar(row.count, most) for row in rows], drop=3, bars=True),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=1),
        Column("cumulative %", [Text(percent(row.cumulative)) for row in rows], right=True, drop=2),
    )
    return page(title(answer.corpus, counted(answer.tokens, answer.unit), counted(answer.types, "type")), Text(), table)


def frequencies(answer: Frequencies) -> RenderableType:
    """Draw how often words are found."""
    rows = answer.rows
    apart = any(row.as_word is not None and row.as_word != row.count for row in rows)
    table = Columns(
        Column("", [word(row.query, STRONG) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True),
        count_column("documents", [row.documents for row in rows], drop=2),
        Column("of all documents", [Text(percent(row.document_share)) for row in rows], right=True, drop=3),
        *(
            [Column(f"as a {printable(answer.unit)}", [_number(row.as_word) for row in rows], right=True, drop=1)]
            if apart
            else []
        ),
        Column("rank", [_number(row.rank) for row in rows], right=True, drop=1),
    )
    facts = title(answer.corpus, counted(answer.tokens, answer.unit), counted(answer.documents, "document"))
    notes = [Text.assemble(word(row.query, STRONG), ": ", prose(row.note)) for row in rows if row.note]
    return page(facts, Text(), table, *[Text()][: len(notes)], *notes)


def _number(value: int | None) -> Text:
    return Text(NONE if value is None else count(value))


def word_matches(answer: WordMatches) -> RenderableType:
    """Draw the words that match a pattern."""
    rows = answer.rows
    more = f"the first {len(rows):,}" if len(rows) < answer.types else ""
    head = title(
        word(answer.pattern), answer.corpus, counted(answer.types, "type"), counted(answer.tokens, answer.unit), more
    )
    if not rows:
        return page(head, Text("no words", QUIET))
    table = Columns(
        Column(printable(answer.unit), [word(row.word) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        count_column("rank", [row.rank for row in rows], drop=1, style=QUIET),
    )
    return page(head, Text(), table)


def contexts(answer: Contexts) -> RenderableType:
    """Draw hits in their context."""
    rows = answer.rows
    names = short_paths([row.file for row in rows])
    one_file = len(set(names)) == 1
    head = title(
        word(answer.query, most=60), answer.corpus, counted(answer.hits, "hit"), _shown(answer),
        Text("") if not one_file else word(names[0]),
    )  # fmt: skip
    if not rows:
        return page(head, Text("no hits", QUIET))
    places = [_place(row, "" if one_file else name, answer.unit) for row, name in zip(rows, names, strict=True)]
    return page(head, Text(), _Lines(rows, places, answer.whole))


def _shown(answer: Contexts) -> str:
    shown = len(answer.rows)
    which = f"{shown:,} of them" if answer.order else f"the first {shown:,}"
    return ", ".join(part for part in (which if shown < answer.hits else "", answer.order) if part)


@dataclass(frozen=True)
class _Place:
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


def _place(row: ContextRow, name: str, unit: str) -> _Place:
    name = printable(name)
    if row.record is not None:
        return _Place(name, f"#{row.record}" if name else f"row {row.record:,}")
    within = "" if row.word is None else f", {printable(unit)} {row.word:,}"
    return _Place(name, f":{row.line}" if name else f"line {row.line:,}", within)


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


class _Lines:
    """The lines, cut to the width; both sides get the same room, and as little as is needed.

    Where the contexts are wanted `whole` and some line would be cut, each hit is a passage below its place instead.
    """

    def __init__(self, rows: Sequence[ContextRow], places: Sequence[_Place], whole: bool) -> None:
        self._rows, self._places, self._whole = rows, places, whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = options.max_width
        if self._whole and self._natural(width) > width:
            for row, where in zip(self._rows, self._places, strict=True):
                yield Text(where.fitting(width), QUIET)
                passage = Text(_one_line(row.left).lstrip()).append(_one_line(row.match), STRONG)
                yield Padding(passage.append(_one_line(row.right).rstrip()), (0, 0, 0, len(_GAP)))
            return
        places = [place.fitting(max(_LEAST_PLACE, width // 4)) if width >= _NARROW else "" for place in self._places]
        last = max(map(cell_len, places))
        matches = [shorten(_one_line(row.match).strip(), max(1, width // 3)) for row in self._rows]
        middle = max(map(cell_len, matches))
        side = max(0, width - middle - 2 * len(_GAP) - (last + len(_GAP) if last else 0)) // 2
        lefts = [_end_of(_one_line(row.left).rstrip(" "), side, "") for row in self._rows]
        rights = [_begin_of(_one_line(row.right).lstrip(" "), side) for row in self._rows]
        left, right = max(map(cell_len, lefts)), max(map(cell_len, rights))
        for before, match, after, place in zip(lefts, matches, rights, places, strict=True):
            yield Text.assemble(
                _pad(before, left) + before, _GAP, (match, STRONG), _pad(match, middle), _GAP, after,
                _pad(after, right), _GAP, (place, QUIET), no_wrap=True, overflow="crop",
            )  # fmt: skip

    def _natural(self, width: int) -> int:
        """Return how many cells the lines take where nothing is cut."""
        parts = [[_one_line(row.left), _one_line(row.match), _one_line(row.right)] for row in self._rows]
        columns = [*zip(*parts, strict=True), [place.fitting(width) for place in self._places]]
        return sum(max(map(cell_len, column)) + len(_GAP) for column in columns) - len(_GAP)


def _one_line(text: str) -> str:
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
