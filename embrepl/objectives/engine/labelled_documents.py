"""Labelled documents as a classifier reads them: so many words of each, padded, and some of them held out.

Axes: N documents, B documents of a batch, L words of a document, V words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.thinning import uniform
from embrepl.errors import EmbreplError
from embrepl.objectives.engine.sampling import Ids, Text

PADDING, UNKNOWN, FIRST = 0, 1, 2  # input ids: of no word, of a word below the min-count, of the first word
SPLIT = 0x5EED  # the hash that splits documents is the same for every seed, so that trainings can be compared

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class LabelledDocuments:
    """Which documents are trained on and which are held out, by number, and what each is.

    Left out are those without a label or without words. `length`: L.
    """

    text: Text
    labels: Ids  # (documents of the corpus,)
    trained: Numbers
    held_out: Numbers
    length: int

    def lengths(self, documents: Numbers) -> Numbers:
        """Return how many words some documents have, (N,) → (N,)."""
        lengths: Numbers = self.text.documents[documents + 1] - self.text.documents[documents]
        return lengths

    def inputs(self, documents: Numbers) -> Ids:
        """Return the last L words of each document, padded in front, as Keras' `pad_sequences` does, (B,) → (B, L)."""
        begins, ends = self.text.documents[documents], self.text.documents[documents + 1]
        places = ends[:, None] - self.length + np.arange(self.length)  # (B, L)
        ids = self.text.ids[np.maximum(places, 0)]
        known = np.where(ids < len(self.text.counts), ids + FIRST, UNKNOWN)
        return np.asarray(np.where(places >= begins[:, None], known, PADDING), np.int32)

    def targets(self, documents: Numbers) -> Ids:
        """Return the label of each document as a model takes it, (B,) → (B, 1)."""
        return np.asarray(self.labels[documents])[:, None]


def split(text: Text, labels: Ids, length: int, share: float) -> LabelledDocuments:
    """Hold out that share of the documents of every label, by a hash of their number.

    Raises `too-few-documents` where less than two labels could be learnt, or none be measured by.
    """
    used = np.flatnonzero((labels >= 0) & (np.diff(text.documents) > 0))
    drawn = uniform(0, SPLIT, used)
    held_out = [np.zeros(0, np.int64)]
    for label in np.unique(labels[used]):
        of_it = np.flatnonzero(labels[used] == label)
        held_out.append(of_it[np.argsort(drawn[of_it], kind="stable")][: round(share * len(of_it))])
    out = np.zeros(len(used), np.bool_)
    out[np.concatenate(held_out)] = True
    documents = LabelledDocuments(text, labels, used[~out], used[out], length)
    if not len(documents.held_out) or len(np.unique(labels[documents.trained])) < 2:
        message = (
            f"{len(used):,} labelled documents are too few to learn from some of each label and measure by others."
        )
        raise EmbreplError("too-few-documents", message, "Load more of them, or hold out another share: --validation.")
    return documents
