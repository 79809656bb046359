"""Intervals in a terminal: a line for each value, a dot on its whisker, above a common axis.

A whisker that crosses the reference is quiet and shows the crossing. Figures stand at the right where there is room.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.axes import assembled, below, cell_of, named, padded, signs, ticks_across
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import IntervalRow, Intervals
from embrepl.view.charts.scales import Scale, scale_of
from embrepl.view.palette import ACCENT, QUIET, STRONG

_MARGIN = 0.03  # of the axis, so that no dot stands on its end
_NAME, _LEAST_NAME = 36, 6  # cells of a label
_NOTE = 30  # cells of a note
_FOR_FIGURES, _FOR_INTERVALS, _FOR_NOTES = 50, 70, 100  # cells of a picture that has them
_GAP = 2
_INDENT = 2
_DIGITS = 3


@dataclass(frozen=True)
class _Marks:
    """The signs of a row, and half cells for the ends of its whisker."""

    dot: str
    whisker: str
    crossing: str
    reference: str
    begins: str
    ends: str


_UNICODE, _ASCII = _Marks("●", "─", "┼", "┊", "╶", "╴"), _Marks("o", "-", "+", ":", "-", "-")


@dataclass(frozen=True)
class _Columns:
    """How wide the columns are, and what stands in the last ones, by row."""

    label: int
    axis: int
    figures: list[str]
    notes: list[str]


def draw(chart: Intervals, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes."""
    if not chart.rows:
        yield Text("no rows", QUIET, no_wrap=True)
        return
    rows = _together(chart.rows)
    reference = chart.reference if chart.reference is not None and math.isfinite(chart.reference) else None
    values = [each for row in rows if row.value is not None for each in (row.value, row.low, row.high)]
    scale = scale_of([*values, reference], chart.axis, _MARGIN)
    columns = _columns(rows, scale, room)
    before, after = columns.label + 2, room.width - columns.label - 2 - columns.axis
    places = ticks_across(scale, columns.axis, room, before, after)
    group = ""
    for at, row in enumerate(rows):
        if row.group != group:
            group = row.group
            yield _heading(group, columns, scale, reference, room)
        yield _line(row, at, columns, scale, reference, room)
    yield from below(places, columns.axis, room, before=before, after=after, label=chart.axis.label)


