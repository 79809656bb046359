"""The vector of anything that has places in a text, and how sure its cosines are.

±: the jackknife over documents (as Green, Rodriguez, Spirling & Stewart 2025 cluster by document). With m the vector
and J_d how it changes with document d, or with a group of them, the cosine with a fixed direction v̂ changes by
ψ_d = J_d · (v̂ - cos m̂) / |m|, and its variance is Σ_d ψ_d², G / (G - 1) times, G the documents. For the mean of the
vectors x_i of uses, J_d is Σ_(i in d) (x_i - m) / P (infinitesimal jackknife, Efron 1982).

|m|² is too great by the variance v of m, so that cosines come out too small: in film reviews by 0.24 of ten uses. So a
mean is taken for one of length √(|m|² - v), v = Σ_d |J_d|² G / (G - 1): the correction for attenuation (Spearman 1904),
where (|m|² - v) / |m|² is the reliability. Its intervals hold the cosine that text without end would give. A row of
weighted counts has no such mean; its intervals hold the mean cosine of other texts with as many places.
Axes: P places, G documents or groups of them, D dimensions, n directions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places
from embrepl.evidence.uses.clusters import DOCUMENT
from embrepl.space.stability.student import reach

ALA_CARTE, FOLDED = "contexts", "counts"  # what a vector was made of: means of vectors around; weighted counts
LEAST_DOCUMENTS = 5  # of fewer the intervals are too short, in film reviews
LEAST_RELIABLE = 0.15  # less of a vector that is no noise says nothing of its length


@dataclass(frozen=True)
class Use:
    """How something is used: its vector (D,), of so many places, and what documents do to it, (G, D).

    `documents`: how many it is in, or chapters where these are the `cluster` that is taken as a whole; `made_of`:
    ALA_CARTE or FOLDED; `total`: places that there are, of which `places` were taken.
    """

    vector: NDArray[np.float64]
    influence: NDArray[np.float64]
    documents: int
    places: int
    total: int
    made_of: str = ALA_CARTE
    cluster: str = DOCUMENT

    @cached_property
    def covariance(self) -> NDArray[np.float64]:
        """The covariance of the vector, (D, D); of one document not a number."""
        groups = len(self.influence)
        factor = groups / (groups - 1) if groups > 1 else float("nan")
        return np.asarray(self.influence.T @ self.influence * factor)

    @property
    def freedom(self) -> int:
        """The degrees of freedom of its intervals."""
        return len(self.influence) - 1

    @property
    def counting_freedom(self) -> float:
        """The degrees of freedom where few documents make most of the variance: (Σ |J_d|²)² / Σ |J_d|⁴ - 1, at least 1.

        So many documents of one size would vary as much (Kish 1965; clusters of unlike size: Carter, Schnepel &
        Steigerwald 2017).
        """
        squares = np.square(self.influence).sum(axis=1)
        below = float(squares @ squares)
        return max(1.0, float(squares.sum()) ** 2 / below - 1) if below else float(max(self.freedom, 1))

    @property
    def reliability(self) -> float:
        """The share of the squared length that is no noise, from 0 to 1; not a number of one document."""
        squared = float(self.vector @ self.vector)
        return (
            max(0.0, 1 - float(np.trace(self.covariance)) / squared) if squared and self.documents > 1 else float("nan")
        )

    @property
    def sure(self) -> bool:
        """Whether it has intervals."""
        return self.documents >= LEAST_DOCUMENTS and (self.made_of == FOLDED or self.reliability >= LEAST_RELIABLE)

    def cosines(self, units: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the cosines with some directions and half the width of their 95 % intervals. (n, D) → (n,), (n,).

        Where it is not sure the cosines are those of the vector as it is, and the widths not a number.
        """
        cosines, variances = self.estimates(units)
        if not self.sure:
            return cosines, np.full(len(units), np.nan)
        return cosines, float(reach(self.freedom)) * np.sqrt(variances)

    def estimates(self, units: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the cosines with some directions and their variances, not numbers of one document. (n, D) → (n,)."""
        length = float(np.linalg.norm(self.vector))
        if not length:
            return np.zeros(len(units)), np.full(len(units), np.nan)
        if self.sure and self.made_of == ALA_CARTE:
            length *= self.reliability**0.5
        direction = self.vector / length
        cosines = np.asarray(units @ direction.astype(units.dtype), np.float64)
        along = self.covariance @ direction
        own = np.einsum("nd,nd->n", units @ self.covariance.astype(units.dtype), units)
        crossed = np.asarray(units @ along.astype(units.dtype), np.float64)
        variances = (own - 2 * cosines * crossed + cosines**2 * float(direction @ along)) / length**2
        return np.clip(cosines, -1.0, 1.0), np.maximum(variances, 0.0)


def use_of(vectors: NDArray[np.floating], documents: Places, total: int, cluster: str = DOCUMENT) -> Use:
    """Return the mean of the vectors of uses, with what each document does to it. (P, D), (P,)."""
    sums, many = by_document(vectors, documents)
    mean = sums.sum(axis=0) / len(vectors)
    return Use(mean, (sums - many[:, None] * mean) / len(vectors), len(many), len(vectors), total, cluster=cluster)


def by_document(vectors: NDArray[np.floating], documents: Places) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the sum of the vectors in each document that has any, in order, and how many these are. (G, D), (G,)."""
    order = np.argsort(documents, kind="stable")
    _, begins, many = np.unique(documents[order], return_index=True, return_counts=True)
    return np.add.reduceat(vectors[order].astype(np.float64), begins, axis=0), many
