"""Which uses are most like the others of the same thing, and which least: their cosines with the mean use.

A use's own document is left out of the mean, so that no document makes its own uses typical. Axes: P places, D
dimensions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.store.positions import Places, Positions
from embrepl.evidence.uses.induction import WINDOW
from embrepl.evidence.uses.use import by_document


def typicality(vectors: NDArray[np.floating], documents: Places) -> NDArray[np.float64]:
    """Return the cosine of each use with the mean of those in other documents; of all, where there is one. (P,)."""
    wide = vectors.astype(np.float64)
    sums, many = by_document(wide, documents)
    means = np.broadcast_to(sums.sum(axis=0), (1, wide.shape[1])) if len(many) == 1 else sums.sum(axis=0) - sums
    of = np.unique(documents, return_inverse=True)[1] if len(many) > 1 else np.zeros(len(wide), np.int64)
    lengths = np.linalg.norm(wide, axis=1) * np.linalg.norm(means, axis=1)[of]
    products = np.einsum("pd,pd->p", wide, means[of])
    return np.asarray(np.divide(products, lengths, out=np.zeros(len(wide)), where=lengths > 0))


def different_first(order: Iterable[int], documents: Places, line: Callable[[int], bytes], most: int) -> list[int]:
    """Return the first uses of an order, equal lines once, one of each document before any second one. (P,)."""
    seen: set[bytes] = set()
    used: set[int] = set()
    chosen: list[int] = []
    second: list[int] = []
    for at in order:
        if len(chosen) == most:
            break
        if (document := int(documents[at])) in used:
            if len(second) < most:
                second.append(at)
        elif (key := line(at)) not in seen:
            seen.add(key)
            used.add(document)
            chosen.append(at)
    for at in second:
        if len(chosen) < most and (key := line(at)) not in seen:
            seen.add(key)
            chosen.append(at)
    return chosen


def line_around(positions: Positions, spans: Spans) -> Callable[[int], bytes]:
    """Return what tells the lines of some hits apart: their words, and those around them within the document."""

    def key(at: int) -> bytes:
        place, length = int(spans.places[at]), int(spans.lengths[at])
        document = int(positions.document(spans.places[at : at + 1])[0])
        first, behind = positions.documents[document : document + 2].tolist()
        return bytes(positions.ids[max(first, place - WINDOW) : min(behind, place + length + WINDOW)].tobytes())

    return key
