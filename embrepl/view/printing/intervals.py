"""Intervals for print: a row for each value, hollow where its interval holds the reference."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from embrepl.view.charts.kinds import IntervalRow, Intervals
from embrepl.view.charts.scales import can_show
from embrepl.view.numbers import NONE
from embrepl.view.printing.axes import name, number, set_axis
from embrepl.view.printing.rows import fit
from embrepl.view.printing.sheet import Sheet
from embrepl.view.printing.style import COLOURS, COLUMN, FAINT, GREY, LINE, SMALL, THIN

WITH_NOTES = 5.0  # inches of a picture whose rows have notes


def draw(chart: Intervals, sheet: Sheet) -> None:
    """Draw values with intervals, one below the other."""
    rows = fit(chart.rows, sheet, "rows")
    lines: list[IntervalRow | str] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        lines += [group] * bool(group) + list(members)
    hollow = any(row.holds(chart.reference) for row in rows)
    note = f"Hollow: the interval holds {number(chart.reference)}." if hollow and chart.reference is not None else ""
    width = WITH_NOTES if any(row.note for row in rows) else COLUMN
    axes = sheet.axes(width, 0.5 + 0.155 * max(3, len(lines)), [note] if note else [])
    if chart.reference is not None and can_show(chart.reference, chart.axis):
        axes.axvline(chart.reference, color=GREY, linewidth=THIN, zorder=1)
    for at, line in enumerate(lines):
        if isinstance(line, IntervalRow):
            _row(axes, line, at, chart)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.margins(x=0.05)
    labels = axes.set_yticks(
        range(len(lines)), labels=[name(line if isinstance(line, str) else line.label) for line in lines]
    )
    for tick, line in zip(labels, lines, strict=True):
        tick.label1.set_fontweight("bold" if isinstance(line, str) else "normal")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=FAINT, linewidth=THIN / 2)
    set_axis(axes, "x", chart.axis)


def _row(axes: Any, row: IntervalRow, at: int, chart: Intervals) -> None:
    """Draw a row: its interval, its value, and its note behind the axes."""
    if can_show(row.low, chart.axis) and can_show(row.high, chart.axis):
        axes.plot([row.low, row.high], [at, at], color=COLOURS[0], linewidth=LINE, solid_capstyle="butt", zorder=2)
    if can_show(row.value, chart.axis):
        fill = "white" if row.holds(chart.reference) else COLOURS[0]
        look = {"markeredgecolor": COLOURS[0], "markeredgewidth": 0.8, "zorder": 3}
        axes.plot([row.value], [at], marker="o", markersize=3.6, markerfacecolor=fill, linestyle="", **look)
    note = name(row.note, 48) if can_show(row.value, chart.axis) else f"{NONE} {name(row.note, 48)}".rstrip()
    if note:
        look = {"size": SMALL, "color": GREY, "va": "center", "transform": axes.get_yaxis_transform()}
        axes.text(1.02, at, note, **look)
