"""Whether the use of something moves over time: the regression of its uses on a number, with documents kept whole.

With t_i the number of each use, b = Σ_i (t_i - t̄) x_i / Σ_i (t_i - t̄)² is how the mean use moves for each unit, so
that the cosine with a word's direction v̂ grows by b · v̂ / |m|, |m| corrected for attenuation as in `use`. Intervals
are by the infinitesimal jackknife over documents. p: the numbers are shuffled between the documents, and b or b · v̂ is
worked out again (Rodriguez, Spirling & Stewart 2023 do so for differences of groups).

Axes: P places, G documents, D dimensions, m permutations, n words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places
from embrepl.evidence.uses.differing import p_of_t
from embrepl.evidence.uses.use import Use, use_of
from embrepl.space.stability.student import reach, welch
from embrepl.system.progress import ReportProgress, silent

Floats = NDArray[np.float64]
PERMUTATIONS = 1_000
_CELLS = 1 << 21  # of permutations at once
_SEED = 1


@dataclass(frozen=True)
class Drift:
    """How the mean use moves by unit of a number: `step` (D,), and what each document does to it (G, D).

    `use`: of all uses; `numbers` (G,) of the documents, `many` (G,) the uses in each, `apart` (G, D) the sum of how far
    these lie from the mean use.
    """

    use: Use
    step: Floats
    influence: Floats
    numbers: Floats
    many: NDArray[np.int64]
    apart: Floats

    @property
    def freedom(self) -> int:
        """The degrees of freedom of the slopes' intervals."""
        return len(self.numbers) - 2

    @cached_property
    def length(self) -> float:
        """The length of the mean use, corrected for attenuation."""
        reliability = self.use.reliability if self.use.sure else 1.0
        return float(np.linalg.norm(self.use.vector)) * math.sqrt(reliability)

    def slopes(self, units: NDArray[np.floating]) -> tuple[Floats, Floats, Floats]:
        """Return how the cosines with some directions grow by unit, half their 95 % intervals, and p. (n, D) → (n,)."""
        slopes = np.asarray(units @ (self.step / self.length).astype(units.dtype), np.float64)
        groups = len(self.influence)
        covariance = self.influence.T @ self.influence * (groups / (groups - 1) / self.length**2)
        variances = np.einsum("nd,nd->n", units @ covariance.astype(units.dtype), units).astype(np.float64)
        errors = np.sqrt(np.maximum(variances, 0.0))
        values = np.divide(slopes, errors, out=np.zeros(len(units)), where=errors > 0)
        p = p_of_t(values, np.full(len(units), float(self.freedom)))
        return slopes, float(reach(self.freedom)) * errors, p

    @property
    def centre(self) -> float:
        """The mean number of the uses."""
        return float(self.numbers @ self.many / self.many.sum())

    def level(self, unit: Floats) -> float:
        """Return the cosine with a direction that is fitted at the mean number: that of the mean use. (D,)."""
        return float(self.use.vector @ unit) / self.length

    def p(self, unit: Floats | None = None, progress: ReportProgress = silent) -> float:
        """Return how rarely shuffled numbers make the mean use move as far, along a direction where one is given."""
        apart = self.apart if unit is None else self.apart @ unit[:, None]
        seen = self._moved(self.numbers[None], apart)[0]
        generator, reached = np.random.default_rng(_SEED), 0
        rows = max(1, _CELLS // len(apart))
        for first in range(0, PERMUTATIONS, rows):
            progress("shuffling documents", first, PERMUTATIONS)
            drawn = generator.permuted(np.tile(self.numbers, (min(rows, PERMUTATIONS - first), 1)), axis=1)
            reached += int(np.count_nonzero(self._moved(drawn, apart) >= seen * (1 - 1e-6)))
        return (reached + 1) / (PERMUTATIONS + 1)

    def _moved(self, numbers: Floats, apart: Floats) -> Floats:
        """Return the squared length of the step for some orders of the numbers. (m, G), (G, d) → (m,)."""
        share = self.many / self.many.sum()
        centred = numbers - (numbers @ share)[:, None]
        steps = (centred @ apart) / (np.square(centred) @ self.many)[:, None]
        return np.asarray(np.square(steps).sum(axis=1))

    def from_first_to_last(self) -> float:
        """Return the cosine of the use that is fitted at the lowest number with that at the highest.

        All products are corrected for what noise adds to them; not a number where nothing is left of a length.
        """
        groups = len(self.influence)
        factor = groups / (groups - 1)
        mean, own = self.use.vector, self.use.influence
        squared = float(mean @ mean - np.square(own).sum() * factor)
        crossed = float(mean @ self.step - np.sum(own * self.influence) * factor)
        steps = float(self.step @ self.step - np.square(self.influence).sum() * factor)
        low, high = (float(end) - self.centre for end in (self.numbers.min(), self.numbers.max()))

        def product(a: float, b: float) -> float:
            return squared + (a + b) * crossed + a * b * max(steps, 0.0)

        lengths = product(low, low), product(high, high)
        if min(lengths) <= 0:
            return math.nan
        return max(-1.0, min(1.0, product(low, high) / math.sqrt(lengths[0] * lengths[1])))


def drift(vectors: Floats, documents: Places, numbers: Floats) -> Drift:
    """Return how uses move with the numbers of their documents, not all of them the same. (P, D), (P,), (P,)."""
    use = use_of(vectors, documents, len(vectors))
    _, firsts, many = np.unique(documents, return_index=True, return_counts=True)
    by_group = numbers[firsts]
    apart = use.influence * len(vectors)
    centred = by_group - by_group @ many / many.sum()
    scale = float(many @ np.square(centred))
    step = centred @ apart / scale
    influence = centred[:, None] * (apart - (many * centred)[:, None] * step) / scale
    return Drift(use, step, influence, by_group, many, apart)


def cosine_of(first: Use, second: Use) -> tuple[float, float]:
    """Return the cosine of two uses in different documents, both sure, and half of its 95 % interval.

    It is above 1 where noise or the correction for attenuation makes it so; the interval is around that.
    """
    vectors = first.vector, second.vector
    lengths = [float(np.linalg.norm(each.vector)) * each.reliability**0.5 for each in (first, second)]
    cosine = float(vectors[0] @ vectors[1]) / lengths[0] / lengths[1]
    variances = []
    for use, length, other, longer in zip((first, second), lengths, vectors[::-1], lengths[::-1], strict=True):
        changes = use.influence @ (other / longer - cosine * use.vector / length) / length
        variances.append(float(changes @ changes) * (use.freedom + 1) / use.freedom)
    degrees = welch(variances, [first.freedom, second.freedom])
    return cosine, float(reach(degrees)) * math.sqrt(sum(variances))
