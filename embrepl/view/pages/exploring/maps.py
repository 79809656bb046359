"""How maps of words look: the picture, or the table behind it."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.answers.exploring.maps import LOW_TRUST, WordMap
from embrepl.view.canvas.picture import Picture
from embrepl.view.charts.makers.maps import title_of, word_map
from embrepl.view.columns import count_column
from embrepl.view.numbers import NONE, figure
from embrepl.view.style import DOUBTFUL, QUIET, STRONG, Column, Columns, cut, is_whole, page, prose, title, uncut, word


def maps(answer: WordMap) -> RenderableType:
    """Draw a map with its title and notes; in a pipe, or where it is wanted, as a table."""
    table, chart = _Table(answer), word_map(answer)
    notes = [prose(note, QUIET) for note in answer.notes]
    if chart is None or answer.plain:
        return page(title(title_of(answer)), table, *notes)
    return page(title(title_of(answer)), Picture(chart, instead=table, below=notes))


class _Table:
    """The table behind a map, which is made where it is shown: a picture of thousands of points has none."""

    def __init__(self, answer: WordMap) -> None:
        self._answer, self._whole = answer, is_whole()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table."""
        with uncut(self._whole):
            yield _table(self._answer)


def _table(answer: WordMap) -> RenderableType:
    rows = answer.rows
    columns = [
        Column("word", [word(row.word, STRONG if row.asked else "") for row in rows], flexible=True),
        Column("x", [Text(figure(row.x)) for row in rows], right=True),
        Column("y", [Text(figure(row.y)) for row in rows], right=True),
        count_column("count", [row.count for row in rows], drop=2),
    ]
    if answer.groups:
        columns.append(
            Column(cut(answer.grouped_by, 24) or "group", [word(row.group, most=24) for row in rows], drop=3)
        )
    columns.append(Column("trust", [_share(row.trust, low=LOW_TRUST) for row in rows], right=True, drop=1))
    if any(row.moves is not None for row in rows):
        columns.append(Column("moves", [_share(row.moves) for row in rows], right=True, drop=4))
    return Columns(*columns)


def _share(value: float | None, low: float = 0.0) -> Text:
    if value is None:
        return Text(NONE, QUIET)
    return Text(figure(value, 2), DOUBTFUL if value < low else "")
