"""A dendrogram: the leaves below each other, the merges farther right the higher they are."""

from __future__ import annotations

from embrepl.view.charts.joining import leaves_in_order, sound_merges
from embrepl.view.charts.kinds import Tree
from embrepl.view.charts.scales import scale_of
from embrepl.view.numbers import significant
from embrepl.view.web.svg.marks import WIDTH, Room, letters, number, path, shown, widest, x_axis

_STEP, _TOP, _BOTTOM = 18, 6, 46


def draw(chart: Tree) -> tuple[str, float]:
    """Return the picture and its height."""
    names = [shown(leaf, 30) for leaf in chart.leaves]
    merges = sound_merges(chart)
    heights = [merge.height for merge in merges]
    scale = scale_of([0.0, *heights], chart.axis, 0.02)
    bottom = _TOP + _STEP * len(names) + 2
    room = Room(widest(names) + 16, _TOP, WIDTH - 14, bottom, scale, scale)
    rows = {leaf: row for row, leaf in enumerate(leaves_in_order(len(names), merges))}
    drawn = x_axis(room, chart.axis)
    places: list[tuple[float, float]] = []
    for leaf, name in enumerate(names):
        y = _TOP + _STEP * (rows[leaf] + 0.5)
        places.append((room.left, y))
        drawn += letters(room.left - 8, y + 4, name, "", "end")
    for merge in merges:
        (ax, ay), (bx, by) = places[merge.left], places[merge.right]
        x = room.across(merge.height)
        d = f"M{number(ax)} {number(ay)}H{number(x)}V{number(by)}H{number(bx)}"
        drawn += path(d, "branch", f"height {significant(merge.height)}")
        places.append((x, (ay + by) / 2))
    return drawn, bottom + (_BOTTOM if chart.axis.label else 26)
