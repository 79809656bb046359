"""A map that stands still: points by colour and shape of their groups, labels where there is room for them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from embrepl.view.charts.doubt import is_doubtful
from embrepl.view.charts.kinds import Map, MapPoint
from embrepl.view.charts.order import first_to_last
from embrepl.view.charts.scales import Scale, scale_of
from embrepl.view.numbers import percent
from embrepl.view.web.svg.legend import legend
from embrepl.view.web.svg.marks import SIZE, WIDTH, Room, length, letters, mark, shown, x_axis, y_axis

_HEIGHT, _EDGE = 500, 12
_LABELS = 400  # that are tried
_BOLD = 1.1  # how much wider letters in bold are
_CELL = 60  # of the grid in which labels are looked for that are near
Box = tuple[float, float, float, float]


def draw(chart: Map) -> tuple[str, float]:
    """Return the picture and its height."""
    points = [each for each in chart.points if math.isfinite(each.x) and math.isfinite(each.y)]
    named = bool(chart.x.label or chart.y.label)
    top, drawn = (28.0 if named else float(_EDGE)), ""
    if chart.groups:
        drawn, top = legend(chart.groups, chart.grouped_by, 2)
        top += 24 if named else 0
    room = _room(chart, points, top, top + _HEIGHT, named)
    axes = y_axis(room, chart.y) + x_axis(room, chart.x) if named else ""
    order = [points[at] for at in first_to_last(points).tolist()]
    size = 4.2 if len(points) <= 200 else 3 if len(points) <= 2000 else 1.8
    marks = "".join(_mark(each, room, size) for each in reversed(order))
    return drawn + axes + marks + _labels(order, room, size), room.bottom + (48 if named else _EDGE)


def _room(chart: Map, points: Sequence[MapPoint], top: float, bottom: float, named: bool) -> Room:
    x, y = scale_of((each.x for each in points), chart.x, 0.04), scale_of((each.y for each in points), chart.y, 0.04)
    left, right = (54.0 if named else float(_EDGE)), float(WIDTH - _EDGE)
    if chart.equal:
        x, y = _equal(x, y, (right - left) / (bottom - top))
    return Room(left, top, right, bottom, x, y)


def _equal(x: Scale, y: Scale, shape: float) -> tuple[Scale, Scale]:
    """Return scales of which one unit is as long as the other's."""
    wide, high = x.high - x.low, y.high - y.low
    if not (math.isfinite(wide / high) and wide / high > 0):
        return x, y
    more_x, more_y = max(0.0, high * shape - wide) / 2, max(0.0, wide / shape - high) / 2
    return Scale(x.low - more_x, x.high + more_x), Scale(y.low - more_y, y.high + more_y)


def _mark(point: MapPoint, room: Room, size: float) -> str:
    said = shown(point.label, 60)
    said += "" if point.count is None else f", seen {point.count:,} times"
    said += "" if point.trust is None else f", {percent(point.trust, 0)} of its neighbours are near here"
    names = "hollow" if is_doubtful(point) else "dot"
    return mark(room.across(point.x), room.down(point.y), point.group, size + 1.2 * point.asked, names, said)


def _labels(order: Sequence[MapPoint], room: Room, size: float) -> str:
    """Return the labels that have room, those that were asked for first, then those of frequent words."""
    grid: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for each in order if len(order) <= 2000 else ():
        x, y = room.across(each.x), room.down(each.y)
        _take(grid, (x - size, y - size, x + size, y + size))
    result = ""
    for each in order[:_LABELS]:
        x, y, name = room.across(each.x), room.down(each.y), shown(each.label, 24)
        places = _places(x, y, length(name) * (_BOLD if each.asked else 1), size + 3 + 2 * each.asked)
        place = next((box for box in places if _is_free(grid, box)), None)
        if place is None and each.asked:
            place = places[0]
        if place is not None:
            _take(grid, place)
            result += letters(place[0], place[3] - 3, name, "strong" if each.asked else "")
    return result


def _places(x: float, y: float, wide: float, gap: float) -> list[Box]:
    """Return where a label may stand beside a point, the best place first."""
    high, near = SIZE + 2, 0.7 * gap
    right, left, middle = x + gap, x - gap - wide, x - wide / 2
    up, down = y - near - high, y + near
    corners = [
        (right, y - high / 2), (left, y - high / 2), (middle, y - gap - high), (middle, y + gap),
        (x + near, up), (x + near, down), (x - near - wide, up), (x - near - wide, down),
    ]  # fmt: skip
    return [(a, b, a + wide, b + high) for a, b in corners if a >= 2 and a + wide <= WIDTH - 2] or [
        (min(max(2.0, x - wide / 2), WIDTH - 2 - wide), y - gap - high, x + wide / 2, y - gap)
    ]


def _cells(box: Box) -> list[tuple[int, int]]:
    return [
        (column, row)
        for column in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1)
        for row in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1)
    ]


def _is_free(grid: dict[tuple[int, int], list[Box]], box: Box) -> bool:
    return not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for cell in _cells(box) for other in grid.get(cell, ())
    )  # fmt: skip


def _take(grid: dict[tuple[int, int], list[Box]], box: Box) -> None:
    for cell in _cells(box):
        grid[cell].append(box)
