"""Sixel, DEC's pictures for terminals: six rows at a time, colour by colour, with runs."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

COLOURS = 128  # of a picture


def sixel(picture: Any) -> str:
    """Return a picture of Pillow's as Sixel."""
    from PIL import Image

    indexed = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette = np.array(indexed.getpalette()[: 3 * COLOURS]).reshape(-1, 3) * 100 // 255
    cells = np.asarray(indexed)  # (H, W)
    height, width = cells.shape
    parts = [f'\x1bP0;1q"1;1;{width};{height}']
    parts += [f"#{at};2;{red};{green};{blue}" for at, (red, green, blue) in enumerate(palette)]
    for top in range(0, height, 6):
        band = cells[top : top + 6]
        weights = (1 << np.arange(len(band)))[:, None]
        rows = [f"#{at}{_runs(((band == at) * weights).sum(0))}" for at in np.unique(band)]
        parts.append("$".join(rows) + "-")
    return "".join(parts) + "\x1b\\"


def _runs(bits: np.ndarray) -> str:
    """Return the letters of one colour in a band, one for each column; runs as their length."""
    runs = [(chr(63 + int(bit)), sum(1 for _ in same)) for bit, same in itertools.groupby(bits.tolist())]
    return "".join(f"!{length}{letter}" if length > 3 else letter * length for letter, length in runs)
