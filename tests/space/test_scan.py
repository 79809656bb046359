"""What reads all vectors in float32 answers as working everything out in float64 does, ties included."""

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
from embrepl.space.space import Space

TIE = 1e-6


def space_of(matrix: NDArray[np.floating]) -> Space:
    with np.errstate(over="ignore"):
        return Space(
            [f"w{row}" for row in range(len(matrix))], np.arange(len(matrix), 0, -1), matrix.astype(np.float32)
        )


def all_cosines(space: Space) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return all cosines (V, V) by sums in float64, and which words have a direction."""
    rows = space.matrix.astype(np.float64)
    with np.errstate(all="ignore"):
        norms = np.sqrt((rows**2).sum(axis=1))
        usable = np.isfinite(norms) & (norms > 0)
        units = np.where(usable[:, None], rows * np.where(usable, 1 / norms, 0)[:, None], 0).astype(np.float32)
    wide = units.astype(np.float64)
    return np.einsum("ad,bd->ab", wide, wide), usable


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
    space = space_of(matrix)
    usable = np.flatnonzero(all_cosines(space)[1]).tolist()
    small = {name: data.draw(st.sampled_from(values)) for name, values in SIZES.items()}
    with (
        patch.multiple(scan, **small),
        patch.multiple(neighbours, _GROUP=data.draw(st.sampled_from([2, 64])), _LIKELY=3),
    ):
        for query in usable[:3]:
            check(space, query, data.draw(st.integers(1, rows + 2)))


SIZES = {"_UNIT": [2, 1 << 14], "_PRODUCTS": [8, 1 << 18], "_CALLS": [1, 16], "_WORTH_THREADS": [0, 1 << 24]}


@pytest.mark.parametrize("worth", [0, 1 << 62])
def test_equals_plain_sums_on_vectors_that_are_near_each_other(worth: int) -> None:
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((12, 40))
    spread = rng.choice([0.0, 1e-4, 0.3], size=(400, 1))
    matrix = centres[rng.integers(12, size=400)] + spread * rng.standard_normal((400, 40))
    seen = set()
    with patch.multiple(scan, _WORTH_THREADS=worth, _PRODUCTS=5000):
        for query, k in itertools.product((0, 7, 300), (1, 10, 50)):
            seen |= {one.mutual for one in check(space_of(matrix), query, k)}
    assert seen == {True, False}


def test_words_without_a_direction_are_nearer_to_nothing() -> None:
    matrix = np.array([[1, 0.1], [-1, 0], [0, 0], [0, 0], [np.nan, 1]])
    (opposite, *_) = nearest(space_of(matrix), matrix[0], 2, [0])
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
