"""Rows counted again from places: those of the matrix that `spectral` decomposes, and of a plain loop."""

from __future__ import annotations

import math
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.statistics.thinning import keep_probability, uniform
from embrepl.corpus.store.positions import Positions
from embrepl.errors import EmbreplError
from embrepl.evidence.context_rows import ContextRows, Weighing
from embrepl.objectives.engine.counts.affinity import affinity
from embrepl.objectives.engine.counts.counting import count
from embrepl.objectives.engine.sampling import Text
from embrepl.training.options.spectral import SpectralOptions
from tests.helpers.trainings import small_text


def rows_of(text: Text, options: SpectralOptions) -> ContextRows:
    """Return what counts the rows of a text, whose rarest words may be left out."""
    counts = np.bincount(text.ids, minlength=len(text.counts))
    corpus: Any = SimpleNamespace(ids=text.ids, documents=text.documents, counts=counts, folder=Path("/dev/null/none"))
    contexts = min(options.contexts or len(text.counts), len(text.counts))
    weighing = Weighing(
        len(text.counts), contexts, options.window, options.sample, options.seed, options.discount, options.shift,
        options.across,
    )  # fmt: skip
    return ContextRows(Positions(corpus), text.counts, weighing)


def matrix_of(text: Text, options: SpectralOptions) -> np.ndarray:
    with ThreadPoolExecutor(2) as pool:
        return affinity(count(text, options)[0], options, pool).toarray()


@given(
    ids=st.lists(st.integers(0, 9), min_size=2, max_size=80), border=st.integers(0, 80), window=st.integers(1, 6),
    across=st.booleans(), sample=st.sampled_from((0.0, 0.01, 0.3)), contexts=st.integers(0, 8),
    shift=st.sampled_from((0.0, 0.5)), discount=st.sampled_from((0.0, 1.0)), seed=st.integers(0, 3),
)  # fmt: skip
def test_rows_are_those_of_the_matrix_number_by_number(
    ids: list[int], border: int, window: int, across: bool, sample: float, contexts: int, shift: float,
    discount: float, seed: int,
) -> None:  # fmt: skip
    counts = Counter(ids)
    renamed = {word: at for at, (word, _) in enumerate(counts.most_common())}  # the most frequent first, as in a store
    array = np.array([renamed[word] for word in ids], np.int32)
    kept = np.bincount(array)[:8].astype(np.int64)  # words 8 and 9 are below the least count
    text = Text(array, np.array(sorted({0, min(border, len(ids)), len(ids)}), np.int64), kept)
    options = SpectralOptions(
        window=window, sample=sample, contexts=contexts, seed=seed, across=across, shift=shift, discount=discount
    )
    rows = rows_of(text, options)
    try:
        matrix = matrix_of(text, options)
    except EmbreplError:  # no two words occur together more often than by chance
        assert not any(rows.row(word)[0].any() for word in range(len(kept)))
        return
    assert np.array_equal(np.array([rows.row(word)[0] for word in range(len(kept))]), matrix)


@pytest.mark.parametrize("sample", [0.0, 0.02])
def test_rows_are_those_of_a_plain_loop(sample: float) -> None:
    text, window = small_text(1000), 4
    probability = keep_probability(text.counts, sample)
    drawn = uniform(1, 0, np.arange(len(text.ids)))
    documents: list[list[int]] = [[] for _ in text.documents]
    for place, word in enumerate(text.ids.tolist()):
        if drawn[place] < np.float32(probability[word]):
            documents[place // 50].append(word)
    pairs: Counter[tuple[int, int]] = Counter()
    for words in documents:
        for at, word in enumerate(words):
            for offset in range(1, window + 1):
                if at + offset < len(words):
                    pairs[word, words[at + offset]] += window + 1 - offset
                    pairs[words[at + offset], word] += window + 1 - offset
    total, sums = sum(pairs.values()), Counter[int]()
    for (word, _), amount in pairs.items():
        sums[word] += amount
    rows = rows_of(text, SpectralOptions(window=window, sample=sample, contexts=0))
    for word in (0, 1, 7, 39):
        weights, amounts = rows.row(word)
        for context in range(40):
            twice = 1 + (word == context)
            amount = pairs[word, context] / twice
            assert amounts[context] == amount
            information = math.log(twice * amount * total / (sums[word] * sums[context])) if amount else 0.0
            assert weights[context] == pytest.approx(max(0.0, information) * amount / (amount + window), abs=1e-4)


def test_the_nearest_pair_is_the_first_of_the_nearest_ones() -> None:
    #                0  1  2  3  4  5  6  7  8  9 10
    ids = np.array([0, 2, 2, 1, 2, 1, 0, 2, 0, 1, 2], np.int32)
    text = Text(ids, np.array([0, 8, 11], np.int64), np.bincount(ids).astype(np.int64))
    rows = rows_of(text, SpectralOptions(window=3, sample=0.0))
    assert rows.nearest_pair(0, 1) == (6, 5)
    assert rows.nearest_pair(1, 2) == (3, 2)
    with pytest.raises(ValueError):  # in two documents, or too far apart
        rows.nearest_pair(0, 0)
    assert rows.nearest_pair(2, 2) == (1, 2)
