"""Heat maps for print: one ramp from light to dark, which grey print keeps, and figures in cells that have room."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from embrepl.view.charts.kinds import Heat
from embrepl.view.printing.axes import name, number, width_of
from embrepl.view.printing.rows import fit
from embrepl.view.printing.sheet import Sheet
from embrepl.view.printing.style import COLUMN, FAINT, HIGHEST, INCH, INK, PAGE, SHADES, SIZE, SMALL, THIN

LEAST, MOST = 0.1, 0.36  # inches of a cell that has a label, and of any
FLAT = 1.2  # inches of a picture below which its bar lies above it
BAR, ABOVE = 0.6, 0.65  # inches that a bar takes, beside and above
EDGES = 12.0  # points around the labels of rows
WITH_FIGURES = 0.3  # inches of cells that hold their figures


def draw(chart: Heat, sheet: Sheet) -> None:
    """Draw a heat map."""
    rows = fit(chart.rows, sheet, "rows")
    columns = fit(chart.columns, sheet, "columns")
    kept = [line[: len(columns)] for line in chart.values[: len(rows)]]
    values = np.array([[math.nan if value is None else value for value in line] for line in kept], float)
    values = np.ma.masked_invalid(values.reshape(len(rows), len(columns)) if values.size else np.full((1, 1), math.nan))
    row_names, column_names = [name(each) for each in rows], [name(each) for each in columns]
    beside = (max(map(width_of, row_names), default=0) + EDGES) / INCH + BAR  # inches
    below = 0.66 * max(map(width_of, column_names), default=0) / INCH + 0.15
    shape = max(len(columns), 1), max(len(rows), 1)
    width = COLUMN if beside + shape[0] * WITH_FIGURES <= COLUMN else PAGE
    cell = min(MOST, (width - beside) / shape[0], (HIGHEST - below) / shape[1])
    if flat := cell * shape[1] < FLAT:
        beside -= BAR
        cell = min(MOST, (width - beside) / shape[0])
    wide = min(width, beside + cell * shape[0]) if width == PAGE else COLUMN
    axes = sheet.axes(wide, below + cell * shape[1] + (ABOVE if flat else 0.1))
    image = axes.imshow(values, cmap=SHADES, aspect="equal", interpolation="nearest")
    axes.set_facecolor("white")
    axes.patch.set(hatch="/////", edgecolor=FAINT)
    _name_cells(axes, row_names, column_names, cell)
    if cell >= WITH_FIGURES and values.count():
        _write_figures(axes, values, image)
    axes.spines[:].set(visible=False)
    _add_bar(sheet, image, chart.label, flat=flat)


def _add_bar(sheet: Sheet, image: Any, label: str, *, flat: bool) -> None:
    """Add the bar that says what the shades mean, above a flat picture and beside others."""
    from matplotlib.ticker import MaxNLocator

    look: dict[str, Any] = {"location": "top", "aspect": 40, "anchor": (0, 0)} if flat else {"aspect": 25}
    axes = sheet.figure.axes[0]
    look |= {
        "fraction": 0.05,
        "pad": 0.03,
        "ticks": MaxNLocator(6, steps=[1, 2, 5, 10]),
        "format": lambda value, _: number(value),
    }
    bar = sheet.figure.colorbar(image, ax=axes, **look)
    bar.outline.set_visible(False)
    bar.set_label(name(label, 60))


def _name_cells(axes: Any, rows: list[str], columns: list[str], cell: float) -> None:
    """Write the names of rows and columns, each so many that they do not touch."""
    step = max(1, math.ceil(LEAST / cell))
    axes.set_yticks(range(0, len(rows), step), labels=rows[::step])
    flat = all(width_of(each) + 3 <= cell * INCH for each in columns)
    lean = {} if flat else {"rotation": 45, "ha": "right", "rotation_mode": "anchor"}
    axes.set_xticks(range(0, len(columns), step), labels=columns[::step], **lean)
    axes.tick_params(length=0)
    axes.set_xticks(np.arange(len(columns) + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(rows) + 1) - 0.5, minor=True)
    if cell >= LEAST:
        axes.grid(which="minor", color="white", linewidth=THIN)
    axes.tick_params(which="minor", length=0)


def _write_figures(axes: Any, values: Any, image: Any) -> None:
    """Write the figure of each cell, light on dark."""
    whole = all(float(value).is_integer() for value in values.compressed())
    digits = 0 if whole else 2
    size = SMALL if len(f"{np.abs(values).max():.{digits}f}") <= 4 else SMALL - 1.5
    for (row, column), value in np.ndenumerate(values):
        if not np.ma.is_masked(values[row, column]):
            dark = image.norm(value) > 0.5
            text = f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")
            axes.text(column, row, text, size=min(size, SIZE), ha="center", va="center", color="white" if dark else INK)
