"""Dendrograms for print: the leaves below each other, with their names at the right."""

from __future__ import annotations

from embrepl.view.charts.joining import leaves_in_order, sound_merges
from embrepl.view.charts.kinds import Tree
from embrepl.view.printing.axes import name, set_axis
from embrepl.view.printing.sheet import Sheet
from embrepl.view.printing.style import COLUMN, FAINT, HIGHEST, INK, SIZE, SMALL, THIN

ROW, LEAST = 0.135, 0.085  # inches of a leaf, and below which not every leaf has its name


def draw(chart: Tree, sheet: Sheet) -> None:
    """Draw a dendrogram."""
    merges = sound_merges(chart)
    order = leaves_in_order(len(chart.leaves), merges)
    count = max(1, len(chart.leaves))
    row = min(ROW, max((HIGHEST - 1) / count, 0.01))
    step = max(1, round(LEAST / row + 0.499)) if row < LEAST else 1
    axes = sheet.axes(COLUMN, 0.5 + row * max(3, count))
    places = {leaf: float(at) for at, leaf in enumerate(order)}
    heights: dict[int, float] = {}
    for node, merge in enumerate(merges, len(chart.leaves)):
        one, other = sorted((places[merge.left], places[merge.right]))
        left, right = (merge.left, merge.right) if places[merge.left] == one else (merge.right, merge.left)
        xs = [heights.get(left, 0.0), merge.height, merge.height, heights.get(right, 0.0)]
        axes.plot(
            xs, [one, one, other, other], color=INK, linewidth=THIN * min(1.0, row / LEAST), solid_joinstyle="miter"
        )
        places[node], heights[node] = (one + other) / 2, merge.height
    axes.set_ylim(count - 0.5, -0.5)
    highest = max(heights.values(), default=1.0)
    axes.set_xlim(highest * 1.03 or 1.0, min(0.0, *heights.values(), 0.0) if heights else 0.0)
    axes.yaxis.tick_right()
    labels = [name(chart.leaves[leaf]) for leaf in order]
    axes.set_yticks(range(0, len(order), step), labels=labels[::step], size=SIZE if row >= ROW else SMALL)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=FAINT, linewidth=THIN / 2)
    set_axis(axes, "x", chart.axis)
    if step > 1:
        sheet.told.append(f"The picture names one leaf in {step}: all {len(order):,} have no room.")
