"""An axis is what its papers say, its intervals hold what they promise, and its quality is found out."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.space.relations.axes import Axis
from tests.space.relations.spaces import random_space, units_of


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_places_equal_the_formula_of_the_papers() -> None:
    space = random_space()
    first, second, words = units_of(space, 1, 2, 3), units_of(space, 4, 5), units_of(space, 10, 11, 12, 13)
    axis = sum(first) / 3 - sum(second) / 2
    expected = [word @ axis / np.linalg.norm(word) / np.linalg.norm(axis) for word in words]
    assert list(Axis(first, second, "").places(words).places) == pytest.approx(expected)


def test_intervals_equal_a_plain_jackknife() -> None:
    space = random_space()
    sides, words = (units_of(space, 1, 2, 3), units_of(space, 4, 5, 6, 7)), units_of(space, 10, 11)
    found = Axis(*sides, "").places(words)
    for at, word in enumerate(words):
        variances = []
        for side in (0, 1):
            left = []
            for seed in range(len(sides[side])):
                rest = [np.delete(each, seed, axis=0) if of == side else each for of, each in enumerate(sides)]
                axis = rest[0].mean(axis=0) - rest[1].mean(axis=0)
                left.append(word @ axis / np.linalg.norm(axis))
            variances.append((len(left) - 1) / len(left) * sum((each - np.mean(left)) ** 2 for each in left))
        degrees = sum(variances) ** 2 / (variances[0] ** 2 / 2 + variances[1] ** 2 / 3)
        factor = {2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571}[int(degrees)]
        reach = factor * np.sqrt(sum(variances))
        assert found.low[at] == pytest.approx(max(-1, found.places[at] - reach))
        assert found.high[at] == pytest.approx(min(1, found.places[at] + reach))


@pytest.mark.parametrize("seeds", [3, 5, 12])
def test_intervals_hold_the_place_95_times_in_100(seeds: int) -> None:
    """Seed words are drawn again and again from two kinds; the true place is the mean over all draws."""
    rng = np.random.default_rng(1)
    kinds = 0.7 * rng.standard_normal((2, 20))
    words = unit(rng.standard_normal((30, 20)) + 0.5 * kinds[0])
    drawn = [
        Axis(*(unit(kind + rng.standard_normal((seeds, 20))) for kind in kinds), "").places(words) for _ in range(300)
    ]
    true = np.mean([each.places for each in drawn], axis=0)
    held = np.mean([(each.low <= true) & (true <= each.high) for each in drawn])
    assert 0.93 <= held <= 0.985


def test_a_side_of_one_seed_gives_no_interval() -> None:
    space = random_space()
    found = Axis(units_of(space, 1), units_of(space, 4, 5), "").places(units_of(space, 10))
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()
    assert [len(side) for side in Axis(units_of(space, 1), units_of(space, 4, 5), "").left_out_seeds()] == [0, 2]


def test_left_out_seeds_fall_on_their_side_where_the_axis_means_something() -> None:
    rng = np.random.default_rng(0)
    kinds = 0.8 * rng.standard_normal((2, 20))
    sides = [unit(kind + 0.5 * rng.standard_normal((6, 20))) for kind in kinds]
    first, second = Axis(sides[0], sides[1], "").left_out_seeds()
    assert (first > 0).all()
    assert (second < 0).all()
    plain = sides[0][1:].mean(axis=0) - sides[1].mean(axis=0)
    assert first[0] == pytest.approx(float(sides[0][0] @ plain / np.linalg.norm(plain)))


def test_left_out_seeds_fall_anywhere_where_it_means_nothing() -> None:
    rng = np.random.default_rng(0)
    right = []
    for _ in range(60):
        first, second = Axis(
            unit(rng.standard_normal((4, 20))), unit(rng.standard_normal((4, 20))), ""
        ).left_out_seeds()
        right += [*(first > 0), *(second < 0)]
    assert 0.3 < np.mean(right) < 0.6


def test_pairs_are_left_out_together() -> None:
    space = random_space()
    first, second = units_of(space, 1, 2, 3), units_of(space, 4, 5, 6)
    found = Axis(first, second, "").left_out_pairs()
    for at in range(3):
        rest = [other for other in range(3) if other != at]
        axis = first[rest].mean(axis=0) - second[rest].mean(axis=0)
        assert found[at] == pytest.approx((first[at] - second[at]) @ axis / np.linalg.norm(axis))
    assert not len(Axis(first, second[:2], "").left_out_pairs())
    assert not len(Axis(first[:1], second[:1], "").left_out_pairs())


def test_two_sides_of_the_same_words_cancel_out() -> None:
    seeds = units_of(random_space(), 1, 2)
    with pytest.raises(EmbreplError, match=r"'a, b : b, a' has no direction") as caught:
        Axis(seeds, seeds[::-1], "a, b : b, a")
    assert caught.value.code == "no-direction"
