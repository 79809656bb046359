"""Axes: their labels, their scales and the names of their places."""

from __future__ import annotations

import math
from typing import Any, Literal

from rich.cells import cell_len

from embrepl.view.charts.kinds import Axis
from embrepl.view.charts.scales import can_show
from embrepl.view.numbers import compact
from embrepl.view.printing.style import INCH, SIZE
from embrepl.view.safe import printable, shorten

LONGEST = 32  # cells of a label
CELL = 0.56 * SIZE  # points that a cell of a label takes, about


def name(text: str, cells: int = LONGEST) -> str:
    """Return a label as it is printed."""
    return shorten(printable(text[: 5 * cells]), cells)


def width_of(text: str) -> float:
    """Return about how many points a label takes."""
    return cell_len(text) * CELL


def number(value: float, _: object = None) -> str:
    """Return a figure at an axis: 0.25, −3, 1990, 12,000, 1.5M, 1e−6."""
    if abs(value) >= 1e6:
        text = compact(abs(value)) if abs(value) < 1e12 else f"{abs(value):.3g}"
    elif value and abs(value) < 1e-4:
        text = f"{abs(value):.3g}".replace("e-0", "e-").replace("-", "−")
    else:
        text = f"{abs(value):{',' if abs(value) >= 1e4 else ''}.10f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def set_axis(axes: Any, which: Literal["x", "y"], axis: Axis) -> None:
    """Give an axis its label, scale and names, once all that it shows is drawn."""
    from matplotlib import ticker

    target = axes.xaxis if which == "x" else axes.yaxis
    target.set_label_text(name(axis.label, 80))
    if axis.logarithmic and math.isfinite(target.get_minpos()):  # there is something that has a place
        (axes.set_xscale if which == "x" else axes.set_yscale)("log")
        low, high = axes.get_xlim() if which == "x" else axes.get_ylim()
        wide = low > 0 and high / low >= 10
        target.set_major_locator(ticker.LogLocator(numticks=7) if wide else ticker.MaxNLocator(5))
        target.set_minor_formatter(ticker.NullFormatter())
    else:
        target.set_major_locator(ticker.MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    target.set_major_formatter(ticker.FuncFormatter(number))
    if axis.names:
        _set_names(axes, which, axis)


def _set_names(axes: Any, which: Literal["x", "y"], axis: Axis) -> None:
    """Name places; along x the names lean where they are too wide, and some are left out where they are too many."""
    inches = axes.figure.get_figwidth() if which == "x" else axes.figure.get_figheight()
    room = 0.8 * inches * INCH / len(axis.names)  # points of each
    names = [(place, name(text)) for place, text in sorted(axis.names) if can_show(place, axis)]
    leaning = which == "x" and any(width_of(text) + 4 > room for _, text in names)
    step = max(1, math.ceil(SIZE * 1.5 / room)) if leaning or which == "y" else 1
    places, texts = [place for place, _ in names[::step]], [text for _, text in names[::step]]
    look = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"} if leaning else {}
    target = axes.xaxis if which == "x" else axes.yaxis
    target.set_ticks(places, labels=texts, **look)
    target.set_ticks([], minor=True)
