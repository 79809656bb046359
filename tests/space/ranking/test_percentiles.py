"""A percentile compares a pair with pairs of like frequency, and never says more than the sample knows."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.space.ranking.percentiles import PAIRS, SMALLEST, Percentiles, band_ends, percentiles
from embrepl.space.space import Space


def random_space(words: int = 900, dim: int = 20) -> Space:
    matrix = np.random.default_rng(3).standard_normal((words, dim), dtype=np.float32)
    return Space([f"w{row}" for row in range(words)], np.arange(words, 0, -1), matrix)


def test_near_and_far_pairs() -> None:
    space = random_space()
    space.matrix[101] = space.matrix[100] + 0.01
    space.matrix[102] = -space.matrix[100]
    near, far = percentiles(space).of_pair(100, 101), percentiles(space).of_pair(102, 100)
    assert 1900 < near.pairs <= PAIRS
    assert near.value == 100 - 100 / (near.pairs + 1)  # so many pairs do not know more
    assert far.value == pytest.approx(100 / (far.pairs + 1))
    assert percentiles(space).of_pair(101, 100) == near == Percentiles(space).of_pair(100, 101)


def test_equals_all_pairs_of_the_bands() -> None:
    space = random_space()
    units = space.units(np.arange(900)).astype(np.float64)
    for a, b in ((3, 40), (3, 500), (100, 600), (300, 800)):
        bands = [
            range(first, last)
            for row in (a, b)
            for first, last in itertools.pairwise([0, *band_ends(900)])
            if first <= row < last
        ]
        cosines = (units[list(bands[0])] @ units[list(bands[1])].T).ravel()
        exact = 100 * float(np.mean(cosines < units[a] @ units[b]))
        assert percentiles(space).of_pair(a, b).value == pytest.approx(exact, abs=4)  # 2,000 pairs: a deviation of 1.1


def test_few_words_are_compared_with_all_other_pairs() -> None:
    matrix = np.random.default_rng(0).standard_normal((7, 3))
    space = Space([*"abcdefg"], np.arange(7, 0, -1), matrix.astype(np.float32))
    units = space.units(np.arange(7))
    cosines = {pair: float(units[pair[0]] @ units[pair[1]]) for pair in itertools.combinations(range(7), 2)}
    for pair, cosine in cosines.items():
        value, pairs = percentiles(space).of_pair(*pair)
        below = sum(other < cosine - 1e-6 for other in cosines.values())
        assert pairs == len(cosines) - 1
        assert value == pytest.approx(np.clip(100 * below / pairs, 100 / (pairs + 1), 100 * pairs / (pairs + 1)))


def test_equal_cosines_count_half_and_no_pair_says_nothing() -> None:
    space = Space([*"abcd"], np.zeros(4, np.int64), np.full((4, 3), 0.1, np.float32))
    assert percentiles(space).of_pair(0, 1) == (50.0, 5)
    assert percentiles(Space(["a", "b"], np.zeros(2, np.int64), np.eye(2, dtype=np.float32))).of_pair(0, 1) == (50.0, 0)


def test_of_a_word_are_those_of_its_pairs() -> None:
    space = random_space()
    others = [1, 70, 5, 899, 200]
    cosines = space.pair_cosines(np.full(5, 33), np.array(others))
    expected = [Percentiles(space).of_pair(33, other).value for other in others]
    assert percentiles(space).of_word(33, others, [float(each) for each in cosines]) == pytest.approx(expected)


def test_samples_are_drawn_once() -> None:
    space = random_space()
    percentiles(space).of_pair(3, 500)
    space.matrix[:] = 0  # nothing is read again
    assert percentiles(space).sample(0, 3) is percentiles(space).sample(3, 0)
    assert percentiles(space) is percentiles(space)


@settings(deadline=None)
@given(st.integers(1, 100_000))
def test_bands_hold_all_words(words: int) -> None:
    ends = band_ends(words).tolist()
    sizes = [last - first for first, last in itertools.pairwise([0, *ends])]
    assert ends[-1] == words
    assert min(sizes) >= min(SMALLEST, words)
    assert all(after <= 3 * before for before, after in itertools.pairwise(sizes))