def _together(rows: Sequence[IntervalRow]) -> list[IntervalRow]:
    """Return the rows with those of a group together, groups in the order of their first rows."""
    groups: dict[str, list[IntervalRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return [row for name in sorted(groups, key=bool) for row in groups[name]]


def _ends(row: IntervalRow, scale: Scale) -> tuple[float, float] | None:
    if row.value is None or row.low is None or row.high is None:
        return None
    return (row.low, row.high) if scale.has(row.low) and scale.has(row.high) else None


def _columns(rows: Sequence[IntervalRow], scale: Scale, room: Room) -> _Columns:
    """Return the columns, with as much at the right as leaves a third of the width to the axis."""
    most = max(_LEAST_NAME, min(_NAME, room.width // 3))
    label = max(min(most, _INDENT * bool(row.group) + cell_len(named(row.label, most, room))) for row in rows)
    groups = (cell_len(named(row.group, room.width, room)) for row in rows)
    label = max([label, *(cells for cells in groups if cells <= most)])
    for figures, notes in _at_right(rows, scale, room):
        sizes = [max(map(cell_len, column)) for column in (figures, notes)]
        axis = room.width - label - 2 - sum(_GAP + cells for cells in sizes if cells)
        if axis * 3 >= room.width:
            break
    return _Columns(label, max(1, axis), figures, notes)


def _at_right(rows: Sequence[IntervalRow], scale: Scale, room: Room) -> Iterator[tuple[list[str], list[str]]]:
    """Yield figures and notes, from all that may stand there to nothing."""
    nothing = [""] * len(rows)
    if room.width >= _FOR_NOTES:
        notes = [named(row.note, _NOTE, room) if scale.has(row.value) else "" for row in rows]
        yield _figures(rows, scale, intervals=True), notes
    if room.width >= _FOR_INTERVALS:
        yield _figures(rows, scale, intervals=True), nothing
    if room.width >= _FOR_FIGURES:
        yield _figures(rows, scale, intervals=False), nothing
    yield nothing, nothing


def _figures(rows: Sequence[IntervalRow], scale: Scale, *, intervals: bool) -> list[str]:
    """Return the values, with their intervals where these are wanted; all with the same decimals."""
    span = scale.high - scale.low
    decimals = 0 if not math.isfinite(span) else min(6, max(0, _DIGITS - 1 - math.floor(math.log10(span))))
    values = [_figure(row.value, decimals, scale) for row in rows]
    widest = max(map(len, values))
    pairs = [_ends(row, scale) if intervals else None for row in rows]
    ends = [pair and [_figure(end, decimals, scale) for end in pair] for pair in pairs]
    low, high = (max((len(pair[side]) for pair in ends if pair), default=0) for side in (0, 1))
    return [
        (f"{value:>{widest}}" + (f"  {pair[0]:>{low}} to {pair[1]:>{high}}" if pair else "")) if value else ""
        for value, pair in zip(values, ends, strict=True)
    ]


def _figure(value: float | None, decimals: int, scale: Scale) -> str:
    if value is None or not scale.has(value):
        return ""
    if abs(value) >= 1e6 or scale.logarithmic or scale.high - scale.low < 1e-4:
        return f"{float(f'{value:.{_DIGITS}g}'):,g}"
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def _heading(group: str, columns: _Columns, scale: Scale, reference: float | None, room: Room) -> Text:
    """Return the name of a group; axis and reference go on beside it where it leaves them room."""
    line = Text(named(group, room.width, room), STRONG, no_wrap=True)
    if line.cell_len > columns.label:
        return line
    rest = " " * (columns.label - line.cell_len) + f" {signs(room).down}"
    line = Text.assemble(line, (rest, QUIET), no_wrap=True)
    line.append_text(assembled(_empty(columns.axis, scale, reference, room)))
    line.rstrip()
    return line


def _empty(width: int, scale: Scale, reference: float | None, room: Room) -> list[tuple[str, str]]:
    """Return the cells of a row that has nothing but the reference."""
    cells = [(" ", "")] * width
    at = cell_of(scale, reference, width) if reference is not None else None
    if at is not None:
        cells[at] = (_ASCII if room.ascii else _UNICODE).reference, QUIET
    return cells


def _line(
    row: IntervalRow, at: int, columns: _Columns, scale: Scale, reference: float | None, room: Room
) -> Text:  # fmt: skip
    indent = " " * (_INDENT * bool(row.group))
    label = indent + named(row.label, columns.label - len(indent), room)
    line = Text(padded(label, columns.label), no_wrap=True)
    line.append(f" {signs(room).down}", QUIET)
    line.append_text(_whisker(row, columns.axis, scale, reference, room))
    if columns.figures[at]:
        line.append(" " * _GAP + columns.figures[at])
    if columns.notes[at]:
        used = columns.label + 2 + columns.axis + max(map(cell_len, columns.figures)) + 2 * _GAP
        line.append(" " * (used - line.cell_len) + columns.notes[at], QUIET)
    line.rstrip()
    return line


def _whisker(row: IntervalRow, width: int, scale: Scale, reference: float | None, room: Room) -> Text:
    marks = _ASCII if room.ascii else _UNICODE
    cells = _empty(width, scale, reference, room)
    at = cell_of(scale, reference, width) if reference is not None else None
    dot = cell_of(scale, row.value, width) if row.value is not None else None
    if dot is None:
        return _note(row, cells, room)
    ends = _ends(row, scale)
    crosses = ends is not None and row.holds(reference)
    style = "" if not room.colour or not ends else QUIET if crosses else ACCENT
    if ends:
        halves = [cell_of(scale, end, width * 2, 1) or 0 for end in ends]
        first, last = halves[0] // 2, halves[1] // 2
        for cell in range(first, last + 1):
            cells[cell] = marks.crossing if cell == at else marks.whisker, style
        if halves[0] % 2 and first != at and first < last:
            cells[first] = marks.begins, style
        if halves[1] % 2 == 0 and last != at and first < last:
            cells[last] = marks.ends, style
    cells[dot] = marks.dot, style
    return assembled(cells)


def _note(row: IntervalRow, cells: list[tuple[str, str]], room: Room) -> Text:
    """Return what stands in place of a whisker: why there is none."""
    note = named(row.note or "no figure", len(cells) - 1, room)
    return Text(f" {note}", QUIET, no_wrap=True).append_text(assembled(cells[1 + cell_len(note) :]))
