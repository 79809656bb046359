"""Tables of a page: columns with their figures and bars, rows of facts, shaded cells, lines of the text."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import zip_longest

from rich.table import Table
from rich.text import Text

from embrepl.view.canvas.heat import HeatTable
from embrepl.view.columns import Column
from embrepl.view.console import UNBOUNDED
from embrepl.view.pages.context_lines import ContextLines, one_line
from embrepl.view.safe import printable
from embrepl.view.style import ACCENT, Columns
from embrepl.view.web.bars import bar_cell
from embrepl.view.web.frame import text as escaped
from embrepl.view.web.inline import attribute, inline, whole_style

LEVELS = 7  # shades of a table of figures
_SHORT = 36  # cells of a column that is never broken
_FEWEST_SORTED = 3  # rows of a table that can be sorted
_ITSELF = "·"
Write = Callable[[object], str]


def columns_table(what: Columns, _: Write) -> str:
    """Return columns as a table; one of three rows or more can be sorted, unless its rows hang together."""
    columns = what.fitting(UNBOUNDED)
    if not columns:
        return ""
    rows = list(zip(*(_cells(column) for column in columns), strict=True))
    head = "".join(map(_head, columns)) if what.headers else ""
    names = "sortable" if head and len(rows) >= _FEWEST_SORTED and not _hangs_together(columns) else ""
    body = "".join(f"<tr>{''.join(row)}</tr>\n" for row in rows)
    return scrolled(f"<table{attribute(names)}>{_headed(head)}<tbody>\n{body}</tbody></table>")


def _headed(cells: str) -> str:
    return f"<thead><tr>{cells}</tr></thead>" if cells else ""


def scrolled(table: str) -> str:
    """Return a table that scrolls by itself where it is wider than the page."""
    return f'<div class="wide">{table}</div>'


def _head(column: Column) -> str:
    if not column.header.strip():
        return "<td></td>"
    return f'<th scope="col"{attribute("n" if column.right else "")}>{escaped(printable(column.header))}</th>'


def _cells(column: Column) -> list[str]:
    if column.bars:
        return [f'<td class="bar">{bar_cell(cell)}</td>' for cell in column.cells]
    own = " ".join(
        name for name, needed in (("n", column.right), ("f", column.flexible and column.natural > _SHORT)) if needed
    )
    return [f"<td{attribute(f'{own} {whole_style(cell)}'.strip())}>{inline(cell)}</td>" for cell in column.cells]


def _hangs_together(columns: Sequence[Column]) -> bool:
    """Whether a row belongs to the one above, its first cell empty or indented, or is of two tables side by side."""
    if any(column.header and not column.header.strip() for column in columns):
        return True
    first = next((column for column in columns if column.header and not column.bars), columns[0])
    return any(not cell.plain or cell.plain[0] in " ├└│" for cell in (*first.cells, *columns[0].cells))


def facts_table(what: Table, write: Write) -> str:
    """Return a table of rich: rows of a label and what it names, or any other."""
    rows = zip_longest(*(list(column.cells) for column in what.columns), fillvalue="")
    heads = [inline(_as_text(column.header)) for column in what.columns] if what.show_header else []
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "".join(f"<tr>{_row_head(first)}{''.join(f'<td>{write(cell).strip()}</td>' for cell in rest)}</tr>\n"
                   for first, *rest in rows)  # fmt: skip
    return f'<table class="facts">{_headed(head)}<tbody>\n{body}</tbody></table>'


def _row_head(cell: object) -> str:
    label = inline(_as_text(cell))
    return f'<th scope="row">{label}</th>' if label else "<td></td>"


def _as_text(cell: object) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell))


def heat_table(what: HeatTable, _: Write) -> str:
    """Return cosines as a table of shaded cells."""
    return shaded(what.names, what.names, what.figures)


def shaded(
    rows: Sequence[str], columns: Sequence[str], figures: Sequence[Sequence[float | None]], label: str = ""
) -> str:
    """Return figures in shaded cells, from the least to the greatest; with the same names at both, without itself."""
    square = list(rows) == list(columns) and len(rows) > 1
    known = [value for at, row in enumerate(figures) for other, value in enumerate(row)
             if value is not None and math.isfinite(value) and not (square and at == other)]  # fmt: skip
    least, greatest = min(known, default=0.0), max(known, default=0.0)

    def cell(at: int, other: int, value: float | None) -> str:
        if square and at == other:
            return f'<td class="n q">{_ITSELF}</td>'
        if value is None or not math.isfinite(value):
            return "<td></td>"
        share = (value / 2 - least / 2) / (greatest / 2 - least / 2) if greatest > least else 0.0
        return f'<td class="n l{min(LEVELS - 1, int(share * LEVELS))}">{_figure(value, greatest)}</td>'

    head = f'<td class="q">{_name(label)}</td>' + "".join(
        f'<th scope="col" class="n">{_name(name)}</th>' for name in columns
    )
    body = "".join(
        f'<tr><th scope="row">{_name(name)}</th>'
        + "".join(cell(at, other, value) for other, value in enumerate(row))
        + "</tr>\n"
        for at, (name, row) in enumerate(zip(rows, figures, strict=True))
    )
    return scrolled(f'<table class="heat">{_headed(head)}<tbody>\n{body}</tbody></table>')


def _name(name: str) -> str:
    return escaped(one_line(name))


def _figure(value: float, greatest: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00") if abs(greatest) <= 1 else f"{value:,.4g}"


def concordance(what: ContextLines, _: Write) -> str:
    """Return lines of the text: the hits below each other, or as passages where the contexts are wanted whole."""
    if what.whole:
        return "".join(
            f'<p class="place">{escaped(place.fitting(UNBOUNDED))}</p>'
            f"<blockquote>{escaped(one_line(row.left).lstrip())}<b>{escaped(one_line(row.match))}</b>{escaped(one_line(row.right).rstrip())}</blockquote>\n"
            for row, place in zip(what.rows, what.places, strict=True)
        )
    body = "".join(
        f'<tr><td class="left"><span>{_side(one_line(row.left).rstrip(), what.marked)}</span></td> '
        f"<td><b>{escaped(one_line(row.match).strip())}</b></td> "
        f'<td class="right">{_side(one_line(row.right).lstrip(), what.marked)}</td>'
        f'<td class="q">{escaped(place.fitting(UNBOUNDED))}</td></tr>\n'
        for row, place in zip(what.rows, what.places, strict=True)
    )
    head = "".join(f'<th scope="col">{each}</th>' for each in ("before", "hit", "after", "where"))
    return f'<table class="kwic"><thead class="unseen"><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>'


def _side(plain: str, marked: str) -> str:
    side = Text(plain)
    if marked:
        side.highlight_regex(marked, ACCENT)
    return inline(side)
