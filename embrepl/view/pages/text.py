"""How answers about the words of the text look, and the lines of `kwic`: the hits below each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

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
_SPACE = re.compile(r"\s+")


def top(answer: TopWords) -> RenderableType:
    """Draw the most frequent words."""
    rows = answer.rows
    most = max((row.count for row in rows), default=1)
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("", [share_bar(row.count, most) for row in rows], drop=3, bars=True),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=1),
        Column("cumulative %", [Text(percent(row.cumulative)) for row in rows], right=True, drop=2),
    )
    return page(title(answer.corpus, counted(answer.tokens, "word"), counted(answer.types, "type")), Text(), table)


def frequencies(answer: Frequencies) -> RenderableType:
    """Draw how often words are found."""
    rows = answer.rows
    table = Columns(
        Column("", [word(row.query, STRONG) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True),
        count_column("documents", [row.documents for row in rows], drop=2),
        Column("of all documents", [Text(percent(row.document_share)) for row in rows], right=True, drop=3),
        Column("rank", [Text(NONE if row.rank is None else count(row.rank)) for row in rows], right=True, drop=1),
    )
    facts = title(answer.corpus, counted(answer.tokens, "word"), counted(answer.documents, "document"))
    notes = [Text.assemble(word(row.query, STRONG), ": ", prose(row.note)) for row in rows if row.note]
    return page(facts, Text(), table, *[Text()][: len(notes)], *notes)


def word_matches(answer: WordMatches) -> RenderableType:
    """Draw the words that match a pattern."""
    rows = answer.rows
    more = f"the first {len(rows):,}" if len(rows) < answer.types else ""
    head = title(
        word(answer.pattern), answer.corpus, counted(answer.types, "type"), counted(answer.tokens, "word"), more
    )
    if not rows:
        return page(head, Text("no words", QUIET))
    table = Columns(
        Column("word", [word(row.word) for row in rows], flexible=True),
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
    places = [_place(row, "" if one_file else name) for row, name in zip(rows, names, strict=True)]
    return page(head, Text(), _Lines(rows, places, answer.whole))


def _shown(answer: Contexts) -> str:
    shown = len(answer.rows)
    which = f"{shown:,} of them" if answer.order else f"the first {shown:,}"
    return ", ".join(part for part in (which if shown < answer.hits else "", answer.order) if part)


def _place(row: ContextRow, name: str) -> str:
    """Return where a line is found: name:120 is a line, name#75 a row; of the one file, without its name."""
    if row.record is None:
        word_ = "" if row.word is None else f", word {row.word:,}"
        return f"{name}:{row.line}{word_}" if name else f"line {row.line:,}{word_}"
    return f"{name}#{row.record}" if name else f"row {row.record:,}"


class _Lines:
    """The lines, cut to the width; both sides get the same room, and as little as is needed.

    Where the contexts are wanted `whole` and some line would be cut, each hit is a passage below its place instead.
    """

    def __init__(self, rows: Sequence[ContextRow], places: Sequence[str], whole: bool) -> None:
        self._rows, self._places = rows, [printable(place) for place in places]
        self._whole = whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = options.max_width
        if self._whole and self._natural() > width:
            for row, place in zip(self._rows, self._places, strict=True):
                yield Text(place, QUIET, overflow="fold")
                passage = Text(_one_line(row.left).lstrip()).append(_one_line(row.match), STRONG)
                yield Padding(passage.append(_one_line(row.right).rstrip()), (0, 0, 0, len(_GAP)))
            return
        places = [_end_of(place, width // 4) if width >= _NARROW else "" for place in self._places]
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

    def _natural(self) -> int:
        """Return how many cells the lines take where nothing is cut."""
        parts = [[_one_line(row.left), _one_line(row.match), _one_line(row.right)] for row in self._rows]
        columns = [*zip(*parts, strict=True), self._places]
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
