"""The identity as the matrix of a space: every word has an axis of its own. No V x V array is ever made.

Axes: V words, which are also the dimensions; n rows asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError

_MOST_MATRIX_BYTES = 1 << 30


@dataclass(frozen=True)
class Identity:
    """The identity matrix of V words, known by its size alone."""

    size: int

    @property
    def shape(self) -> tuple[int, int]:
        """Return (V, V)."""
        return self.size, self.size

    def rows(self, ids: NDArray[np.integer] | Sequence[int]) -> NDArray[np.float32]:
        """Return some rows written out, (n, V); raises `too-big` beyond a GiB."""
        if len(ids) * self.size * 4 > _MOST_MATRIX_BYTES:
            raise too_big(len(ids), self.size)
        result = np.zeros((len(ids), self.size), np.float32)
        result[np.arange(len(ids)), ids] = 1.0
        return result


def too_big(rows: int, size: int) -> EmbreplError:
    """Return the error for one-hot vectors that are not to be written out."""
    message = f"One-hot vectors of {rows:,} words hold {rows * size:,} numbers, nearly all of them zero."
    return EmbreplError("too-big", message, "Train dense vectors instead: `train zero`.")
