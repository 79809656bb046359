"""What is taken as a whole where it is worked out how sure something is: documents, or the chapters of a few long ones.

Axes: P places, N documents, C clusters.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places
from embrepl.corpus.store.store import Corpus

FEW = 20  # documents of a text, of which fewer are taken by their chapters
DOCUMENT, CHAPTER = "document", "chapter"


def cluster_of(corpus: Corpus) -> str:
    """Return what is taken as a whole in a text."""
    return CHAPTER if corpus.report.documents < FEW and corpus.chapters else DOCUMENT


def clusters(corpus: Corpus, places: Places) -> Places:
    """Return which document, or chapter, each of some tokens is in; what stands before a first chapter is one. (P,)."""
    return np.searchsorted(_begins(corpus), places, side="right") - 1


def sizes_within(corpus: Corpus, documents: NDArray[np.bool_] | None) -> tuple[NDArray[np.bool_], Places]:
    """Return which of these are in some documents (N,), None for all, and how many tokens each has. (C,), (C,)."""
    begins = _begins(corpus)
    sizes = np.diff(np.append(begins, corpus.documents[-1]))
    if documents is None:
        return np.ones(len(begins), np.bool_), sizes
    if cluster_of(corpus) == DOCUMENT:
        return documents, sizes
    return documents[np.searchsorted(corpus.documents, begins, side="right") - 1], sizes


def _begins(corpus: Corpus) -> Places:
    """Return the token that each begins with. (C,)."""
    begins = np.asarray(corpus.documents[:-1], np.int64)
    if cluster_of(corpus) == CHAPTER:
        chapters = np.array([token for token, _ in corpus.chapters], np.int64)
        begins = np.union1d(begins, chapters[chapters < corpus.documents[-1]])
    return begins
