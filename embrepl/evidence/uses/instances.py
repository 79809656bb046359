"""The single uses of something in a text: at each place, the mean of the vectors of the words around it.

Khodak et al. 2018 and Rodriguez, Spirling & Stewart 2023 ("Embedding Regression"): u_i is the mean of the vectors of
the known words within m places. We differ: vectors are at length one; the words of what is asked about are left out,
also where they stand near it again, so that no word is near itself by that alone; and nothing reaches over the end of
a document. Axes: P places, V words of the model, D dimensions, H hits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.store.positions import Places, Positions, evenly
from embrepl.corpus.store.store import Corpus
from embrepl.evidence.uses.induction import WINDOW
from embrepl.space.space import Space
from embrepl.system.progress import ReportProgress, silent

MOST_PLACES = 20_000  # that are looked at; of more, some are taken evenly
_PLACES_AT_ONCE = 1 << 13


@dataclass(frozen=True)
class Instances:
    """Uses of something: the token that each begins with, its document, and the mean of what is around it (P, D).

    `places` and `documents` (P,), in the order of the text; `total`: how many there are, of which these were taken.
    Uses without a known word around them are left out of both.
    """

    places: Places
    documents: Places
    means: NDArray[np.float32]
    total: int

    def __len__(self) -> int:
        return len(self.places)


class Surroundings:
    """What stands around places of a text, as vectors of a model's words; the text need not be the model's own."""

    def __init__(self, space: Space, corpus: Corpus, positions: Positions) -> None:
        self.space, self.corpus, self.positions = space, corpus, positions
        self.rows = space.rows_of(corpus.words).astype(np.int32)  # of each type of the text, -1 for none
        self._scale = space.scale.astype(np.float32)

    def instances(
        self, spans: Spans, most: int = MOST_PLACES, progress: ReportProgress = silent, *, alone: bool = False
    ) -> Instances:
        """Return the uses at some hits, in the order of the text; `most` of them, evenly spread. (H,).

        `alone`: they have nothing to do with each other, and each leaves out only the word that it begins with.
        """
        total = len(spans)
        spans = spans.evenly(most)
        begins = spans.places
        ends = begins + spans.lengths
        documents = self.positions.document(begins)
        own = None if alone else self.own_types(spans)
        means = np.zeros((len(begins), self.space.dim), np.float32)
        known = np.zeros(len(begins), np.int64)
        for first in range(0, len(begins), _PLACES_AT_ONCE):
            progress("reading contexts", first, len(begins))
            some = slice(first, first + _PLACES_AT_ONCE)
            means[some], known[some] = self._means(begins[some], ends[some], documents[some], own)
        there = known > 0
        lost = int(np.count_nonzero(~there))
        return Instances(begins[there], documents[there], means[there], max(total - lost, int(there.sum())))

    def everywhere(
        self, documents: NDArray[np.bool_] | None, most: int, progress: ReportProgress = silent
    ) -> Instances:
        """Return the uses of whatever stands at `most` places spread evenly over some documents, None for all. (N,)."""
        begins, ends = self.positions.documents[:-1], self.positions.documents[1:]
        if documents is not None:
            begins, ends = begins[documents], ends[documents]
        behind: Places = np.cumsum(ends - begins)  # (N,)
        total = int(behind[-1]) if len(behind) else 0
        taken = evenly(total, most)
        of = np.searchsorted(behind, taken, side="right")
        places: Places = ends[of] - (behind[of] - taken)
        return self.instances(Spans.whole(places), len(taken), progress, alone=True)

    def own_types(self, spans: Spans) -> NDArray[np.bool_]:
        """Return which types stand in the hits themselves. (types,)."""
        own = np.zeros(len(self.rows), np.bool_)
        for step in range(int(spans.lengths.max(initial=0))):
            own[self.positions.ids[(spans.places + step)[step < spans.lengths]]] = True
        return own

    def rows_of(self, spans: Spans) -> list[int]:
        """Return the rows of the words that stand in some hits, but for those without a vector."""
        rows = self.rows[self.own_types(spans)]
        return [int(row) for row in rows[rows >= 0]]

    def beside(self, spans: Spans, documents: Places) -> NDArray[np.int64]:
        """Return around how many of some hits, (H,), each word of the model stands, but for those in them. (V,)."""
        own, words = self.own_types(spans), len(self.space)
        around = self.around(spans.places, spans.places + spans.lengths, documents, own)
        pairs = [np.empty(0, np.int64), *(at * np.int64(words) + self.rows[types] for at, types in around)]
        found: NDArray[np.int64] = np.bincount(np.unique(np.concatenate(pairs)) % words, minlength=words)
        return found

    def _means(
        self, begins: Places, ends: Places, documents: Places, own: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.float32], Places]:
        """Return the mean around each place, (P, D), and of how many known words it is, (P,)."""
        sums = np.zeros((len(begins), self.space.dim), np.float32)
        known = np.zeros(len(begins), np.int64)
        for at, types in self.around(begins, ends, documents, own):
            rows = self.rows[types]
            sums[at] += self.space.rows(rows) * self._scale[rows, None]
            known[at] += 1
        sums /= np.maximum(known, 1)[:, None].astype(np.float32)
        return sums, known

    def around(
        self, begins: Places, ends: Places, documents: Places, own: NDArray[np.bool_] | None, window: int = WINDOW
    ) -> Iterator[tuple[Places, NDArray[np.int32]]]:
        """Yield at which places a known word stands, and its type, for each distance and side.

        `own`: types that are left out; None for the one that each place begins with.
        """
        first, behind = self.positions.documents[documents], self.positions.documents[documents + 1]
        for step in range(1, window + 1):
            for tokens, inside in (
                (begins - step, begins - step >= first),
                (ends + step - 1, ends + step - 1 < behind),
            ):
                at = np.flatnonzero(inside)
                types = self.positions.ids[tokens[at]]
                left_out = types == self.positions.ids[begins[at]] if own is None else own[types]
                known = (self.rows[types] >= 0) & ~left_out
                yield at[known], types[known]
