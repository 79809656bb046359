"""How unusual a cosine is among random pairs of words about as frequent.

Cosines depend on frequency (Mu & Viswanath 2018 show it for the common directions), so a pair is compared only with
pairs of one word about as frequent as the first and one about as frequent as the second. Words are parted into bands
by their rank, each reaching twice as far as the one before; for two bands the cosines of random pairs are worked out
when they are first asked for, sorted and kept with the space, so that a percentile is a look into a list.

Axes: V words, n words asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.space import Space

PAIRS = 2_000  # of two bands
SMALLEST = 64  # words of a band
_TIE = 1e-6  # cosines of float32 rows differ by this much through rounding alone


class Percentile(NamedTuple):
    """The share, in percent, of so many random pairs of like frequency whose cosine is lower; half of equal ones.

    It lies between 100 / (pairs + 1) and 100 · pairs / (pairs + 1), beyond which so many pairs do not reach. Without
    any other pair it is 50.
    """

    value: float
    pairs: int


@dataclass(frozen=True)
class Sample:
    """The cosines of random pairs of two bands, rising; `complete`: these are all the pairs there are."""

    cosines: NDArray[np.float32]
    complete: bool

    def percentiles(self, cosines: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the percentiles of cosines of pairs of these bands, (n,)."""
        if not self.pairs:
            return np.full(len(cosines), 50.0)
        wide = np.asarray(cosines, np.float64)
        below = self.cosines.searchsorted(wide - _TIE, "left")
        equal = self.cosines.searchsorted(wide + _TIE, "right") - below - self.complete  # a pair is its own equal
        end = 100 / (self.pairs + 1)
        return np.asarray((100 * (below + np.maximum(equal, 0) / 2) / self.pairs).clip(end, 100 - end))

    @property
    def pairs(self) -> int:
        """How many other pairs one is compared with."""
        return len(self.cosines) - int(self.complete)


class Percentiles:
    """The samples of a space by pairs of bands; a row's band is the one that its rank falls in."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._ends = band_ends(len(space))
        self._samples: dict[tuple[int, int], Sample] = {}

    def of_pair(self, a: int, b: int) -> Percentile:
        """Return the percentile of two words by their rows."""
        cosine = self._space.pair_cosines(np.array([a]), np.array([b]))
        sample = self.sample(*self._bands(np.array([a, b])))
        return Percentile(float(sample.percentiles(cosine)[0]), sample.pairs)

    def of_word(self, row: int, others: Sequence[int], cosines: Sequence[float]) -> list[float]:
        """Return the percentiles of a word's cosines with others, by their rows, (n,)."""
        own, *bands = self._bands(np.array([row, *others])).tolist()
        wide, result = np.asarray(cosines, np.float64), np.empty(len(bands))
        for band in set(bands):
            these = [at for at, other in enumerate(bands) if other == band]
            result[these] = self.sample(own, band).percentiles(wide[these])
        return result.tolist()

    def sample(self, a: int, b: int) -> Sample:
        """Return the sample of two bands, drawn the first time."""
        key = (int(min(a, b)), int(max(a, b)))
        if key not in self._samples:
            self._samples[key] = self._draw(*key)
        return self._samples[key]

    def _draw(self, a: int, b: int) -> Sample:
        spans = [self._span(band) for band in (a, b)]
        sizes = [last - first for first, last in spans]
        complete = sizes[0] * sizes[1] <= PAIRS
        if complete:
            left, right = (side.ravel() for side in np.meshgrid(*(np.arange(*span) for span in spans), indexing="ij"))
            kept = left < right if a == b else np.ones(len(left), bool)
        else:
            rng = np.random.default_rng((a, b))
            left, right = (rng.integers(*span, size=PAIRS) for span in spans)
            kept = left != right
        return Sample(np.sort(self._space.pair_cosines(left[kept], right[kept])), complete)

    def span(self, row: int) -> tuple[int, int]:
        """Return the rows [first, last) of the words that are about as frequent as that of a row."""
        return self._span(int(self._bands(np.array([row]))[0]))

    def _span(self, band: int) -> tuple[int, int]:
        return int(self._ends[band - 1]) if band else 0, int(self._ends[band])

    def _bands(self, rows: NDArray[np.integer]) -> NDArray[np.int64]:
        return np.asarray(np.searchsorted(self._ends, rows, "right"))


def percentiles(space: Space) -> Percentiles:
    """Return the percentiles of a space, of which there is one object as long as it stays in memory."""
    return space.once(Percentiles)


def band_ends(words: int) -> NDArray[np.int64]:
    """Return where each band of V words ends: at 64, 128, 256 … and V; each has at least 64 where V allows."""
    ends = [SMALLEST << power for power in range(64) if SMALLEST << power <= words - SMALLEST]
    return np.array([*ends, words], np.int64)
