"""What a text is about: groups of its content words by their vectors, where they are, and whether they occur together.

Sia, Dalmia & Mielke 2020, "Tired of topic models? Clusters of pretrained word embeddings make for fast and good topics
too!": words are clustered, weighted by how often they occur, and a topic is named by frequent words near its centre. We
differ: a word weighs its count times its residual inverse document frequency (Church & Gale 1995), log₂ of the pieces
that would have it by chance over those that have it: about 0 for words spread like chance, as function words are, high
where a word comes in bursts, as words do that a passage is about. One that is in more than a quarter of all pieces (a
half, where it is strongly in bursts), or hardly in bursts, is no content word. Pieces are documents, long ones divided.
Whether the words of a topic belong together is measured in the text: the mean of their normalised pointwise mutual
information over the pieces (NPMI; Lau, Newman & Baldwin 2014).

Axes: V words of the text, n content words, K topics, P pieces, N parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.dispersion import counts as counts_in
from embrepl.corpus.store.positions import Positions
from embrepl.evidence.sentences import divided
from embrepl.space.groups.clusters import Clusters, described
from embrepl.space.groups.kmeans import group
from embrepl.space.space import Space
from embrepl.system.progress import ReportProgress, silent

LEAST = 5  # occurrences of a content word
_BURSTS, _EVERYWHERE = 0.25, 0.25  # least residual inverse document frequency of one, greatest share of the pieces
_STRONG, _HALF = 0.75, 0.5  # the same of a word of a topic that much of the text is on
_PIECE, _SHORTEST, _PIECES = 500, 50, 200  # tokens of a piece, of one where there would be fewer than so many
_SIZES = 64  # sizes of pieces that are told apart
_TYPES_AT_ONCE = 4_096
_TOKENS_AT_ONCE = 1 << 22
_NAMED = 10  # words of a topic whose coherence is measured

Places = NDArray[np.int64]


def pieces_of(documents: Places) -> Places:
    """Return the tokens that pieces of a text begin with, and the end, by its documents. (N + 1,) → (P + 1,)."""
    begins = np.unique(documents)
    return divided(begins, int(np.clip(begins[-1] // _PIECES, _SHORTEST, _PIECE)))


def residual_idf(
    positions: Positions, counts: Places, pieces: Places
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return by how much fewer pieces than by chance have each word, as log₂, and the share that has it. (V,), (V,)."""
    of_token = np.repeat(np.arange(len(pieces) - 1, dtype=np.int32), np.diff(pieces))
    sizes = np.diff(pieces) / max(1, pieces[-1])
    bins = [each for each in np.array_split(np.sort(sizes), _SIZES) if len(each)]
    means, many = np.array([each.mean() for each in bins]), np.array([len(each) for each in bins])
    residual, share = np.zeros(len(counts)), np.zeros(len(counts))
    for first in range(0, len(counts), _TYPES_AT_ONCE):
        last = min(first + _TYPES_AT_ONCE, len(counts))
        some = counts[first:last]
        held = of_token[positions.between(first, last)]
        new = np.ones(len(held), np.int64)
        new[1:] = held[1:] != held[:-1]
        begins = np.cumsum(some) - some
        new[begins] = 1
        found = np.add.reduceat(new, begins)
        by_chance = (1 - np.exp(-np.outer(some, means))) @ many
        residual[first:last] = np.log2(np.maximum(by_chance, 1e-9) / found)
        share[first:last] = found / len(sizes)
    return residual, share


@dataclass(frozen=True)
class Topics:
    """Topics: `clusters` of the content words, whose rows in the space are `rows`, with the types `types` (n,).

    `coherence` (K,) is NPMI, not a number where it cannot be said; `tokens` (K,) how often words of each occur.
    """

    clusters: Clusters
    types: Places
    coherence: NDArray[np.float64]
    tokens: Places
    names: list[Places]  # of each topic its central words, as types


