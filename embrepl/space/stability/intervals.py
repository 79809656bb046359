"""How sure the neighbours of a word are, by runs of the same recipe on resampled texts.

An interval says where the cosine lies when the recipe reads another text of the same kind and size. It goes around the
mean of the runs, not the cosine of the model: a word is listed because its cosine came out great, by chance too, and
the mean over resampled texts takes that back (bagging, Breiman 1996). Percentiles of some 20 runs would be their
extremes; a basic or BCa interval around the model's cosine takes the bias of choosing for that of resampling, and moves
the wrong way.

Its ends are not alike. Towards 0 cosines have a long tail, where the cosine was great by chance: that end is worked out
on Fisher's scale, t of R - 1 degrees of freedom times the deviation of the runs, times SPREAD, since the mean of the
runs is itself of one text. Away from 0 runs fall short, for each reads fewer different documents than the text has:
that end is also t deviations of the cosines themselves, times AWAY, from their mean. SPREAD and AWAY were measured on
texts drawn from known sources (`tests/objectives/resampling`, `make bench-coverage`).

Axes: R runs, K neighbours, n cosines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.stability.runs import Runs
from embrepl.space.stability.student import reach

SPREAD, AWAY = 1.25, 0.95
LEAST_RUNS = 5  # that have a word, for an interval
MOST_SHARE = 0.2  # of the words that the k nearest may be, for it to say anything that they are kept
LEAST_UNITS = 5  # of the text in which a word stands, for its runs to say anything
FIRM, FAIR = 0.7, 0.4  # mean shares of the neighbours kept
_MOST = 0.9999  # the greatest cosine on Fisher's scale, where 1 would be endless


@dataclass(frozen=True)
class Kept:
    """How a neighbour fared: in how many of `runs` it stayed among the K nearest, of those that have the words.

    `low` and `high`: where its cosine lies on another text, 95 times in 100; None where too few runs say so, or one of
    the words stands in too few `units` of the text.
    """

    row: int
    kept: int
    runs: int
    units: int
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Stability:
    """The neighbours in the model's order, those that come instead most often, and the least number of units.

    `share`: of the model's neighbours that a run keeps, on average; None where no run has the target. `crowded`: so
    many neighbours of so few words that they are kept whatever happens.
    """

    neighbours: tuple[Kept, ...]
    others: tuple[Kept, ...]
    share: float | None
    units: int
    crowded: bool = False

    @property
    def verdict(self) -> str:
        """`firm`, `fair`, `loose`, or `unknown` where runs say nothing: of words in too few places, or `crowded`."""
        if self.share is None or self.units < LEAST_UNITS or self.crowded:
            return "unknown"
        return "firm" if self.share >= FIRM else "fair" if self.share >= FAIR else "loose"


def intervals(cosines: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where cosines lie by those of the runs (R, n), not a number where a run has none: low and high, (n,)."""
    runs = np.count_nonzero(np.isfinite(cosines), axis=0)
    around = reach(runs - 1) * np.sqrt(1 + 1 / np.maximum(runs, 1))
    mean, deviation = _moments(cosines, runs)
    middle, spread = _moments(np.arctanh(np.clip(cosines, -_MOST, _MOST)), runs)
    low, high = np.tanh(middle - SPREAD * around * spread), np.tanh(middle + SPREAD * around * spread)
    reached = mean + np.sign(mean) * AWAY * around * deviation
    low, high = np.clip(np.minimum(low, reached), -1.0, 1.0), np.clip(np.maximum(high, reached), -1.0, 1.0)
    few = runs < LEAST_RUNS
    return np.where(few, np.nan, low), np.where(few, np.nan, high)


def _moments(values: NDArray[np.float64], runs: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean and the deviation of the values that are numbers, of so many of the runs, (n,) each."""
    mean = np.nansum(values, axis=0) / np.maximum(runs, 1)
    return mean, np.sqrt(np.nansum((values - mean) ** 2, axis=0) / np.maximum(runs - 1, 1))


OTHERS = 3  # words that come instead of neighbours, at most


def stability(
    runs: Runs,
    rows: tuple[int, ...],
    weights: tuple[float, ...],
    neighbours: tuple[int, ...],
    k: int,
    believed: NDArray[np.float32] | None = None,
) -> Stability:
    """Return how sure the neighbours of a sum of words are, and what comes instead of them.

    `believed` (V,): how far the cosine of each word is believed, where neighbours are ordered by that too. Words that
    the runs do not know are left out of `neighbours`, and must not be among `rows`.
    """
    sums = runs.sums(rows, weights)
    nearest = runs.nearest(sums, k, rows, believed)
    known = tuple(row for row in neighbours if row < runs.words)
    units = min((int(runs.units[row]) for row in rows), default=0)
    found, often = np.unique(nearest[nearest >= 0], return_counts=True)
    times = dict(zip(found.tolist(), often.tolist(), strict=True))
    usable = int(np.isfinite(sums).all(axis=1).sum())
    instead = sorted(
        (row for row in times if row not in neighbours and 2 * times[row] > usable), key=lambda row: -times[row]
    )
    listed = (*known, *instead[:OTHERS])
    cosines = runs.cosines(sums, listed)
    low, high = intervals(cosines)
    seldom = np.minimum(runs.units[list(listed)], units) < LEAST_UNITS
    low[seldom] = np.nan
    kept = [
        Kept(
            row, times.get(row, 0), int(np.isfinite(cosines[:, at]).sum()), int(runs.units[row]),
            *((float(low[at]), float(high[at])) if np.isfinite(low[at]) else (None, None)),
        )
        for at, row in enumerate(listed)
    ]  # fmt: skip
    share = float(np.mean([each.kept for each in kept[: len(known)]])) / usable if usable and known else None
    return Stability(
        tuple(kept[: len(known)]), tuple(kept[len(known) :]), share, units, crowded=k > MOST_SHARE * runs.words
    )
