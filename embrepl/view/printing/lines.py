"""Lines for print: a dash and a marker for each line, bands for intervals."""

from __future__ import annotations

import math
from typing import Any

from embrepl.view.charts.kinds import LinePoint, Lines, Series
from embrepl.view.charts.scales import can_show
from embrepl.view.printing.axes import name, set_axis
from embrepl.view.printing.sheet import Sheet
from embrepl.view.printing.style import COLUMN, DASHES, FAINT, PAGE, THIN, colour, marker

MARKED = 30  # points of a line that are marked
MANY = 3000  # dots beyond which they become pixels in a page too
FEW = 4  # lines whose bands are seen through each other
NARROW = 12  # names below an axis that fit a column


def draw(chart: Lines, sheet: Sheet) -> None:
    """Draw lines."""
    kept = [[each for each in series.points if _has_place(each, chart)] for series in chart.series]
    left_out = sum(len(series.points) for series in chart.series) - sum(map(len, kept))
    wide = len(chart.series) > 5 or len(chart.x.names) > NARROW
    width = PAGE if wide else COLUMN
    axes = sheet.axes(width, (0.5 if wide else 0.7) * width)
    handles = [
        _line(axes, series, points, at, chart)
        for at, (series, points) in enumerate(zip(chart.series, kept, strict=True))
    ]
    axes.grid(color=FAINT, linewidth=THIN / 2)
    axes.margins(x=0.03, y=0.06)
    set_axis(axes, "x", chart.x)
    set_axis(axes, "y", chart.y)
    if any(series.label for series in chart.series) and (
        len(chart.series) > 1 or chart.series[0].label != chart.y.label
    ):
        sheet.legend(handles)
    if left_out:
        of = sum(len(series.points) for series in chart.series)
        verb = "has" if left_out == 1 else "have"
        sheet.told.append(f"{left_out:,} of {of:,} points {verb} no place on a logarithmic axis.")


def _has_place(point: LinePoint, chart: Lines) -> bool:
    return can_show(point.x, chart.x) and can_show(point.y, chart.y)


def _end(value: float | None, chart: Lines) -> float:
    """Return an end of an interval, no number where it has no place."""
    return value if value is not None and can_show(value, chart.y) else math.nan


def _line(axes: Any, series: Series, points: list[LinePoint], at: int, chart: Lines) -> Any:
    """Draw a line and its band; return what stands for it in the legend."""
    xs, ys = [each.x for each in points], [each.y for each in points]
    shade = colour(at)
    among_dots = any(each.dots for each in chart.series)
    marked = marker(at) if series.dots or (len(points) <= MARKED and not among_dots) else ""
    dots_size = 3.0 if len(points) <= 100 else 1.5
    look: dict[str, Any] = {
        "color": shade,
        "marker": marked,
        "label": name(series.label),
        "zorder": 3 + (among_dots and not series.dots),
    }
    look |= {"markersize": dots_size if series.dots else 3.0, "markeredgewidth": 0}
    look |= {"linestyle": "" if series.dots else DASHES[at % len(DASHES)]}
    look |= {"rasterized": len(points) > MANY} if series.dots else {}
    (line,) = axes.plot(xs, ys, **look)
    low = [_end(each.low, chart) for each in points]
    high = [_end(each.high, chart) for each in points]
    if any(math.isfinite(a) and math.isfinite(b) for a, b in zip(low, high, strict=True)):
        if series.dots:
            axes.vlines(xs, low, high, colors=shade, linewidth=THIN, zorder=2)
        else:
            axes.fill_between(
                xs, low, high, color=shade, alpha=0.15 if len(chart.series) <= FEW else 0.07, linewidth=0, zorder=2
            )
    return line
