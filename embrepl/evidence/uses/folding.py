"""The vector that `spectral` would have solved for something, had it been a word: its row of counts, projected.

A word's vector is its row of weighted counts times a projection that is kept with the model; whatever has places has
such a row too (Deerwester et al. 1990 fold new documents into their space in the same way). It is worked out again
without each of some groups of documents: `use.Use` makes intervals of that (the grouped jackknife, Quenouille 1956).

Axes: H places, E pairs of a place with a word near it, C contexts, D dimensions.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.statistics.information import weigh
from embrepl.corpus.store.positions import Places
from embrepl.evidence.context_rows import ContextRows
from embrepl.evidence.uses.clusters import DOCUMENT, clusters
from embrepl.evidence.uses.instances import Surroundings
from embrepl.evidence.uses.use import FOLDED, Use

LEAST_PLACES = 20  # fewer say too little of a row
MOST_PLACES = 50_000
GROUPS = 40  # of documents, at most, without each of which a row is worked out again


class Folding:
    """Makes vectors of rows of counts; `projection` (C, D) is what `spectral` kept beside its vectors."""

    def __init__(self, rows: ContextRows, projection: NDArray[np.float32]) -> None:
        self._rows, self._projection = rows, projection

    def use(self, begins: Places, lasts: Places, documents: Places, own: NDArray[np.bool_]) -> Use:
        """Return how something is used that stands in runs of tokens, each from its first token to its last one.

        (H,) each; `own` (types,): words that are left out, those of what is asked itself.
        """
        at, words, amounts = self._rows.entries(begins, lasts)
        groups, number = _groups(documents)
        many = int(groups.max()) + 1
        masses = np.bincount(groups[at], amounts, many)  # with all words, contexts or not
        contexts = len(self._projection)
        kept = (words < contexts) & ~own[words]
        cells = groups[at[kept]] * contexts + words[kept]
        counts = np.bincount(cells, amounts[kept], many * contexts).reshape(many, contexts)
        there = np.flatnonzero(counts.any(axis=0))
        counts = counts[:, there]
        rows = np.zeros((many + 1, len(there)), np.float32)  # of all, then without each group
        totals = counts.sum(axis=0)
        rows[0] = self._weights(there, totals, masses.sum())
        for group in range(many if many > 1 else 0):
            rows[1 + group] = self._weights(there, totals - counts[group], masses.sum() - masses[group])
        vectors = (rows @ self._projection[there]).astype(np.float64)
        without = vectors[1:]
        influence = (many - 1) / many * (without.mean(axis=0) - without)
        return Use(vectors[0], influence, number, len(begins), len(begins), FOLDED)

    def _weights(self, there: Places, counts: NDArray[np.float64], mass: float) -> NDArray[np.float32]:
        """Return what each of some contexts weighs in a row of counts. (n,), (n,) → (n,)."""
        weighing, held = self._rows.weighing, counts > 0
        result = np.zeros(len(there), np.float32)
        mine = np.float32(np.log(max(self._rows.sums.sum(), 1.0)) / 2 - np.log(max(mass, 1.0)))
        result[held] = weigh(
            counts[held].astype(np.float32), np.zeros(int(held.sum()), np.bool_), np.full(int(held.sum()), mine),
            self._rows.rarity[there[held]], weighing.shift, weighing.discount * weighing.window,
        )  # fmt: skip
        return np.maximum(result, 0)


def _groups(documents: Places) -> tuple[Places, int]:
    """Return the group of documents that each place is in, (H,), and how many documents there are."""
    found, numbers = np.unique(documents, return_inverse=True)
    return numbers % GROUPS, len(found)


def folded(folding: Folding, surroundings: Surroundings, spans: Spans, cluster: str = DOCUMENT) -> Use:
    """Return how something is used at some hits, its own words left out, by its row of counts. (H,).

    `cluster`: what `clusters` takes as a whole in this text.
    """
    total = len(spans)
    spans = spans.evenly(MOST_PLACES)
    begins, lasts = spans.places, spans.places + spans.lengths - 1
    own = surroundings.own_types(spans)
    use = folding.use(begins, lasts, clusters(surroundings.corpus, begins), own)
    return replace(use, total=total, cluster=cluster)
