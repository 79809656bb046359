"""The vector that `spectral` would have solved for something, had it been a word: its row of counts, projected.

A word's vector is its row of weighted counts times a projection that is kept with the model; whatever has places has
such a row too (Deerwester et al. 1990 fold new documents into their space in the same way). How the vector changes as
a document counts a little more follows from the derivative of each entry: `use.Use` makes intervals of that.

Axes: H places, E pairs of a place with a word near it, C contexts, G documents, D dimensions.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.statistics.information import weigh
from embrepl.corpus.store.positions import Places
from embrepl.evidence.context_rows import ContextRows
from embrepl.evidence.uses.instances import Surroundings
from embrepl.evidence.uses.use import FOLDED, Use

LEAST_PLACES = 20  # fewer say too little of a row
MOST_PLACES = 50_000


class Folding:
    """Makes vectors of rows of counts; `projection` (C, D) is what `spectral` kept beside its vectors."""

    def __init__(self, rows: ContextRows, projection: NDArray[np.float32]) -> None:
        self._rows, self._projection = rows, projection

    def _product(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the vector of a row, (C,) → (D,)."""
        there = np.flatnonzero(weights)
        return np.asarray(weights[there] @ self._projection[there].astype(np.float64))

    def use(self, begins: Places, lasts: Places, documents: Places, own: NDArray[np.bool_]) -> Use:
        """Return how something is used that stands in runs of tokens, each from its first token to its last one.

        (H,) each; `own` (types,): words that are left out, those of what is asked itself.
        """
        weighing = self._rows.weighing
        at, words, amounts = self._rows.entries(begins, lasts)
        mass = float(amounts.sum())  # with all words, contexts or not
        kept = (words < len(self._projection)) & ~own[words]
        at, words, amounts = at[kept], words[kept], amounts[kept]
        totals = np.bincount(words, amounts, len(self._projection))  # (C,)
        there = np.flatnonzero(totals)
        counts = totals[there].astype(np.float32)
        mine = np.float32(np.log(max(self._rows.sums.sum(), 1.0)) / 2 - np.log(max(mass, 1.0)))
        discount = weighing.discount * weighing.window
        weights = weigh(
            counts, np.zeros(len(there), np.bool_), np.full(len(there), mine), self._rows.rarity[there],
            weighing.shift, discount,
        ).astype(np.float64)  # fmt: skip
        weights[weights < 0] = 0
        shares = counts / (counts + discount)
        slopes, falls = np.zeros(len(totals)), np.zeros(len(totals))  # by a pair more of a context; by all of them
        information = np.divide(weights, shares, out=np.zeros(len(there)), where=shares > 0)
        slopes[there] = np.where(weights > 0, shares / counts + information * discount / (counts + discount) ** 2, 0)
        falls[there] = np.where(weights > 0, shares, 0)
        row = np.zeros(len(totals))
        row[there] = weights
        return self._with_influence(row, falls, slopes[words] * amounts, at, words, documents, mass, len(begins))

    def _with_influence(
        self, row: NDArray[np.float64], falls: NDArray[np.float64], changes: NDArray[np.float64], at: Places,
        words: Places, documents: Places, mass: float, places: int,
    ) -> Use:  # fmt: skip
        """Return the use whose row is known; `changes` (E,): how each pair changes the weight of its context."""
        _, group = np.unique(documents, return_inverse=True)
        groups = int(group.max()) + 1
        influence = np.zeros((groups, self._projection.shape[1]))
        of_pairs = group[at]
        order = np.argsort(of_pairs, kind="stable")
        edges = np.searchsorted(of_pairs[order], np.arange(groups + 1))
        for number, (first, last) in enumerate(pairwise(edges.tolist())):
            some = order[first:last]
            influence[number] = changes[some] @ self._projection[words[some]]
        masses = np.bincount(of_pairs, minlength=groups) * (mass / max(len(at), 1))
        influence -= (masses / mass)[:, None] * self._product(falls)
        influence -= influence.mean(axis=0)
        return Use(self._product(row), influence, places, places, FOLDED)


def folded(folding: Folding, surroundings: Surroundings, spans: Spans) -> Use:
    """Return how something is used at some hits, its own words left out, by its row of counts. (H,)."""
    total = len(spans)
    if total > MOST_PLACES:
        spans = spans[np.linspace(0, total - 1, MOST_PLACES).astype(np.int64)]
    begins, lasts = spans.places, spans.places + spans.lengths - 1
    own = surroundings.own_types(spans)
    use = folding.use(begins, lasts, surroundings.positions.document(begins), own)
    return replace(use, total=total)
