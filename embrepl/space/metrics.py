"""How far apart two vectors are.

Axes: D dimensions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def cosine(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the cosine of the angle between two vectors (D,); 0 where one is zero or not finite."""
    a, b = a.astype(np.float64), b.astype(np.float64)
    norms = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.clip(a @ b / norms, -1.0, 1.0)) if 0 < norms < np.inf else 0.0


def euclidean(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the straight distance between two vectors (D,)."""
    return float(np.linalg.norm(a.astype(np.float64) - b))


def mean_difference(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the mean of a - b over D: the figure that the original recipe trains towards zero.

    It has a sign, and can be 0 for quite different vectors: it is no distance, so the original recipe learns nothing.
    """
    return float(np.mean(a.astype(np.float64) - b))


def mean_squared_difference(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Return the mean of (a - b)² over D: the squared distance divided by D."""
    return float(np.mean(np.square(a.astype(np.float64) - b)))
