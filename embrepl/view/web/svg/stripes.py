"""Where something stands in texts: a stripe for each text, a stroke for each place."""

from __future__ import annotations

import math

from embrepl.view.charts.kinds import StripeRow, Stripes
from embrepl.view.web.svg.legend import legend
from embrepl.view.web.svg.marks import WIDTH, colour, letters, number, path, shown, widest

_STEP, _HIGH = 22, 16


def draw(chart: Stripes) -> tuple[str, float]:
    """Return the picture and its height."""
    names = [shown(row.label, 28) for row in chart.rows]
    counts = [f"{row.seen:,}" for row in chart.rows]
    left, right = widest(names) + 16, WIDTH - widest([*counts, "hits"], 60) - 16
    drawn, y = legend(chart.groups, "", 6) if chart.groups else ("", 4.0)
    for row, name, hits in zip(chart.rows, names, counts, strict=True):
        drawn += _row(row, left, right, y)
        drawn += letters(left - 10, y + 13, name, "", "end") + letters(WIDTH - 6, y + 13, hits, "tick", "end")
        y += _STEP
    ends = "".join(
        letters(x, y + 14, name, "tick", anchor)
        for x, name, anchor in ((left, "begin", "start"), (right, "end", "end"), (WIDTH - 6, "hits", "end"))
    )
    return drawn + ends, y + 22


def _row(row: StripeRow, left: float, right: float, y: float) -> str:
    wide = right - left
    back = path(f"M{number(left)} {number(y)}h{number(wide)}v{_HIGH}h{number(-wide)}z", "back",
                f"{shown(row.label, 60)}: {row.seen:,} in {row.size:,}")  # fmt: skip
    inside = sorted({round(left + wide * each, 1) for each in row.places if math.isfinite(each) and 0 <= each <= 1})
    strokes = "".join(f"M{number(each)} {number(y + 1)}v{_HIGH - 2}" for each in inside)
    return back + (path(strokes, f"stroke {colour(max(0, row.group))}") if strokes else "")
