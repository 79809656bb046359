"""A text in which each unit stands as often as it was drawn, for objectives that go through the text itself.

Axes: T tokens, U units, V words, N documents.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import ragged
from embrepl.objectives.engine.resampling.units import Units
from embrepl.objectives.engine.sampling import Text


@dataclass(frozen=True)
class ResampledText:
    """The text, the document that each of its documents was, (N,), and how often each word is in it, (V,).

    The counts of the text are at least 1, so that no probability is divided by zero.
    """

    text: Text
    documents: NDArray[np.int64]
    counts: NDArray[np.int64]


def resampled(text: Text, units: Units, weights: NDArray[np.int64]) -> ResampledText:
    """Return the text with each unit as often as `weights` (U,) says; pieces that follow stay together."""
    order = np.concatenate(
        [
            np.empty(0, np.int64),
            *(np.flatnonzero(weights >= time) for time in range(1, int(weights.max(initial=0)) + 1)),
        ]
    )
    sizes = np.diff(units.begins)[order]
    ends = np.cumsum(sizes)
    places = ragged(units.begins[order], sizes)
    follows = np.zeros(len(order), np.bool_)
    follows[1:] = (np.diff(order) == 1) & (np.diff(units.document[order]) == 0)
    first = np.flatnonzero(~follows)
    ids = np.asarray(text.ids)[places]
    counts = np.bincount(ids[ids < len(text.counts)], minlength=len(text.counts))
    borders = np.append((ends - sizes)[first], len(ids)).astype(np.int64)
    return ResampledText(Text(ids, borders, np.maximum(counts, 1)), units.document[order[first]], counts)


def units_with(text: Text, units: Units) -> NDArray[np.int64]:
    """Return in how many units of the text each word stands, (V,)."""
    ids = np.asarray(text.ids)
    unit = np.repeat(np.arange(len(units)), np.diff(units.begins))
    inside = ids < len(text.counts)
    distinct = np.unique(unit[inside] * len(text.counts) + ids[inside])
    return np.bincount(distinct % len(text.counts), minlength=len(text.counts))
