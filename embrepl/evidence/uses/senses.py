"""How many senses something has: groups of its uses that come out again from other documents.

Uses are grouped by spherical k-means. The groups are made on each half of the documents, and all uses are given to the
groups of either: how far the two agree is the adjusted Rand index (Hubert & Arabie 1985), averaged over SPLITS splits
(Ben-Hur, Elisseeff & Guyon 2002; Lange, Roth, Braun & Buhmann 2004). A find has 0.80, which Steinley 2004 calls good,
and more than what any of REFERENCES clouds of noise has, drawn from a normal distribution with the same mean and
covariance: a long cloud has halves too.

How stable each group is: the mean Jaccard index with the most like group over samples of the documents, drawn with
replacement (Hennig 2007: 0.75 and more is a stable group, below 0.6 none).

Axes: P uses, K groups, D dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places, evenly
from embrepl.space.groups.kmeans import group, nearest_centres
from embrepl.system.progress import ReportProgress, silent

Units = NDArray[np.float32]
MOST = 5  # senses that are tried
STABLE = 0.80
LEAST_USES, LEAST_DOCUMENTS = 40, 20  # for a test
SPLITS, REFERENCES, SAMPLES = 10, 4, 20
_USES = 2_000  # that numbers are tried on
_STARTS = 3
_SEED = 1


@dataclass(frozen=True)
class Tried:
    """A number of groups: how far groups of other documents agree, and the most that those of noise do."""

    k: int
    agreement: float
    reference: float

    @property
    def found(self) -> bool:
        """Whether these are groups."""
        return self.agreement >= STABLE and self.agreement > self.reference


@dataclass(frozen=True)
class Senses:
    """Groups of uses (P,), numbered by size, the greatest first.

    `cosines` (P,): of each use with the middle of its group; `stability` (K,): the mean Jaccard index of each group.
    """

    groups: Places
    cosines: NDArray[np.float64]
    stability: NDArray[np.float64]


def how_many(units: Units, documents: Places, numbers: range, progress: ReportProgress = silent) -> tuple[Tried, ...]:
    """Return how far groups of uses agree, for some numbers of groups. (P, D), (P,)."""
    some = evenly(len(units), _USES)
    units, documents = units[some], documents[some]
    generator = np.random.default_rng(_SEED)
    noise = [_noise_like(units, generator) for _ in range(REFERENCES)]
    result = []
    for at, k in enumerate(numbers):
        progress("grouping uses of halves of the documents", at, len(numbers))
        references = [_agreement(each, documents, k, SPLITS // 2, generator) for each in noise]
        result.append(Tried(k, _agreement(units, documents, k, SPLITS, generator), float(np.max(references))))
    return tuple(result)


def _noise_like(units: Units, generator: np.random.Generator) -> Units:
    """Draw as many directions from a normal distribution with the same mean and covariance."""
    mean = units.mean(axis=0, dtype=np.float64)
    values, axes = np.linalg.eigh(np.cov(units.T.astype(np.float64)))
    drawn = mean + generator.normal(size=units.shape) * np.sqrt(np.maximum(values, 0)) @ axes.T
    return np.asarray(drawn / np.maximum(np.linalg.norm(drawn, axis=1, keepdims=True), 1e-12), np.float32)


def _agreement(units: Units, documents: Places, k: int, splits: int, generator: np.random.Generator) -> float:
    """Return the mean adjusted Rand index of the groups that two halves of the documents make."""
    found, of = np.unique(documents, return_inverse=True)
    indices = []
    for _ in range(splits):
        half = (generator.permutation(len(found)) < len(found) // 2)[of]
        if min(half.sum(), (~half).sum()) < k:
            continue
        made = [group(units[which], k, starts=_STARTS)[0].centres for which in (half, ~half)]
        indices.append(adjusted_rand(*(nearest_centres(units, centres)[0] for centres in made)))
    return float(np.mean(indices)) if indices else float("nan")


def adjusted_rand(first: Places, second: Places) -> float:
    """Return how far two groupings agree: 1 wholly, 0 as by chance (Hubert & Arabie 1985, eq. 5). (P,), (P,)."""
    table = np.zeros((int(first.max()) + 1, int(second.max()) + 1))
    np.add.at(table, (first, second), 1.0)

    def pairs(counts: NDArray[np.float64]) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both, one, other = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = one * other / max(len(first) * (len(first) - 1) / 2, 1.0)
    most = (one + other) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0


def senses(units: Units, documents: Places, k: int, progress: ReportProgress = silent) -> Senses:
    """Return the groups of uses, (P, D) of length one, in documents (P,), the greatest first."""
    made = group(units, k, progress=progress)[0]
    order = np.argsort(-np.bincount(made.groups, minlength=k), kind="stable")
    groups = np.argsort(order)[made.groups]
    return Senses(groups, made.cosines.astype(np.float64), _jaccard(units, documents, groups, k, progress))


def _jaccard(units: Units, documents: Places, groups: Places, k: int, progress: ReportProgress) -> NDArray[np.float64]:
    """Return for each group its mean Jaccard index with the most like one over samples of the documents. (K,)."""
    generator = np.random.default_rng(_SEED)
    found, of = np.unique(documents, return_inverse=True)
    result = []
    for sample in range(SAMPLES):
        progress("grouping uses of samples of the documents", sample, SAMPLES)
        times = np.bincount(generator.integers(len(found), size=len(found)), minlength=len(found))[of]
        drawn = np.flatnonzero(times)
        if len(drawn) < k:
            continue
        weights = times[drawn].astype(np.float64)
        again = nearest_centres(units, group(units[drawn], k, weights, starts=_STARTS)[0].centres)[0]
        table = np.zeros((k, k))
        np.add.at(table, (groups, again), 1.0)
        either = table.sum(axis=1)[:, None] + table.sum(axis=0) - table
        result.append((table / np.maximum(either, 1.0)).max(axis=1))
    return np.mean(result, axis=0) if result else np.full(k, np.nan)
