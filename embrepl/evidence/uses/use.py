"""The vector of anything that has places in a text, and how sure its cosines are.

±: the infinitesimal jackknife over documents (Efron 1982; as Green, Rodriguez, Spirling & Stewart 2025 cluster by
document): how much a cosine changes as each document counts a little more. With m the vector, m̂ its direction and J_d
how m changes with document d, the cosine with a fixed direction v̂ changes by ψ_d = J_d · (v̂ - cos m̂) / |m|, and its
variance is Σ_d ψ_d², G / (G - 1) times, G the documents. For the mean of the vectors x_i of uses J_d is
Σ_(i in d) (x_i - m) / P. Axes: P places, G documents, D dimensions, n directions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places
from embrepl.space.stability.student import reach

ALA_CARTE, FOLDED = "contexts", "counts"  # what a vector was made of: means of vectors around; weighted counts


@dataclass(frozen=True)
class Use:
    """How something is used: its vector (D,), of so many places, and what each document does to it, (G, D).

    `made_of`: ALA_CARTE or FOLDED; `total`: places that there are, of which `places` were taken.
    """

    vector: NDArray[np.float64]
    influence: NDArray[np.float64]
    places: int
    total: int
    made_of: str = ALA_CARTE

    @property
    def documents(self) -> int:
        """How many documents it is in, G."""
        return len(self.influence)

    def cosines(self, units: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the cosines with some directions and half the width of their 95 % intervals. (n, D) → (n,), (n,).

        The widths are not a number where one document has all places.
        """
        length = float(np.linalg.norm(self.vector))
        if not length:
            return np.zeros(len(units)), np.full(len(units), np.nan)
        direction = self.vector / length
        cosines = units @ direction
        if self.documents < 2:
            return cosines, np.full(len(units), np.nan)
        changes = self.influence @ (units - cosines[:, None] * direction).T / length  # (G, n)
        variance = (changes**2).sum(axis=0) * self.documents / (self.documents - 1)
        return cosines, float(reach(np.array([self.documents - 1.0]))[0]) * np.sqrt(variance)


def use_of(vectors: NDArray[np.floating], documents: Places, total: int) -> Use:
    """Return the mean of the vectors of uses, with what each document does to it. (P, D), (P,)."""
    sums, many = by_document(vectors, documents)
    mean = sums.sum(axis=0) / len(vectors)
    return Use(mean, (sums - many[:, None] * mean) / len(vectors), len(vectors), total)


def by_document(vectors: NDArray[np.floating], documents: Places) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the sum of the vectors in each document that has any, in order, and how many these are. (G, D), (G,)."""
    order = np.argsort(documents, kind="stable")
    _, begins, many = np.unique(documents[order], return_index=True, return_counts=True)
    return np.add.reduceat(vectors[order].astype(np.float64), begins, axis=0), many
