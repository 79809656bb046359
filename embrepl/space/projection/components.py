"""Principal components (Pearson 1901; Hotelling 1933): the plane in which points differ most.

The points are vectors at length one, centred. We differ in the signs, which a decomposition leaves open: the point that
lies farthest out on a component lies on its positive side, so that the same vectors give the same map everywhere.

Axes: n points, D dimensions, m components.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.projection.cells import blocks

_BLOCK = 1 << 20  # numbers of vectors whose products are summed in their own precision
_TIE = 1e-9  # of the greatest place: places that are equal on paper may differ by this much
_NOTHING = 1e-12  # of the whole variance is rounding


class Components(NamedTuple):
    """The places of points on components, (n, m), and the share of the variance that each shows, (m,)."""

    places: NDArray[np.float64]
    shares: NDArray[np.float64]


def principal(points: NDArray[np.floating], m: int = 2) -> Components:
    """Return the places of points (n, D) on the first m components; 0 on those that the points do not have."""
    size, dim = points.shape
    places, shares = np.zeros((size, m)), np.zeros(m)
    if size < 2 or dim < 1:
        return Components(places, shares)
    mean = points.mean(axis=0, dtype=np.float64)
    values, vectors = _by_points(points - mean) if size < dim else _by_dimensions(points, mean)
    total = float(values.sum())
    scale = float(np.abs(mean).max()) ** 2 * size + total
    for at in range(min(m, len(values))):
        if total <= 0 or values[at] <= _NOTHING * scale:
            break
        places[:, at] = _signed(_along(points, mean, vectors[:, at]))
        shares[at] = values[at] / total
    return Components(places, shares)


def _by_dimensions(points: NDArray[np.floating], mean: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Return the variances in falling order, (D,), and their directions, (D, D), of many points."""
    dim = points.shape[1]
    covariance, centre = np.zeros((dim, dim)), mean.astype(points.dtype)
    for some in blocks(len(points), max(1, _BLOCK // dim)):
        block = points[some] - centre
        covariance += block.T @ block
    values, vectors = np.linalg.eigh(covariance)
    return np.maximum(values[::-1], 0.0), vectors[:, ::-1]


def _by_points(centred: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Return the variances in falling order, (n,), and their directions, (D, n), of few points."""
    _, lengths, directions = np.linalg.svd(centred, full_matrices=False)
    return np.square(lengths), directions.T


def _along(
    points: NDArray[np.floating], mean: NDArray[np.float64], direction: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the places of points along a direction (D,), (n,)."""
    result = np.empty(len(points))
    for some in blocks(len(points), max(1, _BLOCK // points.shape[1])):
        result[some] = (points[some] - mean) @ direction
    return result


def _signed(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places with the farthest one above 0; of equally far ones the first decides."""
    far = np.abs(places)
    first = int(np.flatnonzero(far >= far.max() * (1 - _TIE))[0])
    return places if places[first] >= 0 else -places
