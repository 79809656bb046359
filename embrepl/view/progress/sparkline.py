"""A curve in one line of text; no rich here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from embrepl.view.blocks import BLOCKS, HIGHEST, PLAIN, strip


def sparkline(values: Sequence[float], cells: int, unicode: bool = True) -> str:
    """Return the values as at most so many blocks, the least lowest and the greatest highest; no number is a gap.

    Where there are more values than cells, neighbours are averaged.
    """
    signs = BLOCKS if unicode else PLAIN
    shown = _squeeze(values, cells)
    known = [value for value in shown if math.isfinite(value)]
    if not known:
        return " " * len(shown)
    least, span = min(known), max(known) - min(known)
    if not span or not math.isfinite(span):
        return strip((0 if math.isfinite(value) else None for value in shown), signs)
    heights = (round(HIGHEST * ((value - least) / span)) if math.isfinite(value) else None for value in shown)
    return strip(heights, signs)


def _squeeze(values: Sequence[float], cells: int) -> list[float]:
    """Return the means of as many runs of values as there are cells, or the values where there are no more."""
    if len(values) <= cells:
        return list(values)
    cuts = [round(at * len(values) / cells) for at in range(cells + 1)] if cells > 0 else []
    return [sum(values[begin:end]) / (end - begin) for begin, end in pairwise(cuts)]
