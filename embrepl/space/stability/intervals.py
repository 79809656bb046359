"""How sure the neighbours of a word are, by runs of the same recipe on resampled texts.

An interval for a cosine is the mean of the runs, give or take t of R - 1 degrees of freedom times their deviation,
times SPREAD. It is centred on the runs, not on the cosine of the model: a word is listed because its cosine came out
great, by chance too, and the mean over resampled texts takes that back (bagging, Breiman 1996). Percentiles of some 20
runs would be their extremes; a basic or BCa interval around the model's cosine takes the bias of choosing for that of
resampling, and moves the wrong way. How far the mean of the runs is from the truth adds to how runs differ: SPREAD,
measured on texts drawn from a known source, where intervals hold both the cosine of a text without end and that of
another text of the same size (`tests/objectives/resampling`).

Axes: R runs, K neighbours, n cosines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.stability.runs import Runs

SPREAD = 1.2
LEAST_RUNS = 5  # that have a word, for an interval
MOST_SHARE = 0.2  # of the words that the k nearest may be, for it to say anything that they are kept
LEAST_UNITS = 5  # of the text in which a word stands, for its runs to say anything
FIRM, FAIR = 0.7, 0.4  # mean shares of the neighbours kept
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """How a neighbour fared: in how many of `runs` it stayed among the K nearest, of those that have the words.

    `low` and `high`: where its cosine lies, 95 times in 100; None where too few runs say so.
    """

    row: int
    kept: int
    runs: int
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


def t_quantile(freedom: int) -> float:
    """Return what 95 in 100 of Student's t lie within."""
    return _T[freedom - 1] if freedom <= len(_T) else 1.959964 + 2.42 / freedom


def intervals(cosines: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where cosines lie by those of the runs (R, n), not a number where a run has none: low and high, (n,)."""
    runs = np.count_nonzero(np.isfinite(cosines), axis=0)
    known = np.maximum(runs, 1)
    mean = np.nansum(cosines, axis=0) / known
    deviation = np.sqrt(np.nansum((cosines - mean) ** 2, axis=0) / np.maximum(runs - 1, 1))
    factor = np.array([t_quantile(max(1, int(each) - 1)) for each in runs])
    half = SPREAD * factor * deviation * np.sqrt(1 + 1 / known)
    low, high = np.maximum(-1.0, mean - half), np.minimum(1.0, mean + half)
    few = runs < LEAST_RUNS
    return np.where(few, np.nan, low), np.where(few, np.nan, high)


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
    found, often = np.unique(nearest[nearest >= 0], return_counts=True)
    times = dict(zip(found.tolist(), often.tolist(), strict=True))
    usable = int(np.isfinite(sums).all(axis=1).sum())
    instead = sorted(
        (row for row in times if row not in neighbours and 2 * times[row] > usable), key=lambda row: -times[row]
    )
    listed = (*known, *instead[:OTHERS])
    cosines = runs.cosines(sums, listed)
    low, high = intervals(cosines)
    kept = [
        Kept(
            row, times.get(row, 0), int(np.isfinite(cosines[:, at]).sum()),
            *((float(low[at]), float(high[at])) if np.isfinite(low[at]) else (None, None)),
        )
        for at, row in enumerate(listed)
    ]  # fmt: skip
    share = float(np.mean([each.kept for each in kept[: len(known)]])) / usable if usable and known else None
    units = min((int(runs.units[row]) for row in rows), default=0)
    return Stability(
        tuple(kept[: len(known)]), tuple(kept[len(known) :]), share, units, crowded=k > MOST_SHARE * runs.words
    )
