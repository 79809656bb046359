"""The words that tell two uses apart, and the single uses that are most like either.

Of the words that stand beside either use, at least LEAST_BESIDE times, those tell most whose cosine with one is greater
than with the other by the most standard errors, and that stand beside that one more often too: so each word that is
named can be seen in the lines. Axes: V words of the model, n words that may tell, P places, D dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.significance import false_discovery_rates
from embrepl.evidence.uses.differing import differences
from embrepl.evidence.uses.use import Use
from embrepl.space.space import Space

LEAST_COUNT, LEAST_BESIDE = 20, 3  # in the text; around the places of both uses

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Telling:
    """Words by their rows in the model: cosines with both uses, their difference in standard errors, its rate. (n,).

    `rates`: the least false discovery rate at which a difference is a find; `beside`: places with it, of either use.
    """

    rows: NDArray[np.int64]
    first: Floats
    second: Floats
    z: Floats
    rates: Floats
    beside: tuple[NDArray[np.int64], NDArray[np.int64]]
    _places: tuple[int, int]

    def leading(self, k: int, *, first: bool) -> list[int]:
        """Return which k words tell most of one use, the surest first; none that stands beside the other more often."""
        lean = self.beside[0] / self._places[0] - self.beside[1] / self._places[1]
        sign = 1 if first else -1
        towards = np.flatnonzero((sign * lean > 0) & (sign * self.z > 0))
        return [int(at) for at in towards[np.argsort(-sign * self.z[towards], kind="stable")[:k]]]


def telling(
    first: Use, second: Use, space: Space, beside: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> Telling:
    """Return the words that may tell two uses apart, of at least two documents each; `beside` (V,) around the places."""
    often = (space.counts >= LEAST_COUNT) | (space.count(0) is None)
    rows = np.flatnonzero(often & (beside[0] + beside[1] >= LEAST_BESIDE) & ~space.blank)
    found = differences(first, second, space.units(rows.tolist()))
    near = (beside[0][rows], beside[1][rows])
    return Telling(
        rows, found.first, found.second, found.z, false_discovery_rates(found.p), near, (first.places, second.places)
    )


def leaning(vectors: NDArray[np.floating], gap: NDArray[np.floating]) -> Floats:
    """Return how far each use lies towards one of two means along their difference. (P, D), (D,) → (P,)."""
    return np.asarray(vectors @ gap, np.float64)
