"""The look of all answers: a small palette, one kind of table, text that is safe; pages take all of it from here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import Any

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.containers import Lines
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from embrepl.view.columns import Column
from embrepl.view.console import PlainConsole
from embrepl.view.long_tables import LongTable
from embrepl.view.palette import ACCENT, BAD, COMMAND, CURRENT, DOT, DOUBTFUL, GOOD, MARK, QUIET, STRONG
from embrepl.view.safe import printable, shorten

__all__ = [
    "ACCENT", "BAD", "CURRENT", "DOT", "DOUBTFUL", "GOOD", "LONGEST", "LONG_TABLE", "MARK", "QUIET", "STRONG",
    "UNBROKEN", "Column", "Columns", "Facts", "Paragraphs", "Trimmed", "cut", "is_whole", "labelled", "listed", "page",
    "prose", "safe", "title", "uncut", "word",
]  # fmt: skip
LONGEST = 60  # cells of any one word or name
LONG_TABLE = 200  # rows beyond which a table is drawn row by row
UNBROKEN = "\u00a0"  # a space at which no line is broken
_STANDS_IN = "\ue000"  # for it, since rich breaks lines at every space
_GAP = 2
_PARAGRAPH = 100  # cells of a line of a paragraph, however wide the terminal is
_uncut: ContextVar[bool] = ContextVar("uncut", default=False)


@contextlib.contextmanager
def uncut(whole: bool) -> Iterator[None]:
    """Make no word or name shorter within this block where they are wanted `whole`."""
    token = _uncut.set(whole)
    try:
        yield
    finally:
        _uncut.reset(token)


def is_whole() -> bool:
    """Whether what is drawn now goes where nothing is cut and no lines are drawn: to a file or a pipe."""
    return _uncut.get()


def cut(text: str, cells: int) -> str:
    """Return a word or a name as it can be printed, shortened where it takes more cells."""
    return printable(text) if _uncut.get() else shorten(printable(text[: 5 * cells]), cells)


def safe(text: str, style: str = "", lines: bool = False) -> Text:
    """Return a text from anywhere as what rich prints letter by letter."""
    return Text(printable(text, lines), style)


def word(text: str, style: str = "", most: int = LONGEST) -> Text:
    """Return a word or a name, shortened, that is cut rather than wrapped."""
    return Text(cut(text, most), style, no_wrap=True, overflow="ellipsis")


def prose(text: str, style: str = "") -> Text:
    """Return a sentence, its `commands` in bold."""
    result = safe(text, style, lines=True)
    result.highlight_regex(r"`[^`\n]+`", COMMAND)
    return result


class Listed(Text):
    """Items with commas between; a line is broken at no no-break space, where rich itself would."""

    def wrap(self, *args: Any, **kwargs: Any) -> Lines:
        """Return the lines."""
        text = self.copy()
        text.plain = text.plain.replace(UNBROKEN, _STANDS_IN)
        lines = text.wrap(*args, **kwargs)
        for line in lines:
            line.plain = line.plain.replace(_STANDS_IN, UNBROKEN)
        return lines


def listed(items: Iterable[Text], label: str = "") -> Text:
    """Return items with commas between behind a quiet label; no line is broken at their no-break spaces."""
    return Listed().append(label, QUIET).append_text(Text(", ").join(items))


def title(*parts: str | Text) -> Facts:
    """Return a heading: facts, the first in bold."""
    texts = [part if isinstance(part, Text) else word(part, "", 60) for part in parts if part]
    for text in texts[:1]:
        text.stylize(STRONG)
    return Facts(texts)


class Facts:
    """Short facts with dots between; a line is broken at a dot where it can be."""

    def __init__(self, parts: Iterable[Text]) -> None:
        self.parts = [part for part in parts if part]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        line: list[Text] = []
        for part in self.parts:
            if line and sum(one.cell_len + len(DOT) for one in line) + part.cell_len > options.max_width:
                yield _dotted(line)
                line = []
            line.append(part)
        yield _dotted(line)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return what the longest fact takes, and all of them on one line."""
        cells = [part.cell_len for part in self.parts] or [0]
        return Measurement(max(cells), sum(cells) + len(DOT) * (len(cells) - 1)).with_maximum(options.max_width)


def _dotted(parts: list[Text]) -> Text:
    line = Text.assemble((DOT, QUIET)).join(parts)
    line.no_wrap, line.overflow = len(parts) == 1 and bool(parts[0].no_wrap), "ellipsis"
    return line


def page(*parts: RenderableType | None) -> Group:
    """Return the parts one below the other, leaving out those that are None."""
    return Group(*(part for part in parts if part is not None))


class Paragraphs:
    """Text in lines that are short enough to be read with ease."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        yield from console.render(self.text, self._narrow(options))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return what the lines take."""
        return Measurement.get(console, self._narrow(options), self.text)

    def _narrow(self, options: ConsoleOptions) -> ConsoleOptions:
        return options.update(width=min(options.max_width, _PARAGRAPH))


class Trimmed:
    """Anything, without the spaces that rich leaves at the ends of lines."""

    def __init__(self, inside: RenderableType) -> None:
        self.inside = inside

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        for line in Segment.split_lines(console.render(self.inside, options)):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                last = line.pop()
                line.append(Segment(last.text.rstrip(), last.style))
            yield from line
            yield Segment.line()


def labelled(pairs: Iterable[tuple[str, RenderableType]]) -> Table:
    """Return lines of a quiet label and what it names; long texts wrap beside the labels."""
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True, style=QUIET)
    table.add_column(overflow="fold")
    for label, text in pairs:
        table.add_row(Text(label), text)
    return table


class Columns:
    """A table that drops its less important columns where the terminal is narrow, so that no figure is ever cut."""

    def __init__(self, *columns: Column, headers: bool = True) -> None:
        self.columns = columns
        self.headers = headers

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table that fits."""
        plain = isinstance(console, PlainConsole)
        if max((len(column.cells) for column in self.columns), default=0) > LONG_TABLE:
            style = QUIET if self.headers else None
            yield LongTable(self.fitting(options.max_width, plain), options.max_width, style, rule=not plain)
        else:
            yield self.table(options.max_width, plain)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return what the table takes."""
        return Measurement.get(console, options, self.table(options.max_width, isinstance(console, PlainConsole)))

    def table(self, width: int, plain: bool = False) -> Table:
        """Return the table for so many cells; a `plain` one has no bars and no line below the headers."""
        columns = self.fitting(width, plain)
        style = box.SIMPLE_HEAD if self.headers and not plain else None
        gap = _GAP - 1 if style else _GAP  # the box has a cell of its own between columns
        table = Table(box=style, show_edge=False, pad_edge=False, padding=(0, gap, 0, 0), header_style=QUIET)
        table.show_header = self.headers
        table.border_style = QUIET
        for column in columns:
            table.add_column(
                Text(column.header), justify="right" if column.right else "left", no_wrap=not column.flexible,
                overflow="fold" if column.flexible else "ellipsis",
            )  # fmt: skip
        for row in zip(*(column.cells for column in columns), strict=True):
            table.add_row(*row)
        return table

    def fitting(self, width: int, plain: bool = False) -> list[Column]:
        """Return the columns for so many cells, without those in which nothing stands."""
        columns = [column for column in self.columns if column.drop < 1 or any(column.cells)]
        columns = [column for column in columns if not (plain and column.bars)]
        while sum(column.least + _GAP for column in columns) > width:
            droppable = [column for column in columns if column.drop]
            if not droppable:
                break
            columns.remove(max(droppable, key=lambda column: column.drop))
        return columns
