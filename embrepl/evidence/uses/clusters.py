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
    """Return what is taken as a whole in a text, where no other is named."""
    return CHAPTER if corpus.report.documents < FEW and corpus.chapters else DOCUMENT


def begins_of(corpus: Corpus, cluster: str | None = None) -> Places:
    """Return the token that each begins with; what stands before a first chapter is one. (C,)."""
    begins = np.asarray(corpus.documents[:-1], np.int64)
    if (cluster or cluster_of(corpus)) == CHAPTER:
        chapters = np.array([token for token, _ in corpus.chapters], np.int64)
        begins = np.union1d(begins, chapters[chapters < corpus.documents[-1]])
    return begins


def clusters(corpus: Corpus, places: Places, cluster: str | None = None) -> Places:
    """Return which document, or chapter, each of some tokens is in. (P,)."""
    return np.searchsorted(begins_of(corpus, cluster), places, side="right") - 1


def sizes(corpus: Corpus, cluster: str | None = None) -> Places:
    """Return how many tokens each has. (C,)."""
    return np.diff(begins_of(corpus, cluster), append=corpus.documents[-1])


def within(corpus: Corpus, documents: NDArray[np.bool_] | None, cluster: str | None = None) -> NDArray[np.bool_]:
    """Return which of these are in some documents (N,), None for all. (C,)."""
    begins = begins_of(corpus, cluster)
    if documents is None:
        return np.ones(len(begins), np.bool_)
    if (cluster or cluster_of(corpus)) == DOCUMENT:
        return documents
    result: NDArray[np.bool_] = documents[np.searchsorted(corpus.documents, begins, side="right") - 1]
    return result
