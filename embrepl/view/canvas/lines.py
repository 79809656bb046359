"""Lines in a terminal: curves and bands between a vertical and a horizontal axis, each with its name at its end.

Where names at the ends would take too much, they stand above, behind the signs that are on the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.axes import below, beside, named, ticks_across, ticks_beside
from embrepl.view.canvas.curves import Curve, Curves, Look, look
from embrepl.view.canvas.dots import DOWN
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Lines, Series
from embrepl.view.charts.scales import Scale, scale_of
from embrepl.view.palette import QUIET

_LOWEST, _LOW = 3, 12  # rows of a picture at least, and of one that has no line to spare for the label below
_NAME, _LEGEND_NAME = 20, 30  # cells of a name at the end of a line, and above
_FOR_NAMES = 60  # cells of a picture that has names at the ends of lines
_GAP = 3


@dataclass(frozen=True)
class _Shown:
    """A series as it is drawn; `end`: how high its line ends, as a share of the axis."""

    label: str
    end: float
    curve: Curve


def draw(chart: Lines, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes."""
    x, y = _scales(chart)
    series = list(_series(chart, x, y, room))
    if not series:
        yield Text("no point has a place on these axes"[: room.width], QUIET, no_wrap=True)
        return
    names = _names(chart, series)
    at_ends = room.width >= _FOR_NAMES and 0 < len(names) <= room.height - 3
    head = list(_head(chart.y.label, [] if at_ends else names, room))
    yield from head
    after = max(cell_len(named(one.label, _NAME, room)) for one in names) + _GAP if at_ends else 0
    for spare in (0, 1):  # a line for the label below, where it has no room beside the figures
        height = max(_LOWEST, room.height - len(head) - 2 - spare)
        left = beside(ticks_beside(y, height, room), height, room)
        before = left[0].cell_len
        width = max(1, room.width - before - after)
        bottom = list(_bottom(x, chart.x.label, width, (before, after), room))
        if len(bottom) <= 2 + spare:
            break
    canvas = Curves(width, height, room)
    canvas.draw([one.curve for one in series])
    right = _ends(names if at_ends else [], height, room)
    for row, line in enumerate(canvas.rows()):
        yield _whole(left[row], line, right.get(row, Text()))
    yield from bottom


def _bottom(x: Scale, label: str, width: int, around: tuple[int, int], room: Room) -> Iterator[Text]:
    """Yield the axis below; in a low picture the label takes the room of the last figures."""
    before, after = around
    places = ticks_across(x, width, room, before, after)
    if room.height <= _LOW:
        label = named(label, (width + after) // 2, room)
        free = width + after - cell_len(label) - _GAP
        places = [(cell, text if cell + cell_len(text) // 2 < free else "") for cell, text in places]
    yield from below(places, width, room, before=before, after=after, label=label)


def _scales(chart: Lines) -> tuple[Scale, Scale]:
    """Return the scales of the axes, wide enough for all that has a place on both."""
    x, y = scale_of((), chart.x), scale_of((), chart.y)
    points = [point for one in chart.series for point in one.points if x.has(point.x) and y.has(point.y)]
    heights = [each for point in points for each in (point.y, point.low, point.high)]
    return scale_of((point.x for point in points), chart.x), scale_of(heights, chart.y)


def _series(chart: Lines, x: Scale, y: Scale, room: Room) -> Iterator[_Shown]:
    fits = [at for at, one in enumerate(chart.series) if not one.dots]
    is_fit = len(fits) == 1 < len(chart.series)
    for at, one in enumerate(chart.series):
        curve = _curve(one, x, y, look(at, room, fitted=is_fit and at in fits))
        if curve.points:
            yield _Shown(one.label, max(curve.points)[1], curve)


def _curve(series: Series, x: Scale, y: Scale, look: Look) -> Curve:
    known = [point for point in series.points if x.has(point.x) and y.has(point.y)]
    band = [
        (x.share(point.x), y.share(point.low), y.share(point.high)) for point in known
        if point.low is not None and point.high is not None and y.has(point.low) and y.has(point.high)
    ]  # fmt: skip
    return Curve(tuple((x.share(point.x), y.share(point.y)) for point in known), tuple(band), series.dots, look)


def _names(chart: Lines, series: Sequence[_Shown]) -> list[_Shown]:
    """Return the series whose names are written: all, unless the title says the only one."""
    shown = [one for one in series if one.label.strip()]
    return [] if len(series) == 1 and shown and shown[0].label in chart.title else shown


def _head(label: str, names: Sequence[_Shown], room: Room) -> Iterator[Text]:
    """Yield what stands above: the label of the vertical axis, and behind it signs with names."""
    line = Text(no_wrap=True).append(named(label, room.width, room), QUIET)
    for one in names:
        name = named(one.label, min(_LEGEND_NAME, room.width - 2), room)
        if line and line.cell_len + _GAP + 2 + cell_len(name) > room.width:
            yield line
            line = Text(no_wrap=True)
        line.append(" " * _GAP if line else "").append(one.curve.look.sign, one.curve.look.style).append(f" {name}")
    if line:
        yield line


def _ends(names: Sequence[_Shown], height: int, room: Room) -> dict[int, Text]:
    """Return the names at the ends of lines by their rows: as near as can be, in the order of the ends."""
    ordered = sorted(names, key=lambda one: -one.end)
    rows: list[int] = []
    for one in ordered:
        wanted = round((1 - one.end) * (height * DOWN - 1)) // DOWN
        rows.append(max(wanted, rows[-1] + 1 if rows else 0))
    last = height
    for at in range(len(rows) - 1, -1, -1):  # those pushed out below go up again
        last = rows[at] = min(rows[at], last - 1)
    return {
        row: Text.assemble(" ", (one.curve.look.sign, one.curve.look.style), f" {named(one.label, _NAME, room)}")
        for row, one in zip(rows, ordered, strict=True)
    }


def _whole(*parts: Text) -> Text:
    line = Text(no_wrap=True)
    for part in parts:
        line.append_text(part)
    line.rstrip()
    return line
