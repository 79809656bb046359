"""What is taken as a whole where it is worked out how sure something is: documents, or the chapters of a few long ones.

Axes: P places.
"""

from __future__ import annotations

import numpy as np

from embrepl.corpus.store.positions import Places
from embrepl.corpus.store.store import Corpus

FEW = 20  # documents of a text, of which fewer are taken by their chapters
DOCUMENT, CHAPTER = "document", "chapter"


def cluster_of(corpus: Corpus) -> str:
    """Return what is taken as a whole in a text."""
    return CHAPTER if corpus.report.documents < FEW and corpus.chapters else DOCUMENT


def clusters(corpus: Corpus, places: Places) -> Places:
    """Return which document, or chapter, each of some tokens is in; what stands before a first chapter is one. (P,)."""
    begins = np.asarray(corpus.documents[:-1], np.int64)
    if cluster_of(corpus) == CHAPTER:
        begins = np.union1d(begins, np.array([token for token, _ in corpus.chapters], np.int64))
    return np.searchsorted(begins, places, side="right") - 1
