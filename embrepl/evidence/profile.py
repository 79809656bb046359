"""What a text says at once of something that stands in it: where, how evenly, and beside what.

Axes: H hits, n parts, N documents, K collocates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.statistics import collocations, dispersion
from embrepl.corpus.statistics.dispersion import Spread
from embrepl.corpus.store.positions import Places
from embrepl.system.progress import ReportProgress, silent

PARTS = 20  # equal ones, where the text is not of several files


@dataclass(frozen=True)
class Part:
    """A part of a text, and how many of the hits are in it."""

    name: str
    hits: int


@dataclass(frozen=True)
class Profile:
    """Where hits are: in how many `documents`; their `spread` over `parts` files or equal parts, as `by` says.

    `most`: the part with most hits beyond what its size would have; `twentieths`: hits in each equal part (20,).
    """

    documents: int
    by: str
    parts: int
    spread: Spread
    most: Part
    twentieths: Places


def profile(searched: Concordance, places: Places) -> Profile:
    """Return where some hits are. (H,) in the order of the text."""
    corpus = searched.corpus
    by = "files" if len(corpus.files) > 1 else "parts"
    names, edges = dispersion.parts_of(searched, by, PARTS, silent)
    hits, sizes = dispersion.counts(places, edges), np.diff(edges)
    equal = dispersion.counts(places, dispersion.equal_parts(corpus.report.tokens, PARTS))
    in_documents = dispersion.counts(places, searched.positions.documents)
    most = _fullest(names, hits, sizes)
    if by == "parts" and len(corpus.chapters) > 1:
        tokens, titles = zip(*corpus.chapters, strict=True)
        begins = np.array([*tokens, corpus.report.tokens], np.int64)
        most = _fullest(titles, dispersion.counts(places, begins), np.diff(begins))
    elif by == "parts":
        most = Part(f"{most.name} of {len(names)}", most.hits)
    spread = dispersion.dispersion(hits, sizes)
    return Profile(int(np.count_nonzero(in_documents)), by, len(names), spread, most, equal)


def _fullest(names: Sequence[str], hits: NDArray[np.int64], sizes: NDArray[np.int64]) -> Part:
    """Return the part with most hits beyond what its size would have, in standard deviations of that. (n,), (n,)."""
    expected = hits.sum() * sizes / max(1, sizes.sum())
    beyond = (hits - expected) / np.sqrt(np.maximum(expected, 1e-9))
    at = int(np.argmax(np.where(hits > 0, beyond, -np.inf)))
    return Part(names[at], int(hits[at]))


@dataclass(frozen=True)
class Beside:
    """Types that stand near some hits more often than by chance: in so many pairs, and their logdice. (K,) each."""

    types: Places
    pairs: Places
    logdice: NDArray[np.float64]

    def rows(self) -> Iterator[tuple[int, int, float]]:
        """Yield the type, the pairs and the score of each."""
        return zip(self.types.tolist(), self.pairs.tolist(), self.logdice.tolist(), strict=True)


def beside(
    searched: Concordance, spans: Spans, *, inside: bool, window: int, least: int, most: int, progress: ReportProgress
) -> Beside:
    """Return the collocates of hits by logdice, as `colloc` has them. H hits → K types.

    `inside`: hits may lie in longer tokens, whose rests count as neighbours.
    """
    corpus = searched.corpus
    rests = searched.beside(spans) if inside else None
    counts = np.asarray(corpus.counts)
    table = collocations.pairs(searched.positions, counts, spans, (window, window), progress, rests)
    best = collocations.strongest(table, table.both, least, None, "logdice", most)
    return Beside(best.types, table.both[best.types], best.scores["logdice"])
