"""The look of figures for print: sizes, lines, colours and markers.

The colours are those of Okabe and Ito (2008), which people who see few colours tell apart, in an order in which
neighbours differ in grey too; every group has a marker and every line a dash of its own besides.
"""

from __future__ import annotations

from typing import Any

COLUMN, MIDDLE, PAGE, HIGHEST = 3.5, 5.0, 7.0, 9.0  # inches of a column, of one and a half, of two, of a page's height
DPI = 300
SIZE, TITLE, SMALL = 7.0, 8.0, 6.0  # points of letters
INK, GREY, FAINT = "#1a1a1a", "#5f5f5f", "#d0d0d0"
UNGROUPED = "#8c8c8c"
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#000000", "#56B4E9", "#D55E00", "#CC79A7")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "<", "*", ">", "h")
DASHES: tuple[Any, ...] = (
    "-",
    (0, (5, 2)),
    (0, (1.5, 1.5)),
    (0, (5, 1.5, 1, 1.5)),
    (0, (8, 2)),
    (0, (3, 1, 1, 1, 1, 1)),
)
SHADES = "Blues"  # light is low and dark is high, in grey print too
LINE, THIN = 1.0, 0.6  # points of lines
INCH = 72.0  # points
_SETTINGS: dict[str, object] = {
    "font.sans-serif": ["Arial", "Helvetica", "sans-serif"],  # that an SVG names where it is looked at elsewhere
    "font.size": SIZE,
    "text.parse_math": False,
    "text.usetex": False,
    "text.color": INK,
    "text.hinting": "no_hinting",
    "axes.labelsize": SIZE,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.linewidth": THIN,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "axes.axisbelow": True,
    "xtick.labelsize": SIZE,
    "ytick.labelsize": SIZE,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.width": THIN,
    "ytick.major.width": THIN,
    "xtick.minor.width": THIN / 2,
    "ytick.minor.width": THIN / 2,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "xtick.minor.size": 1.5,
    "ytick.minor.size": 1.5,
    "hatch.linewidth": THIN / 2,
    "legend.fontsize": SIZE,
    "legend.frameon": False,
    "legend.handlelength": 2.2,
    "legend.columnspacing": 1.2,
    "legend.borderpad": 0.0,
    "legend.borderaxespad": 0.3,
    "lines.linewidth": LINE,
    "svg.fonttype": "none",
    "svg.hashsalt": "embrepl",
    "pdf.fonttype": 42,
    "figure.dpi": DPI,
    "savefig.dpi": DPI,
}


def colour(group: int) -> str:
    """Return the colour of a group, or that of what is in none."""
    return COLOURS[group % len(COLOURS)] if group >= 0 else UNGROUPED


def marker(group: int) -> str:
    """Return the marker of a group, or that of what is in none: a small one."""
    return MARKERS[group % len(MARKERS)] if group >= 0 else "."


def settings(families: tuple[str, ...]) -> dict[str, object]:
    """Return what Matplotlib is told; texts of SVG stay texts, since papers are edited and searched."""
    return _SETTINGS | {"font.family": [*families, "sans-serif"]}
