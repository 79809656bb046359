"""Lines over an axis, with bands and a label at the end of each."""

from __future__ import annotations

from collections.abc import Sequence

from embrepl.view.charts.kinds import LinePoint, Lines, Series
from embrepl.view.charts.scales import Scale, scale_of
from embrepl.view.numbers import significant
from embrepl.view.web.svg.marks import (
    LINE,
    WIDTH,
    Room,
    colour,
    letters,
    line,
    mark,
    number,
    path,
    shown,
    spread_apart,
    widest,
    x_axis,
    y_axis,
)

_HEIGHT, _TOP, _BOTTOM = 380, 34, 48
_MARKED = 60  # points of a line that have a mark each; of more every some
_DASHES = 4  # classes d0, d1 …


def draw(chart: Lines) -> tuple[str, float]:
    """Return the picture and its height."""
    x_scale = scale_of((point.x for each in chart.series for point in each.points), chart.x, 0.02)
    known = (end for each in chart.series for point in each.points for end in (point.y, point.low, point.high))
    y_scale = scale_of(known, chart.y, 0.05)
    height = max(_HEIGHT, LINE * len(chart.series) + _TOP + _BOTTOM)
    names = [shown(each.label, 24) for each in chart.series]
    left = 14 + widest((name for _, name in y_scale.ticks(6)), 120)
    right = WIDTH - (widest(names, 190) + 18 if any(names) else 12)
    room = Room(left, _TOP, right, height - _BOTTOM, x_scale, y_scale)
    bands = "".join(_band(each, at, room) for at, each in enumerate(chart.series))
    drawn = "".join(_line(each, at, room) for at, each in enumerate(chart.series))
    return y_axis(room, chart.y) + x_axis(room, chart.x) + bands + drawn + _labels(chart.series, names, room), height


def _known(points: Sequence[LinePoint], x: Scale, y: Scale) -> list[LinePoint]:
    return [point for point in points if x.has(point.x) and y.has(point.y)]


def _band(series: Series, at: int, room: Room) -> str:
    points = [each for each in _known(series.points, room.x, room.y) if room.y.has(each.low) and room.y.has(each.high)]
    if not points:
        return ""
    if series.dots or len(points) == 1:
        return "".join(
            line(room.across(each.x), room.down(each.low or 0), room.across(each.x), room.down(each.high or 0),
                 f"whisker {colour(at)}") for each in points
        )  # fmt: skip
    there = [f"{number(room.across(each.x))} {number(room.down(each.high or 0))}" for each in points]
    back = [f"{number(room.across(each.x))} {number(room.down(each.low or 0))}" for each in reversed(points)]
    return path(f"M{'L'.join([*there, *back])}z", f"band {colour(at)}")


def _line(series: Series, at: int, room: Room) -> str:
    points = _known(series.points, room.x, room.y)
    places = [f"{number(room.across(each.x))} {number(room.down(each.y))}" for each in points]
    drawn = path(f"M{'L'.join(places)}", f"curve {colour(at)} d{at % _DASHES}") if places and not series.dots else ""
    every = 1 if series.dots else max(1, len(points) // _MARKED)
    size = 2.2 if series.dots and len(points) > 2 * _MARKED else 3.4
    return drawn + "".join(
        mark(room.across(each.x), room.down(each.y), at, size, "dot", _said(series, each, room))
        for each in points[::every]
    )


def _said(series: Series, point: LinePoint, room: Room) -> str:
    where = next((name for at, name in room.x.names if at == point.x), significant(point.x, 4))
    sure = (
        "" if point.low is None or point.high is None else f" ({significant(point.low)} to {significant(point.high)})"
    )
    return f"{shown(series.label, 60)}{', ' if series.label else ''}{shown(where)}: {significant(point.y, 4)}{sure}"


def _labels(series: Sequence[Series], names: list[str], room: Room) -> str:
    """Return the names of lines beside their ends."""
    ends = [_known(each.points, room.x, room.y) for each in series]
    named = [at for at, points in enumerate(ends) if points and names[at]]
    wanted = [room.down(ends[at][-1].y) + 4 for at in named]
    result = ""
    for at, place in zip(named, spread_apart(wanted, LINE, room.top + 4, room.bottom), strict=True):
        end = ends[at][-1]
        x = room.right + 10
        result += line(room.across(end.x) + 5, room.down(end.y), x - 3, place - 4, "lead")
        result += letters(x, place, names[at], f"name {colour(at)}")
    return result
