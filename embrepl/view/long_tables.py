"""Tables of many rows, drawn a row at a time: rich measures and wraps every cell several times over.

A cell takes one line, cut at the width of its column, which is worked out from all rows once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.text import Text

from embrepl.view.columns import Column
from embrepl.view.safe import shorten

GAP = "  "
SEGMENTS_AT_ONCE = 4_096  # segments that are printed at a time


class LongTable:
    """A table that looks as rich would draw it, where no cell has to be wrapped."""

    def __init__(self, columns: Sequence[Column], width: int, style: str | None, *, rule: bool = True) -> None:
        """Take the columns to be shown; `style` is that of the headers, if any, and of the line below, the `rule`."""
        self._columns = columns
        self._widths = fit_widths([column.natural for column in columns], [column.least for column in columns], width)
        self._style, self._rule = style, rule

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the rows."""
        if self._style is not None:
            yield from self._row(console, [Text(column.header, self._style) for column in self._columns])
        if self._style is not None and self._rule:
            line = "─" * (sum(self._widths) + len(GAP) * (len(self._widths) - 1))
            yield from (Segment(line, console.get_style(self._style)), Segment.line())
        for row in zip(*(column.cells for column in self._columns), strict=True):
            yield from self._row(console, row)

    def _row(self, console: Console, cells: Sequence[Text]) -> Iterator[Segment]:
        plain = ""  # what has no style waits for its neighbours
        for column, cell, width in zip(self._columns, cells, self._widths, strict=True):
            text = cell.plain if cell_len(cell.plain) <= width else shorten(cell.plain, width)
            room = " " * (width - cell_len(text))
            before, after = (room, "") if column.right else ("", room)
            if cell.style and not cell.spans:
                yield from (Segment(plain + before), Segment(text, console.get_style(cell.style)))
                plain = after + GAP
            elif cell.spans and text == cell.plain:
                yield from (Segment(plain + before), *cell.render(console, ""))
                plain = after + GAP
            else:
                plain += before + text + after + GAP
        yield from (Segment(plain), Segment.line())


def fit_widths(natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Return the widths of columns: what each would take, the widest narrowed first, as far as it may be."""
    widths = list(natural)
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while over > 0:
        spare = [at for at, size in enumerate(widths) if size > least[at]]
        if not spare:
            break
        widths[max(spare, key=widths.__getitem__)] -= 1
        over -= 1
    return widths


def print_in_parts(console: Console, segments: Iterable[Segment]) -> None:
    """Print as it comes what may be long, so that it is seen at once and can be stopped."""
    rest = iter(segments)
    for first in rest:
        console.print(Segments(chain([first], islice(rest, SEGMENTS_AT_ONCE))), end="")
