"""Values with their intervals, one below the other."""

from __future__ import annotations

import math

from embrepl.view.charts.kinds import IntervalRow, Intervals
from embrepl.view.charts.scales import scale_of
from embrepl.view.numbers import figure, significant
from embrepl.view.web.svg.marks import WIDTH, Room, colour, letters, line, mark, shown, widest, x_axis

_STEP, _BEFORE = 21, 12  # from row to row, and more before a group
_TOP, _BOTTOM = 8, 46


def draw(chart: Intervals) -> tuple[str, float]:
    """Return the picture and its height."""
    known = [end for row in chart.rows for end in (row.value, row.low, row.high)]
    scale = scale_of([*known, chart.reference], chart.axis, 0.03)
    names = [shown(row.label, 28) for row in chart.rows]
    groups = list(dict.fromkeys(row.group for row in chart.rows))
    headed = any(groups)
    bottom = _TOP + _STEP * len(chart.rows) + (_STEP + _BEFORE) * len(groups) * headed + 4
    written = [figure(row.value, 2) for row in chart.rows]
    left, right = widest(names) + 18, WIDTH - widest(written, 90) - 18
    room = Room(left, _TOP, right, bottom, scale, scale)
    drawn = x_axis(room, chart.axis)
    if chart.reference is not None and scale.has(chart.reference):
        drawn += line(room.across(chart.reference), _TOP, room.across(chart.reference), bottom, "reference")
    y: float = _TOP
    for at, group in enumerate(groups):
        if headed:
            y += _STEP + _BEFORE * bool(at)
            drawn += letters(6, y - 5, shown(group, 60), "head")
        for row, name, value in zip(chart.rows, names, written, strict=True):
            if row.group == group:
                y += _STEP
                drawn += _row(row, name, value, y - _STEP / 2, room, at if headed else 0)
    return drawn, bottom + (_BOTTOM if chart.axis.label else 28)


def _row(row: IntervalRow, name: str, value: str, y: float, room: Room, group: int) -> str:
    written = letters(room.left - 10, y + 4, name, "", "end") + letters(WIDTH - 6, y + 4, value, "tick", "end")
    if row.value is None or not room.x.has(row.value) or not math.isfinite(row.value):
        return written
    drawn = ""
    if row.low is not None and row.high is not None and room.x.has(row.low) and room.x.has(row.high):
        low, high = room.across(row.low), room.across(row.high)
        names = f"whisker {colour(group)}"
        drawn = (
            line(low, y, high, y, names) + line(low, y - 4, low, y + 4, names) + line(high, y - 4, high, y + 4, names)
        )
    sure = f", {significant(row.low)} to {significant(row.high)}" if drawn else ""
    said = f"{shown(row.label, 60)}: {value}{sure}{'; ' + shown(row.note, 120) if row.note else ''}"
    return written + drawn + mark(room.across(row.value), y, group, 4, "dot", said)
