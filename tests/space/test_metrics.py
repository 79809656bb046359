"""Distances equal plain loops; the percentile compares like with like."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.space import metrics
from embrepl.space.space import Space

numbers = st.floats(-1e6, 1e6, width=32)
pairs = st.integers(1, 8).flatmap(
    lambda dim: st.tuples(st.lists(numbers, min_size=dim, max_size=dim), st.lists(numbers, min_size=dim, max_size=dim))
)


@settings(deadline=None)
@given(pairs)
def test_equal_plain_loops(pair: tuple[list[float], list[float]]) -> None:
    a, b = pair
    dim = len(a)
    x, y = np.array(a, np.float32), np.array(b, np.float32)
    squares = sum((p - q) ** 2 for p, q in zip(a, b, strict=True))
    product = sum(p * q for p, q in zip(a, b, strict=True))
    norms = math.sqrt(sum(p * p for p in a)) * math.sqrt(sum(q * q for q in b))
    assert metrics.euclidean(x, y) == pytest.approx(math.sqrt(squares))
    assert metrics.mean_squared_difference(x, y) == pytest.approx(squares / dim)
    assert metrics.mean_difference(x, y) == pytest.approx(sum(p - q for p, q in zip(a, b, strict=True)) / dim, abs=1e-6)
    assert metrics.cosine(x, y) == pytest.approx(product / norms if norms else 0.0, abs=1e-9)


def test_the_signed_difference_is_no_distance() -> None:
    a, b = np.array([1.0, -1.0]), np.array([-5.0, 5.0])
    assert metrics.mean_difference(a, b) == 0
    assert metrics.euclidean(a, b) > 8


def random_space(words: int = 500, dim: int = 20) -> Space:
    matrix = np.random.default_rng(3).standard_normal((words, dim), dtype=np.float32)
    return Space([f"w{row}" for row in range(words)], np.arange(words, 0, -1), matrix)


def test_percentile_of_near_and_far_pairs() -> None:
    space = random_space()
    space.matrix[101] = space.matrix[100] + 0.01
    space.matrix[102] = -space.matrix[100]
    assert metrics.like_frequency_percentile(space, "w100", "w101")[0] > 99
    assert metrics.like_frequency_percentile(space, 100, 102)[0] < 1
    percentile, compared = metrics.like_frequency_percentile(space, "w100", "w300")
    assert 0 <= percentile <= 100
    assert 1900 < compared <= 2000
    assert (percentile, compared) == metrics.like_frequency_percentile(space, "w100", "w300")
    assert percentile != metrics.like_frequency_percentile(space, "w100", "w300", seed=1)[0]


def test_percentile_equals_a_plain_loop() -> None:
    space = random_space()
    rng = np.random.default_rng(5)
    left, right = rng.integers(49, 200, 300), rng.integers(149, 500, 300)
    lower = [
        metrics.cosine(space.matrix[a], space.matrix[b]) < metrics.cosine(space.matrix[99], space.matrix[299])
        for a, b in zip(left, right, strict=True)
        if a != b and {int(a), int(b)} != {99, 299}
    ]
    percentile, compared = metrics.like_frequency_percentile(space, 99, 299, pairs=300, seed=5)
    assert compared == len(lower)
    assert percentile == pytest.approx(100 * sum(lower) / len(lower))


def test_equal_cosines_count_half() -> None:
    space = Space([*"abcd"], np.zeros(4, np.int64), np.full((4, 3), 0.1, np.float32))
    assert metrics.like_frequency_percentile(space, "a", "b")[0] == 50.0
    two = Space(["a", "b"], np.zeros(2, np.int64), np.ones((2, 3), np.float32))
    assert metrics.like_frequency_percentile(two, "a", "b") == (50.0, 0)


@settings(deadline=None)
@given(st.integers(1, 3000), st.data())
def test_bands_of_like_frequency(words: int, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, words - 1))
    first, last = metrics.like_frequency(row, words)
    assert 0 <= first <= row < last <= words
    assert last - first >= min(50, words)
    assert first <= math.ceil((row + 1) / 2) - 1
    assert last >= min(words, 2 * (row + 1))
