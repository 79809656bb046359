"""Neighbours in the order of shrunk cosines are what sorting all of them gives, `mutual` included."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from embrepl.space import neighbours, scan
from embrepl.space.identity import Identity
from embrepl.space.neighbours import nearest
from embrepl.space.passes import selecting
from embrepl.space.ranking.order import PRIOR, by_count
from embrepl.space.space import Space
from tests.space.passes.copies import copied


def space_of(matrix: NDArray[np.floating], counts: NDArray[np.integer], **recipe: object) -> Space:
    words = [f"w{row}" for row in range(len(matrix))]
    return Space(words, counts.astype(np.int64), matrix.astype(np.float32), dict(recipe))


def scores_of(space: Space) -> NDArray[np.float64]:
    """Return the score of each word (column) as a neighbour of each (row), by plain sums."""
    units = space.units(np.arange(len(space))).astype(np.float64)
    cosines = np.einsum("ad,bd->ab", units, units)
    typical = units @ units.mean(axis=0)
    scores = (cosines - typical[:, None]) * space.counts / (space.counts + PRIOR)
    np.fill_diagonal(scores, -np.inf)
    return scores


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_equals_sorting_all_scores(data: st.DataObject) -> None:
    rows, dim = data.draw(st.integers(2, 60)), data.draw(st.integers(1, 5))
    rng = np.random.default_rng(data.draw(st.integers(0, 1_000)))
    counts = np.sort(rng.integers(1, data.draw(st.sampled_from([2, 20, 10_000])), rows))[::-1]
    space = space_of(rng.standard_normal((rows, dim)) + rng.standard_normal(dim), counts)
    space = copied(space) if data.draw(st.booleans()) else space
    scores, k = scores_of(space), data.draw(st.integers(1, rows + 1))
    query = data.draw(st.integers(0, rows - 1))
    with (
        patch.multiple(scan, _UNIT=data.draw(st.sampled_from([2, 1 << 14])), _PRODUCTS=8, _CALLS=1, _WORTH_THREADS=0),
        patch.object(selecting, "_GROUP", 2),
        patch.object(neighbours, "_LIKELY", 3),
    ):
        answer = nearest(space, space.units([query])[0], k, [query], by_count(space))
    found = [int(one.word[1:]) for one in answer]
    wanted = sorted(scores[query][scores[query] > -np.inf], reverse=True)[:k]
    assert scores[query, found] == pytest.approx(wanted, abs=3e-6)
    for one, row in zip(answer, found, strict=True):
        nearer = scores[row] > scores[row, query] + 1e-6
        if not (np.abs(scores[row] - scores[row, query]) < 5e-6).sum() > 1:  # ties may fall either way
            assert one.mutual == bool(np.count_nonzero(nearer) < k)


def test_a_word_seen_twice_does_not_lead() -> None:
    rng = np.random.default_rng(0)
    matrix = rng.standard_normal((500, 20))
    matrix[400] = matrix[0] + 0.1 * rng.standard_normal(20)  # seen twice
    matrix[3] = matrix[0] + 0.5 * rng.standard_normal(20)
    counts = np.array([1_000] * 100 + [2] * 400)
    space = space_of(matrix, counts)
    assert [one.word for one in nearest(space, matrix[0], 2, [0])] == ["w400", "w3"]
    assert nearest(space, matrix[0], 1, [0], by_count(space))[0].word == "w3"


def test_a_common_direction_does_not_bring_frequent_words_first() -> None:
    rng = np.random.default_rng(1)
    matrix = rng.standard_normal((500, 20)) + 4 * np.eye(20)[0]
    matrix[400] = matrix[450] + 0.1 * rng.standard_normal(20)
    counts = np.array([100_000] * 300 + [12] * 200)
    space = space_of(matrix, counts)
    assert nearest(space, matrix[450], 1, [450], by_count(space))[0].word == "w400"


def test_counts_that_say_nothing_of_the_vectors_change_nothing() -> None:
    matrix = np.random.default_rng(0).standard_normal((9, 3))
    assert by_count(space_of(matrix, np.zeros(9, int))) is None
    assert by_count(space_of(matrix, np.arange(9, 0, -1), objective="pretrained")) is None
    assert by_count(Space(["a", "b"], np.array([2, 1]), Identity(2))) is None
    assert by_count(space_of(matrix[:0], np.zeros(0, int))) is None
    assert by_count(space_of(matrix, np.arange(9, 0, -1), objective="zero")) is not None
