"""Bands of words by their rank, for figures that are given apart for frequent and for rare words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ENDS = (1_000, 5_000, 20_000)  # ranks at which a band ends; the last band is of all others
NAMES = (
    *(f"{begin + 1:,} to {end:,}" for begin, end in zip((0, *ENDS), ENDS, strict=False)),
    f"{ENDS[-1] + 1:,} and beyond",
)


def of(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of the band of each word, by its row, the most frequent word being 0, (n,)."""
    return np.asarray(np.searchsorted(ENDS, rows, side="right"))
