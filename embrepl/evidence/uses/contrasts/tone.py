"""The difference between two parts of a text that all words share, such as that one praises what the other blames.

Whatever word is looked at, what stands around it differs by the general tone of the parts. The mean of all uses in one
part less that in the other is the direction of that tone; it is taken out of every use by projecting on what is
orthogonal to it, so that a word that shares little or much of the tone is free of it alike. Over a number such as the
year, it is the direction in which all uses move: the step of their regression on that number.
Axes: P places, D dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_PLACES = 20_000  # of a part, that its tone is taken from


@dataclass(frozen=True)
class Tone:
    """The direction of what all words share, (D,) at length one."""

    direction: NDArray[np.float64]

    def without(self, vectors: NDArray[np.floating]) -> NDArray[np.float32]:
        """Return vectors without their share of it. (…, D) → (…, D)."""
        direction = self.direction.astype(np.float32)
        return np.asarray(vectors - (vectors @ direction)[..., None] * direction, np.float32)

    def share(self, gap: NDArray[np.floating]) -> float:
        """Return the share of a squared difference or step (D,) that lies in it."""
        squared = float(gap @ gap)
        return float(gap @ self.direction) ** 2 / squared if squared else 0.0


def tone_of(first: NDArray[np.floating], second: NDArray[np.floating]) -> Tone:
    """Return the tone of two parts by the vectors of uses of any words in each. (P, D)."""
    return _along(first.mean(axis=0, dtype=np.float64) - second.mean(axis=0, dtype=np.float64))


def tone_over(vectors: NDArray[np.floating], numbers: NDArray[np.floating]) -> Tone:
    """Return in which direction the uses of any words move with the numbers of their documents. (P, D), (P,)."""
    return _along(np.asarray((numbers - numbers.mean()) @ vectors, np.float64))


def _along(gap: NDArray[np.float64]) -> Tone:
    length = float(np.linalg.norm(gap))
    return Tone(gap / length if length else gap)
