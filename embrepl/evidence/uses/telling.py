"""The words that tell two uses apart: whose cosine with one is greater than with the other, by standard errors.

The variance of the cosine of a mean m with a word's direction v̂ is wᵀ C w, w = (v̂ - cos m̂) / |m|, C the covariance
of m clustered by document, so that one product serves all words. Axes: n words, D dimensions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.significance import false_discovery_rates
from embrepl.evidence.uses.contrast import covariance
from embrepl.evidence.uses.use import Use

Floats = NDArray[np.float64]
LEAST_COUNT = 20  # of words that can tell
_erfc = np.frompyfunc(math.erfc, 1, 1)


@dataclass(frozen=True)
class Telling:
    """For some words: their cosines with both uses, z of the difference, and its false discovery rate. (n,) each."""

    first: Floats
    second: Floats
    z: Floats
    rates: Floats


def telling(first: Use, second: Use, units: NDArray[np.floating]) -> Telling:
    """Return how words with these directions tell two uses apart, of at least two documents each. (n, D)."""
    cosines, variances, degrees = zip(*(_cosines(use, units) for use in (first, second)), strict=True)
    total = variances[0] + variances[1]
    errors = np.sqrt(total)
    z = np.divide(cosines[0] - cosines[1], errors, out=np.zeros(len(units)), where=errors > 0)
    below = variances[0] ** 2 / degrees[0] + variances[1] ** 2 / degrees[1]
    freedom = np.divide(total**2, below, out=np.full(len(units), 1e9), where=below > 0)
    return Telling(cosines[0], cosines[1], z, false_discovery_rates(_p_of_t(z, freedom)))


def _cosines(use: Use, units: NDArray[np.floating]) -> tuple[Floats, Floats, int]:
    """Return the cosines of some directions with a use, their variances, (n,) each, and the degrees of freedom."""
    length = max(float(np.linalg.norm(use.vector)), 1e-30)
    direction = use.vector / length
    spread = covariance(use).astype(units.dtype)
    cosines = (units @ direction.astype(units.dtype)).astype(np.float64)
    of_words = np.einsum("nd,nd->n", units @ spread, units).astype(np.float64)
    along = spread @ direction
    variance = of_words - 2 * cosines * (units @ along.astype(units.dtype)) + cosines**2 * float(direction @ along)
    return cosines, np.maximum(variance, 0.0) / length**2, use.documents - 1


def _p_of_t(values: Floats, degrees: Floats) -> Floats:
    """Return the two-sided p of Student's t, turned into a normal value (Wallace 1959). (n,), (n,) → (n,)."""
    normal = (8 * degrees + 1) / (8 * degrees + 3) * np.sqrt(degrees * np.log1p(values**2 / degrees))
    return np.asarray(_erfc(normal / math.sqrt(2)), np.float64)