@dataclass(frozen=True)
class Pieces:
    """A text in pieces, and which of its words are in a space: `rows` (V,), -1 where it has none."""

    positions: Positions
    counts: Places
    rows: Places
    edges: Places  # (P + 1,)

    def content_words(self, most: int) -> tuple[Places, NDArray[np.float64]]:
        """Return the types that weigh most, the heaviest first, and their weights, (n,)."""
        known = int(np.searchsorted(-self.counts, -LEAST, side="right"))
        residual, share = residual_idf(self.positions, self.counts[:known], self.edges)
        weights = self.counts[:known] * residual
        usual = (residual >= _BURSTS) & (share <= _EVERYWHERE)
        strong = (residual >= _STRONG) & (share <= _HALF)
        weights[(self.rows[:known] < 0) | ~(usual | strong)] = 0.0
        order = np.argsort(-weights, kind="stable")[:most]
        order = order[weights[order] > 0]
        return order, weights[order]


def find_topics(
    space: Space, text: Pieces, k: int, most: int, seed: int = 0, progress: ReportProgress = silent
) -> Topics | None:
    """Group the `most` content words of a text into k topics; None where it has fewer of them than topics."""
    progress("weighing words", 0, 0)
    types, weights = text.content_words(most)
    if len(types) < k:
        return None
    units = space.units(text.rows[types])
    best, starts = group(units, k, np.sqrt(weights), seed=seed, progress=progress)
    found = described(np.arange(len(types)), units, best, starts, 0, None)
    names = [types[each.names] for each in found.groups]
    coherence = np.array([_coherence(text.positions, each[:_NAMED], text.edges) for each in names])
    tokens = np.array([int(text.counts[types[each.words]].sum()) for each in found.groups])
    return Topics(found, types, coherence, tokens, names)


def _coherence(positions: Positions, types: Places, pieces: Places) -> float:
    """Return the mean NPMI of pairs of words over the pieces; not a number of fewer than two words or pieces."""
    many = len(pieces) - 1
    if len(types) < 2 or many < 2:
        return float("nan")
    has = np.array([counts_in(positions.of(each), pieces) > 0 for each in types.tolist()], np.float64)  # (w, P)
    both, single = has @ has.T / many, has.mean(axis=1)
    values = []
    for a in range(len(types)):
        for b in range(a):
            if both[a, b] == 0:
                values.append(-1.0)
            elif both[a, b] < 1:
                values.append(float(np.log(both[a, b] / (single[a] * single[b])) / -np.log(both[a, b])))
    return float(np.mean(values)) if values else float("nan")


def topics_in_parts(positions: Positions, found: Topics, edges: Places, progress: ReportProgress = silent) -> Places:
    """Return how often words of each topic stand in each part, (N, K), by where the parts begin and end (N + 1,)."""
    k = len(found.clusters.groups)
    of_type = np.full(positions.offsets.size - 1, k, np.int64)
    of_type[found.types] = found.clusters.of
    result = np.zeros((len(edges) - 1) * k, np.int64)
    for first in range(0, positions.ids.size, _TOKENS_AT_ONCE):
        progress("counting topics", first, positions.ids.size)
        topics = of_type[positions.ids[first : first + _TOKENS_AT_ONCE]]
        at = np.flatnonzero(topics < k)
        parts = np.searchsorted(edges, at + first, side="right") - 1
        inside = (parts >= 0) & (parts < len(edges) - 1)
        result += np.bincount(parts[inside] * k + topics[at[inside]], minlength=len(result))
    return result.reshape(-1, k)


def fullest_parts(held: Places, edges: Places, most: int) -> list[Places]:
    """Return the parts in which each topic surpasses its share by most, in standard deviations, the first ones. (N, K).

    Of the parts that have it more often than the whole text.
    """
    sizes = np.diff(edges)
    expected = np.outer(sizes, held.sum(axis=0) / max(1, sizes.sum()))
    surplus = (held - expected) / np.sqrt(expected + 1)  # a topic that is once in a tiny part is no surplus
    orders = np.argsort(-surplus, axis=0, kind="stable")[:most].T
    return [order[surplus[order, topic] > 0] for topic, order in enumerate(orders)]
