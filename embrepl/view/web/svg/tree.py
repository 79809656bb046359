"""A dendrogram: the leaves below each other, the merges farther right the higher they are."""

from __future__ import annotations

from embrepl.view.charts.kinds import Axis, Tree
from embrepl.view.charts.scales import scale_of
from embrepl.view.numbers import significant
from embrepl.view.web.svg.marks import WIDTH, Room, letters, number, path, shown, widest, x_axis

_STEP, _TOP, _BOTTOM = 18, 6, 46


def draw(chart: Tree) -> tuple[str, float]:
    """Return the picture and its height."""
    names = [shown(leaf, 30) for leaf in chart.leaves]
    heights = [merge.height for merge in chart.merges]
    scale = scale_of([0.0, *heights], chart.axis, 0.02)
    bottom = _TOP + _STEP * len(names) + 2
    room = Room(widest(names) + 16, _TOP, WIDTH - 14, bottom, scale, scale)
    rows = {leaf: row for row, leaf in enumerate(_order(chart))}
    drawn = x_axis(room, chart.axis or Axis())
    places: list[tuple[float, float]] = []
    for leaf, name in enumerate(names):
        y = _TOP + _STEP * (rows[leaf] + 0.5)
        places.append((room.left, y))
        drawn += letters(room.left - 8, y + 4, name, "", "end")
    for merge in chart.merges:
        (ax, ay), (bx, by) = places[merge.left], places[merge.right]
        x = room.across(merge.height)
        d = f"M{number(ax)} {number(ay)}H{number(x)}V{number(by)}H{number(bx)}"
        drawn += path(d, "branch", f"height {significant(merge.height)}")
        places.append((x, (ay + by) / 2))
    return drawn, bottom + (_BOTTOM if chart.axis.label else 26)


def _order(chart: Tree) -> list[int]:
    """Return the leaves in an order in which no branches cross."""
    count, below = len(chart.leaves), {}
    tops = set(range(count + len(chart.merges)))
    for at, merge in enumerate(chart.merges, count):
        below[at] = (merge.left, merge.right)
        tops -= {merge.left, merge.right}
    result, waiting = [], sorted(tops, reverse=True)
    while waiting:
        node = waiting.pop()
        if node < count:
            result.append(node)
        else:
            waiting += reversed(below[node])
    return result
