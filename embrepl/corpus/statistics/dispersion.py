"""How evenly a word is spread over the parts of a text.

    Juilland's D  1 - V / √(n - 1), V the standard deviation of the n parts' relative frequencies (dividing by n) over
                  their mean: 1 even, 0 all in one part (Juilland et al. 1970; relative frequencies, because parts
                  differ in size, as in Gries 2008). It is never below 0, where rounding would take it.
    Gries' DP     ½ Σ |share of the word's occurrences in a part - share of the text's tokens in it|: 0 even, near 1
                  all in one small part (Gries 2008); DPnorm is DP / (1 - the smallest part's share), which can be 1
                  (Lijffijt & Gries 2012).

Axes: n parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.store.positions import Places
from embrepl.corpus.store.store import Corpus
from embrepl.system.progress import ReportProgress

_DOCUMENTS_AT_ONCE = 20_000  # documents between two reports of progress


@dataclass(frozen=True)
class Spread:
    """The figures; None where they do not exist, as for a text of one part. `range`: parts with the word."""

    juilland_d: float | None
    dp: float
    dp_norm: float | None
    range: int


def counts(places: Places, edges: Places) -> NDArray[np.int64]:
    """Return how many of the places are in every part [edge, next edge). (H,), (n + 1,) → (n,)."""
    return np.diff(np.searchsorted(places, edges))


def dispersion(occurrences: NDArray[np.int64], sizes: NDArray[np.int64]) -> Spread:
    """Measure the spread of occurrences over parts of these sizes, of which empty ones are left out. (n,), (n,)."""
    occurrences, sizes = occurrences[sizes > 0], sizes[sizes > 0]
    share, size_share = occurrences / occurrences.sum(), sizes / sizes.sum()
    dp = float(np.abs(share - size_share).sum()) / 2
    if sizes.size < 2:
        return Spread(None, dp, None, int(np.count_nonzero(occurrences)))
    rates = occurrences / sizes
    d = 1.0 - float(rates.std() / rates.mean()) / float(np.sqrt(sizes.size - 1))
    return Spread(max(0.0, d), dp, dp / (1.0 - float(size_share.min())), int(np.count_nonzero(occurrences)))


def equal_parts(tokens: int, parts: int) -> Places:
    """Return where so many parts of equal size begin, and the end. (n + 1,)."""
    return np.rint(np.linspace(0, tokens, parts + 1)).astype(np.int64)


def file_edges(corpus: Corpus) -> Places:
    """Return the tokens that the files of a corpus begin with, and the end. (n + 1,)."""
    firsts = np.array([first for _, first in corpus.files] + [corpus.report.documents], np.int64)
    return np.asarray(np.asarray(corpus.documents)[firsts])


def parts_of(searched: Concordance, by: str, parts: int, progress: ReportProgress) -> tuple[Sequence[str], Places]:
    """Return the names of a corpus's parts, and the tokens that they begin with and the end. (n + 1,)."""
    corpus = searched.corpus
    if by == "files":
        return [path for path, _ in corpus.files], file_edges(corpus)
    if by == "documents":
        names = []
        for document in range(corpus.report.documents):
            if document % _DOCUMENTS_AT_ONCE == 0:
                progress("naming documents", document, corpus.report.documents)
            path, record = corpus.place_of(document)
            names.append(f"{path}#{record}" if record else path)
        return names, np.asarray(corpus.documents)
    edges = equal_parts(corpus.report.tokens, min(parts, corpus.report.tokens))
    return [f"part {at + 1}" for at in range(edges.size - 1)], edges
