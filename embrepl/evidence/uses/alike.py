"""How alike the uses of two things are: the cosine of their means with an interval, and whether they differ at all.

The two may stand in the same documents: what a document does to both means is taken together. Products are corrected
for what noise adds to them, |a|² - tr Cov(a) and a · b - tr Cov(a, b), the correction for attenuation of `use`. p of
the difference a - b: the documents' shares in it get random signs (the wild cluster bootstrap, Cameron, Gelbach &
Miller 2008), and how rarely it is as long is counted, (b + 1) / (m + 1).

Axes: P uses, G documents, D dimensions, m draws.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places
from embrepl.evidence.uses.use import LEAST_DOCUMENTS, LEAST_RELIABLE, use_of
from embrepl.space.stability.student import reach

Floats = NDArray[np.float64]
DRAWS = 1_000
_DRAWS_AT_ONCE = 100
_SEED = 1


@dataclass(frozen=True)
class Likeness:
    """The cosine of two uses, half of its 95 % interval, their squared distance less what noise adds to it, and p.

    The interval and p are not numbers where there are too few documents.
    """

    cosine: float
    half: float
    distance: float
    p: float


def likeness(first: Floats, documents: Places, second: Floats, others: Places) -> Likeness:
    """Return how alike two uses are; documents of other texts have other numbers. (P, D), (P,), (Q, D), (Q,)."""
    found = np.union1d(documents, others)
    a, of_a = _mean(first, documents, found)
    b, of_b = _mean(second, others, found)
    groups = len(found)
    factor = groups / (groups - 1) if groups > 1 else math.nan
    noise = [factor * float(np.sum(one * other)) for one, other in ((of_a, of_a), (of_b, of_b), (of_a, of_b))]
    plain = [float(one @ other) for one, other in ((a, a), (b, b), (a, b))]
    squared = [value - extra for value, extra in zip(plain, noise, strict=True)]
    distance = squared[0] + squared[1] - 2 * squared[2]
    fewest = min(len(np.unique(documents)), len(np.unique(others)))
    sure = fewest >= LEAST_DOCUMENTS and all(
        part >= LEAST_RELIABLE * whole for part, whole in zip(squared[:2], plain[:2], strict=True)
    )
    if not sure:
        both = math.sqrt(plain[0] * plain[1])
        return Likeness(plain[2] / both if both else 0.0, math.nan, distance, math.nan)
    lengths = math.sqrt(squared[0]), math.sqrt(squared[1])
    cosine = squared[2] / lengths[0] / lengths[1]
    changes = of_a @ (b / lengths[1] - cosine * a / lengths[0]) / lengths[0]
    changes += of_b @ (a / lengths[0] - cosine * b / lengths[1]) / lengths[1]
    half = float(reach(fewest - 1)) * math.sqrt(float(changes @ changes) * factor)
    return Likeness(max(-1.0, min(1.0, cosine)), half, distance, _p(a - b, of_a - of_b))


def _mean(vectors: Floats, documents: Places, found: Places) -> tuple[Floats, Floats]:
    """Return the mean of uses, (D,), and what each document does to it, (G, D)."""
    use = use_of(vectors, documents, len(vectors))
    influence = np.zeros((len(found), vectors.shape[1]))
    influence[np.searchsorted(found, np.unique(documents))] = use.influence
    return use.vector, influence


def _p(gap: Floats, shares: Floats) -> float:
    """Return how rarely random signs of the documents' shares make a difference as long. (D,), (G, D)."""
    seen, generator, reached = float(gap @ gap), np.random.default_rng(_SEED), 0
    for first in range(0, DRAWS, _DRAWS_AT_ONCE):
        signs = generator.choice([-1.0, 1.0], (min(_DRAWS_AT_ONCE, DRAWS - first), len(shares)))
        reached += int(np.count_nonzero(np.square(signs @ shares).sum(axis=1) >= seen))
    return (reached + 1) / (DRAWS + 1)
