"""What reads all vectors, in float32 or in 8 bits, answers as working everything out in float64 does, ties included."""

from __future__ import annotations

import itertools
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from embrepl.space import neighbours, scan
from embrepl.space.neighbours import Neighbour, nearest
from embrepl.space.passes import products, selecting
from embrepl.space.passes.scores import Weighing
from embrepl.space.space import Space
from tests.space.passes.copies import copied

TIE = 1e-6


def space_of(matrix: NDArray[np.floating], copy: bool = False) -> Space:
    with np.errstate(over="ignore"):
        rows = matrix.astype(np.float32)
    space = Space([f"w{row}" for row in range(len(rows))], np.arange(len(rows), 0, -1), rows)
    return copied(space) if copy else space


def all_cosines(space: Space) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return all cosines (V, V) by sums in float64, and which words have a direction."""
    rows = space.matrix.astype(np.float64)
    with np.errstate(all="ignore"):
        norms = np.sqrt((rows**2).sum(axis=1))
        usable = np.isfinite(norms) & (norms > 0)
        units = np.where(usable[:, None], rows * np.where(usable, 1 / norms, 0)[:, None], 0).astype(np.float32)
    wide = units.astype(np.float64)
    lengths = np.sqrt((wide**2).sum(axis=1, keepdims=True))
    asked = np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0)
    return np.clip(np.einsum("ad,bd->ab", asked, wide), -1, 1), usable


def by_sorting(cosines: NDArray[np.float64], usable: NDArray[np.bool_], query: int, k: int) -> list[int]:
    others = [row for row in range(len(usable)) if row != query and usable[row]]
    return sorted(others, key=lambda row: (-round(cosines[query, row], 12), row))[:k]


def asked_back(cosines: NDArray[np.float64], usable: NDArray[np.bool_], query: int, row: int, k: int) -> bool:
    nearer = sum(
        usable[other] and other != row and cosines[row, other] > cosines[row, query] + TIE
        for other in range(len(usable))
    )
    return bool(usable[row] and nearer < k)


def check(space: Space, query: int, k: int) -> list[Neighbour]:
    cosines, usable = all_cosines(space)
    answer = nearest(space, space.units([query])[0], k, [query])
    rows, expected = [int(one.word[1:]) for one in answer], by_sorting(cosines, usable, query, k)
    assert len(set(rows)) == len(expected)
    assert usable[rows].all()
    assert cosines[query, rows] == pytest.approx(cosines[query, expected], abs=1e-12)
    assert [one.cosine for one in answer] == pytest.approx(cosines[query, rows], abs=1e-7)
    for row, following in itertools.pairwise(rows):
        same = np.array_equal(space.units([row]), space.units([following]))
        assert not same or row < following
    assert [one.mutual for one in answer] == [asked_back(cosines, usable, query, row, k) for row in rows]
    return answer


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_equals_plain_sums_with_ties_and_vectors_of_any_length(data: st.DataObject) -> None:
    rows, dim = data.draw(st.integers(2, 60)), data.draw(st.integers(1, 4))
    cells = st.lists(st.integers(-2, 2), min_size=dim, max_size=dim)
    matrix = np.array(data.draw(st.lists(cells, min_size=rows, max_size=rows)), float)
    lengths = st.sampled_from([1.0, 1.0, 0.3, 7.0, 1e30, 1e-30, 3e38, 1e-44, float("nan"), float("inf")])
    with np.errstate(all="ignore"):
        matrix *= np.array(data.draw(st.lists(lengths, min_size=rows, max_size=rows)))[:, None]
    space = space_of(matrix, data.draw(st.booleans()))
    usable = np.flatnonzero(all_cosines(space)[1]).tolist()
    small = {name: data.draw(st.sampled_from(values)) for name, values in SIZES.items()}
    with (
        patch.multiple(scan, **small),
        patch.object(selecting, "_GROUP", data.draw(st.sampled_from([2, 64]))),
        patch.multiple(
            products, _ROWS=data.draw(st.sampled_from([8, 1 << 14])), _GROUP=data.draw(st.sampled_from([2, 64]))
        ),
        patch.object(neighbours, "_LIKELY", 3),
    ):
        for query in usable[:3]:
            check(space, query, data.draw(st.integers(1, rows + 2)))


SIZES = {
    "_UNIT": [2, 1 << 14], "_PRODUCTS": [8, 1 << 18], "_CALLS": [1, 16], "_WORTH_THREADS": [0, 1 << 24],
    "_WORTH_THREADS_8": [0, 1 << 24], "_PART": [16, 1 << 14], "MOST_QUERIES": [2, 16],
}  # fmt: skip


@pytest.mark.parametrize("copy", [False, True])
@pytest.mark.parametrize("worth", [0, 1 << 62])
def test_equals_plain_sums_on_vectors_that_are_near_each_other(worth: int, copy: bool) -> None:
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((12, 40))
    spread = rng.choice([0.0, 1e-4, 0.3], size=(400, 1))
    matrix = centres[rng.integers(12, size=400)] + spread * rng.standard_normal((400, 40))
    seen = set()
    with patch.multiple(scan, _WORTH_THREADS=worth, _WORTH_THREADS_8=worth, _PRODUCTS=5000):
        for query, k in itertools.product((0, 7, 300), (1, 10, 50)):
            seen |= {one.mutual for one in check(space_of(matrix, copy), query, k)}
    assert seen == {True, False}


@pytest.mark.parametrize("copy", [False, True])
def test_equals_plain_sums_where_cosines_hardly_differ(copy: bool) -> None:
    rng = np.random.default_rng(1)
    matrix = rng.standard_normal(64) + 10.0 ** rng.uniform(-9, -3, (3000, 1)) * rng.standard_normal((3000, 64))
    matrix *= 10.0 ** rng.uniform(-6, 6, (3000, 1))
    matrix[1::7] = matrix[0]  # many that are equal
    space = space_of(matrix, copy)
    for query in (0, 1, 2, 2999):
        check(space, query, 20)


@pytest.mark.parametrize("copy", [False, True])
def test_scores_with_weights_equal_plain_sums(copy: bool) -> None:
    rng = np.random.default_rng(2)
    matrix = rng.standard_normal((20, 30))[rng.integers(20, size=700)] + 0.5 * rng.standard_normal((700, 30))
    matrix[5:8] = [[0.0], [np.nan], [np.inf]]
    space = space_of(matrix, copy)
    cosines, usable = all_cosines(space)
    order = Shrunk(rng.uniform(0.05, 1, 700).astype(np.float32), rng.standard_normal(30) / 50)
    typical = space.units(np.arange(700)).astype(np.float64) @ order.mean
    scores = (cosines - typical[:, None]) * order.weights  # (query, word)
    eligible = rng.random(700) < 0.7
    for query, k in itertools.product((0, 3, 600), (1, 10, 200)):
        for among in (None, eligible):
            answer = nearest(space, space.units([query])[0], k, [query], order, among)
            others = [at for at in range(700) if at != query and usable[at] and (among is None or among[at])]
            assert [int(one.word[1:]) for one in answer] == sorted(others, key=lambda at: -scores[query, at])[:k]
            for one in answer:
                row = int(one.word[1:])
                ahead = (scores[row] > scores[row, query] + TIE) & usable & (np.arange(700) != row)
                assert one.mutual == (ahead.sum() < k)


class Shrunk:
    """An order by weights, with a mean direction."""

    def __init__(self, weights: NDArray[np.float32], mean: NDArray[np.float64]) -> None:
        self.weights, self.mean = weights, mean

    def typical(self, units: NDArray[np.float64]) -> NDArray[np.float64]:
        return units @ self.mean


@pytest.mark.parametrize("copy", [False, True])
def test_many_queries_at_once_are_answered_as_one_by_one(copy: bool) -> None:
    rng = np.random.default_rng(3)
    space = space_of(rng.standard_normal((900, 40)), copy)
    units = space.units(np.arange(50)).astype(np.float64)
    weighing = Weighing(rng.uniform(0.1, 1, 900).astype(np.float32), rng.uniform(0, 0.1, 50))
    for given_ in (None, weighing):
        for at, (rows, cosines) in enumerate(space.scan.greatest(units, 7, given_)):
            one = space.scan.look(units[at : at + 1], given_ and given_.some(slice(at, at + 1)))
            assert rows.tolist() == one.greatest(0, 7)[0].tolist()
            assert cosines.tolist() == one.greatest(0, 7)[1].tolist()
            assert given_ is not None or rows[0] == at


@pytest.mark.parametrize("copy", [False, True])
def test_words_without_a_direction_are_nearer_to_nothing(copy: bool) -> None:
    matrix = np.array([[1, 0.1], [-1, 0], [0, 0], [0, 0], [np.nan, 1]])
    (opposite, *_) = nearest(space_of(matrix, copy), matrix[0], 2, [0])
    assert (opposite.word, opposite.mutual) == ("w1", True)


def test_vectors_are_not_copied() -> None:
    import tracemalloc

    space = space_of(np.random.default_rng(0).standard_normal((40_000, 100), dtype=np.float32))
    nearest(space, space.matrix[5], 10, [5])
    tracemalloc.start()
    nearest(space, space.matrix[5], 10, [5])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < space.matrix.nbytes / 4
