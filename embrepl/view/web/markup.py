"""What pages are made of, as HTML: a table of kinds, and lines of signs for whatever has no row in it.

Every text is escaped. What is drawn is what a terminal of any width would show, with long words as they are.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from embrepl.view.canvas.heat import HeatTable
from embrepl.view.canvas.picture import Picture
from embrepl.view.console import make_console
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.pages.exploring.cards import Line
from embrepl.view.style import Columns, Facts, Paragraphs, Trimmed
from embrepl.view.web.frame import text as escaped
from embrepl.view.web.inline import attribute, classes, inline, whole_style
from embrepl.view.web.tables import columns_table, concordance, facts_table, heat_table

_WIDTH = 100  # cells of lines that are drawn with signs
_DOT = '<span class="dot"> · </span>'


def markup(what: object) -> str:
    """Return anything that rich can print as HTML."""
    write = next((write for kind, write in KINDS.items() if isinstance(what, kind)), _signs)
    return write(what, markup)


def _text(what: Text, _: Any) -> str:
    return f"<p{attribute(whole_style(what))}>{inline(what)}</p>\n" if what.plain.strip() else ""


def _plain(what: str, _: Any) -> str:
    return f"<p>{escaped(what)}</p>\n" if what.strip() else ""


def _item(text: Text) -> str:
    names = whole_style(text)
    return f"<span{attribute(names)}>{inline(text)}</span>" if names else inline(text)


def _facts(what: Facts, _: Any) -> str:
    return f'<p class="items">{_DOT.join(map(_item, what.parts))}</p>\n' if what.parts else ""


def _group(what: Group, write: Callable[[object], str]) -> str:
    """Return the parts, a gap where there is an empty line between two; lines of a card are rows of one table."""
    pieces: list[str] = []
    for is_line, group in groupby(what.renderables, lambda each: isinstance(each, Line)):
        some = list(group)
        pieces += [_lines(some)] if is_line else [GAP if _is_empty(each) else write(each) for each in some]
    return "".join(_without_needless_gaps(pieces))


GAP = '<div class="gap"></div>\n'


def _is_empty(what: object) -> bool:
    return isinstance(what, Text) and not what.plain.strip()


def _without_needless_gaps(pieces: list[str]) -> Iterator[str]:
    last, waiting = "", False
    for piece in filter(None, pieces):
        if piece == GAP:
            waiting = bool(last)
            continue
        if waiting:
            yield GAP
        yield piece
        last, waiting = piece, False


def _lines(lines: Any) -> str:
    """Return the lines of a card: what stands before each, and its items."""
    rows = ""
    for line in lines:
        items = [f"<span>{_item(each)}</span>" for each in line.items if each.plain]
        if line.strip and items:
            items.insert(0, _strip(line.strip))
        if items:
            label = f'<th scope="row">{escaped(line.label)}</th>' if line.label else "<td></td>"
            rows += f'<tr>{label}<td class="items">{_DOT.join(items)}</td></tr>\n'
    return f'<table class="facts card"><tbody>\n{rows}</tbody></table>\n' if rows else ""


def _strip(heights: Any) -> str:
    """Return heights as a row of columns."""
    most = max(*heights, 1)
    high = {at: max(2, round(20 * each / most)) for at, each in enumerate(heights) if each > 0}
    bars = "".join(f'<rect x="{6 * at}" y="{20 - up}" width="5" height="{up}"/>' for at, up in high.items())
    return f'<svg class="strip" viewBox="0 0 {6 * len(heights)} 20" aria-hidden="true">{bars}</svg>'


def _signs(what: Any, write: Callable[[object], str]) -> str:
    """Return what has no row: the tables that it is made of, or else its lines, drawn with signs."""
    console = make_console(io.StringIO(), width=_WIDTH, colour=True)
    if hasattr(what, "__rich_console__"):
        parts = list(what.__rich_console__(console, console.options))
        if parts and all(isinstance(part, (Columns, Table, Facts)) for part in parts):
            return "".join(map(write, parts))
    lines = console.render_lines(what, pad=False)
    drawn = "\n".join("".join(map(_segment, line)) for line in lines).rstrip("\n")
    return f'<pre class="drawn">{drawn}</pre>\n' if drawn.strip() else ""


def _segment(segment: Segment) -> str:
    names = classes(segment.style) if segment.style and segment.text.strip() else ""
    return f"<span{attribute(names)}>{escaped(segment.text)}</span>" if names else escaped(segment.text)


KINDS: dict[type, Callable[[Any, Callable[[object], str]], str]] = {
    Text: _text,
    str: _plain,
    Group: _group,
    Facts: _facts,
    Columns: columns_table,
    HeatTable: heat_table,
    ContextLines: concordance,
    Table: facts_table,
    Paragraphs: lambda what, write: write(what.text),
    Trimmed: lambda what, write: write(what.inside),
    Picture: lambda what, write: write(what.instead),
    Padding: lambda what, write: write(what.renderable),
}
