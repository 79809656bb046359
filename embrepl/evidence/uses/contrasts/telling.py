"""The words that tell two uses apart.

A word tells by two things: its cosine with one use is greater than with the other, and it stands beside that one more
often. Each has its standard errors, z; words go by the lesser of the two, so that those are named which mean what sets
the use apart and can be seen in its lines too. Cosines alone name words that stand nowhere near (of *laugh* in film
reviews orphanage and barrels, not didn't and cry), counts alone those that stand near everything.
Axes: V words of the model, n words that may tell, P places, D dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.significance import false_discovery_rates
from embrepl.evidence.uses.differing import differences
from embrepl.evidence.uses.use import Use
from embrepl.space.space import Space

LEAST_COUNT, LEAST_BESIDE = 20, 5  # in the text; places of the use that it tells, with it beside

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Telling:
    """Words by their rows in the model: cosines with both uses, how sure their difference is, its rate. (n,).

    `halves`: half of the 95 % interval of the difference; `z`: the normal value as rare as the difference in standard
    errors is by Student's t; `rates`: the least false
    discovery rate at which a difference is a find; `beside`: places with it, of either use.
    """

    rows: NDArray[np.int64]
    first: Floats
    second: Floats
    halves: Floats
    z: Floats
    rates: Floats
    beside: tuple[NDArray[np.int64], NDArray[np.int64]]
    _places: tuple[int, int]

    def leading(self, k: int, *, first: bool) -> list[int]:
        """Return which k words tell most of one use, the surest first."""
        sign = 1 if first else -1
        sure = np.minimum(sign * self.z, sign * self._more_often())
        towards = np.flatnonzero((sure > 0) & (self.beside[0 if first else 1] >= LEAST_BESIDE))
        return [int(at) for at in towards[np.argsort(-sure[towards], kind="stable")[:k]]]

    def _more_often(self) -> Floats:
        """Return z of the difference of the shares of places that words stand beside. (n,)."""
        here, there = (each / places for each, places in zip(self.beside, self._places, strict=True))
        pooled = (self.beside[0] + self.beside[1]) / sum(self._places)
        return (here - there) / np.sqrt(pooled * sum(1 / places for places in self._places))


def telling(first: Use, second: Use, space: Space, beside: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Telling:
    """Return the words that may tell two uses apart, of two documents or more; `beside` (V,) around places."""
    often = (space.counts >= LEAST_COUNT) | (space.count(0) is None)
    rows = np.flatnonzero(often & (np.maximum(*beside) >= LEAST_BESIDE) & ~space.blank)
    found = differences(first, second, space.units(rows.tolist()))
    near = (beside[0][rows], beside[1][rows])
    return Telling(
        rows,
        found.first,
        found.second,
        found.halves,
        found.normal,
        false_discovery_rates(found.p),
        near,
        (first.places, second.places),
    )
