"""Projections: what must not change them, what they must undo, and neighbours beside a plain loop."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.space.projection import cells, plane, true_neighbours
from embrepl.space.projection.alignment import aligned, most_typical, width
from embrepl.space.projection.components import principal
from embrepl.space.projection.trust import neighbours_for, trust

SIZES = st.tuples(st.integers(1, 40), st.integers(1, 12), st.integers(0, 2**32 - 1))


def units(size: int, dim: int, seed: int) -> np.ndarray:
    found = np.random.default_rng(seed).standard_normal((size, dim))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def turn(dim: int, seed: int) -> np.ndarray:
    return np.linalg.qr(np.random.default_rng(seed).standard_normal((dim, dim)))[0]


@given(SIZES)
def test_components_do_not_hang_on_the_axes(shape: tuple[int, int, int]) -> None:
    size, dim, seed = shape
    points = units(size, dim, seed).astype(np.float64)
    one, other = principal(points), principal(points @ turn(dim, seed + 1))
    np.testing.assert_allclose(one.shares, other.shares, atol=1e-9)
    apart = np.diff([*np.sort(one.shares), 1.0]).min()
    if apart > 1e-3 or size < 3:  # components that show as much as each other may change places
        np.testing.assert_allclose(np.abs(one.places), np.abs(other.places), atol=1e-6)


@given(SIZES)
def test_components_are_those_of_a_plain_decomposition(shape: tuple[int, int, int]) -> None:
    points = units(*shape).astype(np.float64)
    centred = points - points.mean(axis=0)
    lengths = np.linalg.svd(centred, compute_uv=False)[:2]
    found = principal(points)
    np.testing.assert_allclose(np.linalg.norm(found.places, axis=0)[: len(lengths)], lengths, atol=1e-6)
    assert 0 <= found.shares.sum() <= 1 + 1e-9
    for column in found.places.T:
        if column.any():
            assert column[np.abs(column).argmax()] > 0 or np.isclose(column.max(), -column.min())


def test_one_point_and_equal_points_lie_in_the_middle() -> None:
    assert not principal(units(1, 5, 0)).places.any()
    same = principal(np.repeat(units(1, 5, 0), 7, axis=0))
    assert not same.places.any()
    assert not same.shares.any()


@given(SIZES, st.floats(0.1, 10))
def test_alignment_undoes_a_turn_a_mirror_a_move_and_a_scale(shape: tuple[int, int, int], scale: float) -> None:
    size, _, seed = shape
    places = np.random.default_rng(seed).standard_normal((size, 2))
    other = scale * places @ turn(2, seed) + [3.0, -8.0]
    np.testing.assert_allclose(aligned(other, places), places, atol=1e-8)
    best, moves = most_typical([places, other, -other])
    assert best in {0, 1, 2}
    np.testing.assert_allclose(moves, 0, atol=1e-7)


def test_the_map_most_like_the_others_is_found() -> None:
    generator = np.random.default_rng(0)
    places = generator.standard_normal((30, 2))
    near = [places + 0.1 * generator.standard_normal((30, 2)) for _ in range(3)]
    best, moves = most_typical([generator.standard_normal((30, 2)), *near[:1], places, *near[1:]])
    assert best == 2
    assert moves.shape == (30,)
    assert 0 < moves.mean() < 0.5
    assert width(places) == max(np.ptp(places, axis=0))


@given(SIZES)
def test_trust_is_a_share(shape: tuple[int, int, int]) -> None:
    points = units(*shape)
    k = neighbours_for(len(points))
    found = trust(true_neighbours.true_neighbours(points, k), principal(points).places)
    assert np.isnan(found).all() if k == 0 else ((found >= 0) & (found <= 1)).all()


@given(st.integers(8, 60), st.integers(0, 2**32 - 1))
def test_a_true_map_is_trusted_wholly(size: int, seed: int) -> None:
    near = 0.05 * np.random.default_rng(seed).standard_normal((size, 2))
    points = np.column_stack([near, np.ones(size)])
    flat = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float64)
    circle = np.column_stack([np.cos(near[:, 0]), np.sin(near[:, 0])])  # cosines order them as the map does
    found = trust(
        true_neighbours.true_neighbours(circle, neighbours_for(size)), np.column_stack([near[:, 0], 0 * near[:, 0]])
    )
    assert found.min() == 1
    assert np.nanmean(trust(true_neighbours.true_neighbours(flat, neighbours_for(size)), principal(flat).places)) > 0.9


@given(SIZES, st.integers(1, 12))
def test_neighbours_are_those_of_a_plain_loop(shape: tuple[int, int, int], k: int) -> None:
    points = units(*shape).astype(np.float64)
    points[::5] = 0
    found = true_neighbours.true_neighbours(points, k)
    for at, (rows, cosines) in enumerate(zip(found.rows, found.cosines, strict=True)):
        others = [each for each in range(len(points)) if each != at and points[each].any() and points[at].any()]
        order = sorted(others, key=lambda each: (-points[at] @ points[each], each))[: found.rows.shape[1]]
        assert len(order) == np.count_nonzero(rows >= 0)
        np.testing.assert_allclose(cosines[: len(order)], [points[at] @ points[each] for each in order], atol=1e-6)


def test_among_many_points_most_neighbours_are_found_and_it_is_said_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    centres = units(40, 20, 1)
    points = centres[np.arange(3_000) % 40] + 0.3 * units(3_000, 20, 2)
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    points[7] = 0
    exact = true_neighbours.true_neighbours(points, 10)
    monkeypatch.setattr(true_neighbours, "EXACT", 100)
    monkeypatch.setattr(true_neighbours, "_PROBES", 6)
    found = true_neighbours.true_neighbours(points, 10)
    share = np.mean([len({*a} & {*b}) / 10 for a, b in zip(exact.rows, found.rows, strict=True) if a[0] >= 0])
    assert exact.recall == 1
    assert 0.7 < share < 1
    assert abs(found.recall - share) < 0.1
    assert (found.rows[7] == -1).all()
    assert not (found.rows == 7).any()


@pytest.mark.parametrize("power", [1, 3])
def test_reaches_among_many_points_are_those_of_all(monkeypatch: pytest.MonkeyPatch, power: int) -> None:
    places = np.random.default_rng(3).standard_normal((2_500, 2)) ** power
    places[:200] = places[0]
    exact = plane.reaches(places, 10)
    monkeypatch.setattr(plane, "_EXACT", 100)
    np.testing.assert_allclose(plane.reaches(places, 10), exact, atol=1e-12)
    np.testing.assert_allclose(plane.reaches(np.zeros((500, 2)), 10), 0)


def test_cells_hold_every_point_once() -> None:
    parted = cells.Cells(np.array([2, 0, 2, 2]), np.array([[0.0, 0], [5, 5], [1, 0]]))
    assert [*parted] == [0, 2]
    assert parted.members(2).tolist() == [0, 2, 3]
    assert parted.around(0, 2).tolist() == [0, 2]
