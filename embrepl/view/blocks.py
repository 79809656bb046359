"""Figures as blocks of eight heights in one line of text; no rich here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

BLOCKS, PLAIN = "▁▂▃▄▅▆▇█", "_.,-~=^#"
HIGHEST = len(BLOCKS) - 1


def strip(heights: Iterable[int | None], signs: str = BLOCKS) -> str:
    """Return a block for each height from 0 to HIGHEST, and a gap for None."""
    return "".join(" " if height is None else signs[height] for height in heights)


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
