"""The order of neighbours: cosines shrunk by how often a word was seen.

The vector of a word that was seen a handful of times is mostly chance, and of thousands of such words some lie near
any word. A cosine is therefore drawn towards the typical one of the query, the less often the word was seen the more:
(cosine − typical) · n / (n + 10), as a mean of few measurements is drawn towards the mean of all (James & Stein 1961).
What was measured, and why 10, is in docs/decisions.md.

Axes: V words, D dimensions, m queries, n words looked at together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.space import Space

PRIOR = 10  # how many times a word is seen until half of its cosine is believed
_SAMPLE = 8_192  # words of which the mean direction is taken


@dataclass(frozen=True)
class Order:
    """How cosines become scores to sort by: `weights` (V,) above 0, and the mean (D,) of vectors at length one."""

    weights: NDArray[np.float32]
    mean: NDArray[np.float64]

    def typical(self, units: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the mean cosine of some vectors at length one (m, D), or of one (D,), with words at large."""
        return np.asarray(units.astype(np.float64) @ self.mean)


def by_count(space: Space) -> Order | None:
    """Return the order of a space; None where its counts do not say how sure its vectors are."""
    return space.once(_by_count) if counts_tell(space) else None


def counts_tell(space: Space) -> bool:
    """Return whether counts are known, and say how sure the vectors are.

    Vectors out of a file were trained on another text than the one whose words were counted.
    """
    known = bool(len(space)) and bool(space.counts[0])
    return known and not space.identity and space.recipe.get("objective") != "pretrained"


def _by_count(space: Space) -> Order:
    counts = np.maximum(np.asarray(space.counts, np.float32), 1)
    rows = np.unique(np.linspace(0, len(space) - 1, min(len(space), _SAMPLE)).astype(np.int64))
    return Order(counts / (counts + PRIOR), space.units(rows).astype(np.float64).mean(axis=0))
