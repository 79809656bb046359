"""How sure a difference is: p of a G2, and false discovery rates where many words are tested at once.

Axes: K words.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_erfc = np.frompyfunc(math.erfc, 1, 1)


def p_of_g2(g2: Floats) -> Floats:
    """Return the p of G2s, signed or not, by chi-squared with one degree of freedom: erfc(√(G2 / 2)). (K,) → (K,)."""
    return np.asarray(_erfc(np.sqrt(np.abs(g2) / 2)), np.float64)


def normal_of_g2(g2: Floats, degrees: int) -> Floats:
    """Return the normal value that is as rare as a G2 by chi-squared of so many degrees of freedom. (K,) → (K,).

    By the cube root of Wilson & Hilferty 1931.
    """
    spread = 2 / (9 * degrees)
    return np.asarray((np.cbrt(np.maximum(g2, 0.0) / degrees) - (1 - spread)) / np.sqrt(spread))


def false_discovery_rates(p: Floats) -> Floats:
    """Return for each p the least false discovery rate at which it counts as a find (Benjamini & Hochberg 1995).

    These are their adjusted p: min over j ≥ i of p(j) · K / j, in the order of the p. (K,) → (K,).
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    result = np.empty_like(scaled)
    result[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return result
