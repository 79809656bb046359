"""Why two words are near: the contexts that both have, and how often they stand together themselves.

The cosine of two rows of weighted co-occurrences is a sum over contexts, Σ M(a, c) M(b, c) / (|M(a)| |M(b)|): so each
context has its share of it. Axes: C contexts, K of them listed, H places of a word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from embrepl.corpus.store.positions import Places, Positions
from embrepl.evidence.context_rows import ContextRows


@dataclass(frozen=True)
class SharedContext:
    """A context of both words: its share of their cosine, and what each word's pairs with it weigh and count."""

    word: int
    share: float
    weights: tuple[float, float]
    amounts: tuple[int, int]


@dataclass(frozen=True)
class SharedContexts:
    """The cosine of two rows, how many contexts they share, and those with the greatest shares, (K,), first."""

    cosine: float
    shared: int
    leading: tuple[SharedContext, ...]

    @property
    def explained(self) -> float:
        """The share of the cosine that the leading contexts have together."""
        return sum(each.share for each in self.leading)


def shared_contexts(rows: ContextRows, first: int, second: int, most: int) -> SharedContexts:
    """Return the contexts that carry the cosine of two words' rows, the `most` important ones by name."""
    (weights, amounts), (others, other_amounts) = rows.row(first), rows.row(second)
    terms = weights.astype(np.float64) * others  # (C,)
    total = float(terms.sum())
    lengths = float(np.linalg.norm(weights.astype(np.float64)) * np.linalg.norm(others.astype(np.float64)))
    there = np.flatnonzero(terms)
    best = there[np.argsort(-terms[there], kind="stable")[:most]].tolist()
    leading = tuple(
        SharedContext(
            context, float(terms[context]) / total, (float(weights[context]), float(others[context])),
            (int(amounts[context]), int(other_amounts[context])),
        )
        for context in best
    )  # fmt: skip
    return SharedContexts(total / lengths if lengths else 0.0, there.size, leading)


@dataclass(frozen=True)
class Together:
    """How many pairs of places of two words stand within a window of each other, and how many chance would give."""

    pairs: int
    expected: float


def together(positions: Positions, first: Places, second: Places, window: int) -> Together:
    """Count the pairs of places at most `window` apart in one document, each once. (H,), (H,) in order.

    Expected: a and b drawn as often as they stand beside anything, R(a) R(b) / N pairs of places in both orders, as
    `colloc` has it.
    """
    fewer, more = sorted((first, second), key=len)
    document = positions.document(fewer)
    begins, ends = positions.documents[document], positions.documents[document + 1]
    low, high = np.maximum(fewer - window, begins), np.minimum(fewer + window + 1, ends)
    near = np.searchsorted(more, high) - np.searchsorted(more, low)
    margins = [int(_beside(positions, places, window).sum()) for places in (first, second)]
    return Together(int(near.sum()), margins[0] * margins[1] / max(1, _pairs(positions, window)))


def _beside(positions: Positions, places: Places, window: int) -> Places:
    """Return how many tokens of the same document stand at most `window` from each place. (H,) → (H,)."""
    document = positions.document(places)
    before, behind = places - positions.documents[document], positions.documents[document + 1] - places - 1
    return np.asarray(np.minimum(before, window) + np.minimum(behind, window), np.int64)


def _pairs(positions: Positions, window: int) -> int:
    """Return how many pairs of tokens at most `window` apart the documents have, in both orders."""
    sizes = np.diff(positions.documents)
    return 2 * sum(int(np.maximum(sizes - offset, 0).sum()) for offset in range(1, window + 1))
