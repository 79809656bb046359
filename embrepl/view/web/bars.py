"""Bars and scales within a cell, as pictures: what is drawn with signs in a terminal."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text

from embrepl.view.columns import BAR, HALF, WHOLE
from embrepl.view.palette import CURRENT
from embrepl.view.web.frame import text as escaped

LINE, ZERO = "─", "·"
HALVES = 2 * BAR  # of a whole bar


def bar_cell(cell: Text) -> str:
    """Return what stands in a cell of bars: nothing, a bar, a scale with a mark on it, or the signs as they are."""
    signs = set(cell.plain)
    if not cell.plain.strip():
        return ""
    if signs <= {WHOLE, HALF}:
        halves = min(HALVES, 2 * cell.plain.count(WHOLE) + cell.plain.count(HALF))
        return f'<i class="b b{halves}"></i>'
    if signs <= {LINE, ZERO, CURRENT, " "}:
        return _scale(cell.plain)
    return f'<span class="signs">{escaped(cell.plain)}</span>'


def _scale(signs: str) -> str:
    """Return a line from the first of its signs to the last, a short stroke at zero, and a dot at the mark."""
    marks, at = [], 0
    for sign, run in groupby(signs):
        length = len(list(run))
        if sign == LINE:
            marks.append(f'<path class="wire" d="M{10 * at} 8H{10 * (at + length)}"/>')
        elif sign == ZERO:
            marks.append(f'<path class="wire" d="M{10 * at + 5} 3V13"/>')
        elif sign == CURRENT:
            marks.append(f'<path class="wire" d="M{10 * at} 8h10"/>' if LINE in signs else "")
            marks.append(f'<circle class="knob" cx="{10 * at + 5}" cy="8" r="5"/>')
        at += length
    return f'<svg class="scale" viewBox="0 0 {10 * len(signs)} 16" aria-hidden="true">{"".join(marks)}</svg>'


def bar_rules() -> str:
    """Return the rules of style for bars of all lengths."""
    return "".join(f".b{halves}{{width:{100 * halves // HALVES}%}}" for halves in range(HALVES + 1))
