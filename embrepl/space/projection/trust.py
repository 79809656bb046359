"""How far a map is to be trusted at each point: the share of its true neighbours that are near on the map too.

Of the k points that are nearest to a point in the vectors, how many are among the k nearest on the map. Its mean is
Q_NX(k) of Lee & Verleysen 2009, "Quality assessment of dimensionality reduction: rank-based criteria". Venna & Kaski
2001, "Neighborhood preservation in nonlinear projection methods", weigh by rank how far false neighbours come from,
and call that trustworthiness; we count, and leave the figure to each point, since a map may lie in one place and be
right in another. Points at the distance of the k-th nearest all count as near, so that the order of equals is no
matter.

Axes: n points, k neighbours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.space.projection.plane import reaches
from embrepl.space.projection.true_neighbours import Found

LEAST, MOST, _EACH = 2, 10, 3  # neighbours; there are to be so many times as many other points
_SLACK = 1e-6  # of a distance, for rounding


def neighbours_for(points: int) -> int:
    """Return how many neighbours of each of so many points are compared; 0: there are too few to say anything."""
    many = min(MOST, (points - 1) // _EACH)
    return many if many >= LEAST else 0


def trust(true: Found, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the trust of each point of a map (n, 2), (n,), by its k true neighbours; NaN where it has none."""
    k = true.rows.shape[1]
    if not k:
        return np.full(len(places), np.nan)
    reach = reaches(places, k)
    known = true.rows >= 0
    apart = np.linalg.norm(places[np.maximum(true.rows, 0)] - places[:, None], axis=2)  # (n, k)
    near = known & (apart <= reach[:, None] * (1 + _SLACK))
    many = known.sum(axis=1)
    return np.asarray(np.divide(near.sum(axis=1), many, out=np.full(len(places), np.nan), where=many > 0))
