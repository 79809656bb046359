"""Maps for print: labels that do not overlap, a marker for each group, hollow where the map is not to be trusted."""

from __future__ import annotations

from typing import Any

import numpy as np

from embrepl.view.charts.doubt import HOLLOW, is_doubtful
from embrepl.view.charts.kinds import Map, MapPoint
from embrepl.view.charts.order import first_to_last
from embrepl.view.charts.scales import can_show
from embrepl.view.printing import labels
from embrepl.view.printing.axes import name, set_axis
from embrepl.view.printing.sheet import Sheet
from embrepl.view.printing.style import COLUMN, FAINT, GREY, INCH, INK, MIDDLE, PAGE, SIZE, SMALL, THIN, colour, marker

IN_A_COLUMN, FEW = 25, 120  # points that fit a column, and one and a half
MOST_LABELS = 600  # that a place is looked for
OVER = 60  # labels of such a map, the first ones, that may stand over points
MANY = 3000  # points beyond which they become pixels in a page too
FLATTEST, STEEPEST = 0.6, 1.1  # height of a map by its width


def draw(chart: Map, sheet: Sheet) -> None:
    """Draw a map."""
    points = [each for each in chart.points if can_show(each.x, chart.x) and can_show(each.y, chart.y)]
    width = COLUMN if len(points) <= IN_A_COLUMN else MIDDLE if len(points) <= FEW else PAGE
    trusted = [not is_doubtful(each) for each in points]
    axes = sheet.axes(width, width * _ratio(chart, points), () if all(trusted) else (HOLLOW,))
    size = 3.5 if len(points) <= FEW else max(0.8, 3.5 - np.log10(len(points) / 100) * 1.2)  # points across
    groups = sorted({each.group for each in points})
    for group in groups:
        for solid in (True, False):
            chosen = [each for each, sure in zip(points, trusted, strict=True) if (each.group, sure) == (group, solid)]
            if chosen:
                shade, mark = _look(chart, group)
                _scatter(axes, chosen, shade, mark, size, solid=solid, many=len(points) > MANY)
    _limit(axes, chart, points)
    set_axis(axes, "x", chart.x)
    set_axis(axes, "y", chart.y)
    if chart.equal:
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set(visible=True, color=FAINT)
    else:
        axes.grid(color=FAINT, linewidth=THIN / 2)
    sheet.group_legend(chart.groups, groups, name(chart.grouped_by), others=any(group < 0 for group in groups))
    sheet.settle()
    _label(axes, sheet, points, size)


def _ratio(chart: Map, points: list[MapPoint]) -> float:
    """Return the height of the picture by its width."""
    if not chart.equal or len(points) < 2:
        return 0.8
    wide, high = (np.ptp([getattr(each, axis) for each in points]) for axis in "xy")
    return float(np.clip(high / wide if wide else STEEPEST, FLATTEST, STEEPEST))


def _look(chart: Map, group: int) -> tuple[str, str]:
    """Return the colour and the marker of a group."""
    if chart.groups:
        return colour(group), marker(group)
    return (INK if len(chart.points) <= FEW else GREY), "o"


def _scatter(axes: Any, points: list[MapPoint], shade: str, mark: str, size: float, *, solid: bool, many: bool) -> None:
    xs, ys = [each.x for each in points], [each.y for each in points]
    face = shade if solid else "white"
    look = {"marker": mark, "linewidths": THIN, "facecolors": face, "edgecolors": shade}
    axes.scatter(xs, ys, s=size**2, rasterized=many, zorder=2 + solid, **look)


def _limit(axes: Any, chart: Map, points: list[MapPoint]) -> None:
    """Show all points, with some room around them; one scale for both axes where distances mean something."""
    if chart.equal:
        axes.set_aspect("equal", adjustable="datalim")
    for which, axis in (("x", chart.x), ("y", chart.y)):
        values = [getattr(each, which) for each in points] or [0.0]
        low, high = min(values), max(values)
        if axis.logarithmic:
            continue
        room = 0.08 * (high - low) or max(0.5, abs(high) * 0.1)
        (axes.set_xlim if which == "x" else axes.set_ylim)(low - room, high + room)


def _label(axes: Any, sheet: Sheet, points: list[MapPoint], size: float) -> None:
    """Write the labels that have room, those that were asked for and the frequent ones first."""
    if not points:
        return
    scale, corner = INCH / sheet.figure.dpi, axes.get_window_extent()
    places = (axes.transData.transform([(each.x, each.y) for each in points]) - (corner.x0, corner.y0)) * scale
    plan = labels.Plan(corner.width * scale, corner.height * scale)
    plan.take_dots(places, size / 2 + THIN)
    named = [at for at in first_to_last(points).tolist() if points[at].label.strip()]
    letters, written = SIZE if len(points) <= FEW else SMALL, 0
    for rank, at in enumerate(named[:MOST_LABELS]):
        point, text = points[at], name(points[at].label)
        look: dict[str, Any] = {"size": letters, "weight": "bold" if point.asked else "normal"}
        width, height, below = labels.size_of(sheet.figure, text, **look)
        label = labels.Label(float(places[at, 0]), float(places[at, 1]), width, height)
        over = point.asked or (len(points) > MANY and rank < OVER)
        spot = plan.put(label, size / 2 + THIN + labels.GAP, far=len(points) <= FEW, over=over)
        if spot is None:
            continue
        written += 1
        _write(axes, point, (spot.x - label.x, spot.y + below - label.y), text, look, ground=over)
        if spot.end is not None:
            _lead(axes, point, (spot.end[0] - label.x, spot.end[1] - label.y), size / 2 + THIN)
    if written < len(named):
        sheet.told.append(f"{len(named) - written:,} of {len(named):,} labels have no room in the picture.")


def _write(
    axes: Any, point: MapPoint, offset: tuple[float, float], text: str, look: dict[str, Any], *, ground: bool
) -> None:
    """Write a label, with a white ground where it may stand over points; a rim would make it a path in an SVG."""
    box = {"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 0.4} if ground else None
    axes.annotate(text, (point.x, point.y), offset, textcoords="offset points", zorder=5, bbox=box, **look)


def _lead(axes: Any, point: MapPoint, end: tuple[float, float], reach: float) -> None:
    """Draw the line from a point to its label."""
    line: dict[str, Any] = {"arrowstyle": "-", "linewidth": THIN / 2, "color": GREY, "shrinkA": 0, "shrinkB": reach}
    axes.annotate("", (point.x, point.y), end, textcoords="offset points", zorder=1, arrowprops=line)
