"""An axis of meaning from words at its two ends, the places of words along it, and how sure both are.

The axis is the difference of the means of two groups of seed words, each at length one, and the place of a word its
cosine with the axis: An, Kwak & Ahn 2018, "SemAxis", eq. 1 and 2; Kozlowski, Taddy & Evans 2019, "The Geometry of
Culture". They leave it at that; we leave out each seed word in turn. The axes that result give an interval for every
place, by the jackknife of two samples (Arvesen 1969; degrees of freedom by Satterthwaite): where a word would stand,
had other words of the same two kinds been the seeds. And a seed word that is left out shows by the side on which it
falls whether the axis means what its words do.

Axes: n seed words, of which n1 stand on the first side; D dimensions, m words to place.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.relations.directions import direction
from embrepl.space.stability.student import reach


class Places(NamedTuple):
    """Places of words along an axis, from -1 to 1, (m,), and the ends of their intervals, NaN where not known."""

    places: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


class Axis:
    """The direction from the mean of the second side to that of the first, (D,), and those without one seed word each.

    Raises `no-direction` where the two means are the same.
    """

    def __init__(self, first: NDArray[np.float64], second: NDArray[np.float64], text: str) -> None:
        """Take the seed words of both sides at length one, (n1, D) and (n - n1, D), and the axis as it was typed."""
        self.direction = direction(first.mean(axis=0) - second.mean(axis=0), text)
        self._sides = first, second
        self._without = [self._axes_without(side, text) for side in (0, 1)]  # (n1, D), (n - n1, D); none of one seed

    def _axes_without(self, side: int, text: str) -> NDArray[np.float64]:
        """Return the axes without each seed word of a side in turn, (seeds, D); none where it has only one."""
        seeds, sign = self._sides[side], 1 - 2 * side
        if len(seeds) < 2:
            return np.empty((0, seeds.shape[1]))
        means = (seeds.sum(axis=0) - seeds) / (len(seeds) - 1)
        return np.stack([direction(sign * (mean - self._sides[1 - side].mean(axis=0)), text) for mean in means])

    def places(self, units: NDArray[np.float64]) -> Places:
        """Return the places of words at length one, (m, D), with intervals that hold the true place 95 times in 100.

        There are none where a side has one seed word.
        """
        places = np.clip(units @ self.direction, -1.0, 1.0)
        if not all(map(len, self._without)):
            unknown = np.full(len(units), np.nan)
            return Places(places, unknown, unknown)
        variances = np.stack([_variance(axes @ units.T) for axes in self._without])  # (2, m)
        total = variances.sum(axis=0)
        freedom = np.stack(
            [np.square(each) / (len(axes) - 1) for each, axes in zip(variances, self._without, strict=True)]
        )
        degrees = np.divide(np.square(total), freedom.sum(axis=0), out=np.ones(len(units)), where=total > 0)
        half = reach(degrees) * np.sqrt(total)
        return Places(places, np.clip(places - half, -1.0, 1.0), np.clip(places + half, -1.0, 1.0))

    def left_out_seeds(self) -> list[NDArray[np.float64]]:
        """Return for each side where its seed words fall on the axis without themselves, none where it has only one."""
        return [
            np.einsum("nd,nd->n", seeds, axes) if len(axes) else np.empty(0)
            for seeds, axes in zip(self._sides, self._without, strict=True)
        ]

    def left_out_pairs(self) -> NDArray[np.float64]:
        """Return by how much the first word of each pair lies above the second on the axis without both, (n1,).

        The pairs are the words in the same place of both sides, as of he, man : she, woman (Kozlowski et al. 2019);
        there are none where the sides differ in size or have one word each.
        """
        first, second = self._sides
        if len(first) != len(second) or len(first) < 2:
            return np.empty(0)
        steps = first - second
        without = steps.sum(axis=0) - steps  # (n1, D)
        lengths = np.linalg.norm(without, axis=1)
        along = np.einsum("nd,nd->n", steps, without)
        return np.asarray(np.divide(along, lengths, out=np.zeros(len(steps)), where=lengths > 0))


def _variance(without: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the jackknife's variance of a figure from its values without one of n observations each, (n, m) → (m,)."""
    size = len(without)
    return np.asarray((size - 1) / size * np.square(without - without.mean(axis=0)).sum(axis=0))
