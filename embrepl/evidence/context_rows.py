"""The rows of a text's weighted co-occurrences for a few words, counted again from the places where these stand.

A row is what `spectral` weighs: pairs at offset o within the window count window + 1 - o, among the tokens that the
thinning leaves, and weigh by their mutual information (`corpus.statistics.information`). So a word's row here is its
row of the matrix that was decomposed, number by number. Axes: T tokens, V words, C contexts (the
first C words), H places, N documents, K tokens met.
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
from embrepl.corpus.store.store import Corpus
from embrepl.space.space import Space
from embrepl.system.progress import ReportProgress, silent
from embrepl.training.recipe import Recipe

COUNTED = "spectral"  # the objective whose vectors are solved from the rows
Weights = NDArray[np.float32]
_TOKENS_AT_ONCE = 1 << 18  # tokens whose thinning is worked out at a time, to stay within the processor's cache


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


def own_weighing(space: Space, corpus: Corpus, last: int = 0) -> Weighing | None:
    """Return how the contexts weigh of which a model of `spectral` was solved; None where it was made of others.

    `last`: a word that is to be among them, however rare.
    """
    recipe, option = Recipe.from_plain(space.recipe), space.option
    own = recipe.corpus is not None and recipe.corpus.hash == corpus.hash
    if not own or recipe.objective != COUNTED or "counted" in recipe.stopped:
        return None
    words = max(corpus.vocabulary_size(option("min_count")), last + 1)
    return Weighing(
        words, min(option("contexts") or words, words), option("window"), option("sample"), option("seed"),
        option("discount"), option("shift"), option("across"),
    )  # fmt: skip


class ContextRows:
    """Counts and weighs the contexts of words in a text; `counts` (V,) how often each word stands in it."""

    def __init__(
        self, positions: Positions, counts: Places, weighing: Weighing, progress: ReportProgress = silent
    ) -> None:
        self.weighing = weighing
        self._progress = progress
        self._positions = positions
        self._counts = np.asarray(counts[: weighing.words], np.int64)
        self._probability = keep_probability(self._counts, weighing.sample).astype(np.float32)

    @cached_property
    def totals(self) -> Places:
        """How many tokens of each word stay, (V,): of all but the most frequent ones each does."""
        result, ids = self._counts.copy(), self._positions.ids
        thinned = int(np.flatnonzero(self._probability < 1.0).max(initial=-1)) + 1  # with the words before the last one
        result[:thinned] = 0
        for begin in range(0, ids.size if thinned else 0, _TOKENS_AT_ONCE):
            self._progress("thinning out frequent words", begin, ids.size)
            part = ids[begin : begin + _TOKENS_AT_ONCE]
            places = np.flatnonzero(part < thinned)
            words = part[places]
            result[:thinned] += np.bincount(words[self._stays(words, places + begin)], minlength=thinned)
        return result

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """How much each word counts with all others together, (V,).

        A token has window (window + 1) / 2 on either side, less what a document's edge cuts off.
        """
        window, words = self.weighing.window, self._counts.size
        result = window * (window + 1) * self.totals
        begins, ends = (self._edges[:-1], self._edges[1:])
        for outside, limits, step in ((begins - 1, ends, 1), (ends, begins - 1, -1)):
            for offset, _, tokens in self._walk(outside, limits, step):  # the nearest one to an edge has offset 1
                lost = (window + 1 - offset) * (window + 2 - offset) // 2
                result -= np.bincount(self._positions.ids[tokens], lost, words).astype(np.int64)
        return result.astype(np.float64)

    def places(self, word: int) -> Places:
        """Return the places of a word that stay. (H,)."""
        places = self._positions.of(word)
        if self._probability[word] < 1.0:
            places = places[self._stays(np.full(places.size, word, np.int32), places)]
        return places

    def row(self, word: int) -> tuple[Weights, Places]:
        """Return what each context of a word weighs, 0 where no more than by chance, and how much it counts. (C,)."""
        amounts = np.zeros(self._counts.size, np.int64)
        places = self.places(word)
        for offsets, _, others in self._neighbours(places, places):
            weights = self.weighing.window + 1 - offsets
            amounts += np.bincount(self._positions.ids[others], weights, amounts.size).astype(np.int64)
        amounts = amounts[: self.weighing.contexts]
        if word < amounts.size:
            amounts[word] //= 2  # each of its pairs with itself was met from both places
        weights, at = np.zeros(amounts.size, np.float32), np.flatnonzero(amounts)
        lesser, greater = np.minimum(at, word), np.maximum(at, word)  # in the order in which `affinity` adds them
        weights[at] = weigh(
            amounts[at].astype(np.float32), at == word, self.rarity[lesser], self.rarity[greater],
            self.weighing.shift, self.weighing.discount * self.weighing.window,
        )  # fmt: skip
        return np.maximum(weights, 0), amounts

    def nearest_pair(self, word: int, context: int) -> tuple[int, int]:
        """Return the tokens where a word and a context of it stand nearest in the text, the first such.

        Between them there may be tokens that the thinning took out. Raises ValueError where it is no context.
        """
        best: list[tuple[int, int, int]] = []
        its_places = self.places(word)
        for _, at_places, others in self._neighbours(its_places, its_places):
            places = its_places[at_places]
            found = np.flatnonzero(self._positions.ids[others] == context)
            distances = np.abs(places[found] - others[found])
            first = found[np.argsort(distances, kind="stable")[:1]]
            best += [(abs(int(places[at] - others[at])), int(places[at]), int(others[at])) for at in first]
        return min(best)[1:]

    @cached_property
    def rarity(self) -> Weights:
        """What each word adds to the information of its pairs, (V,)."""
        return rarity(self.sums)

    @cached_property
    def _edges(self) -> Places:
        """Where the documents begin, and the end, (N + 1,); the whole text is one if pairs cross them."""
        documents = self._positions.documents
        return documents[[0, -1]] if self.weighing.across else documents

    @property
    def _thinned(self) -> bool:
        return bool(self._probability.min(initial=1.0) < 1.0)

    def entries(self, begins: Places, lasts: Places) -> tuple[Places, Places, Places]:
        """Return the pairs of some runs of tokens with all words near them: which run, which word, how much it counts.

        Each run is from its first token to its last one, (H,), (H,) → (E,) each.
        """
        found = [
            (at, self._positions.ids[others], self.weighing.window + 1 - offsets)
            for offsets, at, others in self._neighbours(begins, lasts)
        ]
        none = [np.empty(0, np.int64)]
        at, words, amounts = (np.concatenate([part[each] for part in found] or none) for each in range(3))
        return at.astype(np.int64), words.astype(np.int64), amounts.astype(np.int64)

    def _neighbours(self, begins: Places, lasts: Places) -> Iterator[tuple[Places, Places, Places]]:
        """Yield tokens near some runs of tokens, left of the first and right of the last one, as `_walk` does. (H,)."""
        document = np.searchsorted(self._edges, begins, side="right")
        yield from self._walk(begins, self._edges[document - 1] - 1, -1)
        yield from self._walk(lasts, self._edges[document], 1)

    def _walk(self, places: Places, limits: Places, step: int) -> Iterator[tuple[Places, Places, Places]]:
        """Yield the first tokens that stay beyond each place, `window` of them, step by step before its limit.

        Each time those met at one distance: how many have been met for their place, with it; which of the places it
        is; the tokens. (H,), (H,) → (K,) each.
        """
        met = np.zeros(places.size, np.int64)
        tokens = places + step
        going = np.flatnonzero(tokens * step < limits * step)
        while going.size:
            self._progress("counting contexts", places.size - going.size, places.size)
            ids = self._positions.ids[tokens[going]]
            there = ids < self._counts.size
            if self._thinned:
                there[there] = self._stays(ids[there], tokens[going[there]])
            found = going[there]
            met[found] += 1
            yield met[found], found, tokens[found]
            tokens[going] += step
            going = going[(met[going] < self.weighing.window) & (tokens[going] * step < limits[going] * step)]

    def _stays(self, ids: NDArray[np.int32], places: Places) -> NDArray[np.bool_]:
        return stays(ids, places, self._probability, self.weighing.seed, 0)
