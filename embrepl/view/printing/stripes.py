"""Stripes for print: a line for each text, and a stroke wherever something stands in it."""

from __future__ import annotations

from embrepl.view.charts.kinds import Stripes
from embrepl.view.printing.axes import name
from embrepl.view.printing.rows import fit
from embrepl.view.printing.sheet import Sheet
from embrepl.view.printing.style import COLUMN, FAINT, GREY, INK, PAGE, SMALL, THIN, colour, marker

MANY = 20_000  # strokes beyond which they become pixels in a page too
NARROW = 200  # strokes of a row that a column shows apart


def draw(chart: Stripes, sheet: Sheet) -> None:
    """Draw stripes."""
    rows = fit(chart.rows, sheet, "texts")
    width = PAGE if any(len(row.places) > NARROW for row in rows) else COLUMN
    axes = sheet.axes(width, 0.45 + 0.17 * max(2, len(rows)))
    many = sum(len(row.places) for row in rows) > MANY
    for at, row in enumerate(rows):
        shade = colour(row.group) if row.group >= 0 else INK
        axes.hlines(at, 0, 1, color=FAINT, linewidth=THIN, zorder=1)
        axes.vlines(row.places, at - 0.36, at + 0.36, color=shade, linewidth=THIN, rasterized=many, zorder=2)
        if chart.groups and row.group >= 0:
            axes.plot(1.02, at, marker=marker(row.group), markersize=3, color=shade, clip_on=False, linestyle="")
        right = axes.get_yaxis_transform()
        axes.text(1.045, at, f"{row.size:,}", size=SMALL, color=GREY, va="center", transform=right)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), labels=[name(row.label) for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([0, 0.5, 1], labels=["begin", "middle", "end"])
    axes.spines["left"].set_visible(False)
    axes.text(1.045, -0.75, "tokens", size=SMALL, color=GREY, va="bottom", transform=axes.get_yaxis_transform())
    sheet.group_legend(chart.groups, [row.group for row in rows])
