"""The rows of a text's weighted co-occurrences for a few words, counted again from the places where these stand.

A row is what `spectral` weighs: pairs at offset o within the window count window + 1 - o, among the tokens that the
thinning leaves, and weigh by their mutual information (`corpus.statistics.information`). So a word's row here is its
row of the matrix that was decomposed, number by number. Axes: T tokens, S tokens that stay, V words, C contexts (the
first C words), H places, N documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.information import rarity, weigh
from embrepl.corpus.statistics.thinning import keep_probability, stays
from embrepl.corpus.store.positions import Places, Positions

Weights = NDArray[np.float32]
_TOKENS_AT_ONCE = 1 << 20  # tokens whose thinning is worked out at a time, to stay within the processor's cache


@dataclass(frozen=True)
class Weighing:
    """How co-occurrences weigh: among the first `words` words, of which the first `contexts` are contexts.

    The other fields are options of `spectral`.
    """

    words: int
    contexts: int
    window: int
    sample: float = 0.0
    seed: int = 1
    discount: float = 1.0
    shift: float = 0.0
    across: bool = False


class ContextRows:
    """Counts and weighs the contexts of words in a text; `counts` (V,) how often each word stands in it."""

    def __init__(self, positions: Positions, counts: Places, weighing: Weighing) -> None:
        self.weighing = weighing
        self._positions = positions
        self._counts = np.asarray(counts[: weighing.words], np.int64)
        self._probability = keep_probability(self._counts, weighing.sample).astype(np.float32)

    @cached_property
    def kept(self) -> NDArray[np.uint32]:
        """The places of the tokens that stay, (S,)."""
        ids, parts = self._positions.ids, []
        for begin in range(0, ids.size, _TOKENS_AT_ONCE):
            part = ids[begin : begin + _TOKENS_AT_ONCE]
            places = np.flatnonzero(part < self._counts.size)
            if self._probability.min(initial=1.0) < 1.0:
                places = places[self._stays(part[places], places + begin)]
            parts.append((places + begin).astype(np.uint32))
        return np.concatenate(parts) if parts else np.empty(0, np.uint32)

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """The words of the tokens that stay, (S,)."""
        return self._positions.ids[self.kept]

    @cached_property
    def edges(self) -> Places:
        """Where the documents begin among the tokens that stay, and the end, (N + 1,); one if pairs cross them."""
        if self.weighing.across:
            return np.array([0, self.kept.size], np.int64)
        return np.searchsorted(self.kept, self._positions.documents.astype(np.uint32)).astype(np.int64)

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """How much each word counts with all others together, (V,).

        A token has S = window (window + 1) / 2 on either side, less what a document's edge cuts off.
        """
        window, words = self.weighing.window, self._counts.size
        result = window * (window + 1) * np.bincount(self.ids, minlength=words)
        begins, ends = self.edges[:-1], self.edges[1:]
        for there in range(window):  # tokens before the first one of its document, or behind the last one
            inside = ends - begins > there
            lost = (window - there) * (window - there + 1) // 2
            for places in (begins[inside] + there, ends[inside] - 1 - there):
                result -= lost * np.bincount(self.ids[places], minlength=words)
        return result.astype(np.float64)

    def places(self, word: int) -> Places:
        """Return where a word stands among the tokens that stay. (H,)."""
        places = self._positions.of(word)
        if self._probability[word] < 1.0:
            places = places[self._stays(np.full(places.size, word, np.int32), places)]
        return np.searchsorted(self.kept, places.astype(np.uint32)).astype(np.int64)

    def row(self, word: int) -> tuple[Weights, Places]:
        """Return what each context of a word weighs, 0 where no more than by chance, and how much it counts. (C,)."""
        amounts = np.zeros(self._counts.size, np.int64)
        for offset, _, others in self._neighbours(self.places(word)):
            amounts += (self.weighing.window + 1 - offset) * np.bincount(self.ids[others], minlength=amounts.size)
        amounts = amounts[: self.weighing.contexts]
        if word < amounts.size:
            amounts[word] //= 2  # each of its pairs with itself was met from both places
        weights, at = np.zeros(amounts.size, np.float32), np.flatnonzero(amounts)
        lesser, greater = np.minimum(at, word), np.maximum(at, word)  # in the order in which `affinity` adds them
        weights[at] = weigh(
            amounts[at].astype(np.float32), at == word, self._rarity[lesser], self._rarity[greater],
            self.weighing.shift, self.weighing.discount * self.weighing.window,
        )  # fmt: skip
        return np.maximum(weights, 0), amounts

    def nearest_pair(self, word: int, context: int) -> tuple[int, int]:
        """Return the tokens where a word and a context of it stand nearest in the text, the first such.

        Between them there may be tokens that the thinning took out. Raises ValueError where it is no context.
        """
        best: list[tuple[int, int, int]] = []
        for _, places, others in self._neighbours(self.places(word)):
            found = np.flatnonzero(self.ids[others] == context)
            tokens, beside = self.kept[places[found]].astype(np.int64), self.kept[others[found]].astype(np.int64)
            distances = np.abs(tokens - beside)
            best += [
                (int(distances[at]), int(tokens[at]), int(beside[at]))
                for at in np.argsort(distances, kind="stable")[:1]
            ]
        return min(best)[1:]

    @cached_property
    def _rarity(self) -> Weights:
        return rarity(self.sums)

    def _neighbours(self, places: Places) -> Iterator[tuple[int, Places, Places]]:
        """Yield for each offset, on either side, the places that have a neighbour there and these. (H,), (H,)."""
        document = np.searchsorted(self.edges, places, side="right")
        before, behind = places - self.edges[document - 1], self.edges[document] - places - 1
        for offset in range(1, self.weighing.window + 1):
            for there, step in ((before, -offset), (behind, offset)):
                inside = places[there >= offset]
                yield offset, inside, inside + step

    def _stays(self, ids: NDArray[np.int32], places: Places) -> NDArray[np.bool_]:
        return stays(ids, places, self._probability, self.weighing.seed, 0)
