"""Groups equal those of a plain loop, and are found where they were planted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from embrepl.space.groups.choosing import try_numbers
from embrepl.space.groups.clusters import find_clusters
from embrepl.space.groups.kmeans import group, nearest_centres
from embrepl.space.groups.silhouettes import silhouettes
from tests.space.groups.planted import planted, space_of, units_of


def same(left: np.ndarray, right: np.ndarray) -> bool:
    """Return whether two groupings are one but for the numbers of the groups."""
    pairs = {(int(a), int(b)) for a, b in zip(left, right, strict=True)}
    return len(pairs) == len(set(left.tolist())) == len(set(right.tolist()))


def loop(units: np.ndarray, groups: np.ndarray, weights: np.ndarray, k: int) -> np.ndarray:
    """Return the groups that plain spherical k-means ends in from given ones, word by word in float64."""
    while True:
        centres = []
        for number in range(k):
            total = np.zeros(units.shape[1])
            for row, of, weight in zip(units.astype(np.float64), groups, weights, strict=True):
                if of == number:
                    total += weight * row
            centres.append(total / np.linalg.norm(total))
        now = np.array([max(range(k), key=lambda each: float(row @ centres[each])) for row in units])
        if (now == groups).all():
            return now
        groups = now


@pytest.mark.parametrize("weighted", [False, True])
def test_no_word_would_move_in_a_plain_loop(weighted: bool) -> None:
    generator = np.random.default_rng(3)
    units = units_of(generator.standard_normal((60, 4)))
    weights = generator.uniform(0.1, 5, 60) if weighted else np.ones(60)
    best, _ = group(units, 4, weights if weighted else None, seed=1)
    assert best.settled
    assert same(loop(units, best.groups, weights, 4), best.groups)


@pytest.mark.parametrize("groups", [2, 5, 9])
def test_planted_groups_are_found(groups: int) -> None:
    best, starts = group(units_of(planted(groups)), groups, seed=2)
    assert same(best.groups, np.arange(len(best.groups)) % groups)
    assert best.fit == pytest.approx(max(start.fit for start in starts))


def test_one_seed_gives_one_answer_and_weights_count() -> None:
    units = units_of(planted(3, noise=0.8))
    first, again = (group(units, 3, seed=5)[0] for _ in range(2))
    assert (first.groups == again.groups).all()
    heavy = np.where(np.arange(len(units)) == 7, 1e6, 1.0)
    best, _ = group(units, 3, heavy, seed=5)
    assert best.centres[best.groups[7]] @ units[7] == pytest.approx(1, abs=1e-3)


def test_threads_and_blocks_change_nothing() -> None:
    generator = np.random.default_rng(0)
    units = units_of(generator.standard_normal((40_000, 10)))
    groups, cosines = nearest_centres(units, units[:25])
    products = units @ units[:25].T
    assert (products[np.arange(len(units)), groups] >= products.max(axis=1) - 1e-6).all()
    assert cosines == pytest.approx(products.max(axis=1), abs=1e-5)


def test_silhouettes_equal_a_loop_over_all_pairs() -> None:
    units = units_of(np.random.default_rng(1).standard_normal((40, 5)))
    groups = np.random.default_rng(2).integers(0, 4, 40)
    groups[0], groups[1:][groups[1:] == 3] = 3, 0  # a word alone
    distances = 1 - units.astype(np.float64) @ units.T.astype(np.float64)
    expected = []
    for word in range(40):
        means = {
            number: np.mean([distances[word, at] for at in range(40) if groups[at] == number and at != word])
            for number in range(4) if (groups == number).sum() > (number == groups[word])
        }  # fmt: skip
        if groups[word] not in means:
            expected.append(0.0)
            continue
        a = means.pop(int(groups[word]))
        b = min(means.values())
        expected.append((b - a) / max(a, b))
    assert silhouettes(units, groups, 4) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("groups", [3, 7, 11, 20])
def test_the_number_of_planted_groups_is_chosen(groups: int) -> None:
    tried = try_numbers(units_of(planted(groups, words=30, dim=24)), seed=1)
    assert tried.best[0] == groups
    assert f"{groups} groups have the greatest mean silhouette" in tried.sentence


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.float32, st.tuples(st.integers(3, 12), st.integers(1, 4)), elements=st.sampled_from([0, 1, -1, 2, 0.5])),
    st.integers(1, 12),
)
def test_any_vectors_are_grouped(rows: np.ndarray, k: int) -> None:
    units = units_of(np.where(np.linalg.norm(rows, axis=1, keepdims=True) > 0, rows, 1))
    best, _ = group(units, min(k, len(units)), seed=0)
    assert len(np.unique(best.groups)) == min(k, len(units))  # none is empty, even of equal vectors
    assert np.isfinite(best.centres).all()
    worth = silhouettes(units, best.groups, len(best.centres))
    assert ((worth >= -1 - 1e-9) & (worth <= 1 + 1e-9)).all()


def test_a_group_that_every_start_finds_is_stable() -> None:
    found = find_clusters(space_of(planted(4)), 4, 100)
    assert [each.stability for each in found.groups] == [1.0] * 4
    assert [len(each.words) for each in found.groups] == [12] * 4
    assert all(len(set((each.words % 4).tolist())) == 1 for each in found.groups)
