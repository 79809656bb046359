"""Words between two are those that a plain loop finds near to either."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.relations.between import best_between, between, random_pairs
from tests.space.relations.spaces import allowed_but, random_space, space_of, units_of


@pytest.mark.parametrize("seed", range(3))
def test_equals_a_plain_loop(seed: int) -> None:
    space = random_space(seed=seed)
    found = between(space, units_of(space, 3, 7), 8, allowed_but(space, 3, 7))
    units = space.units(range(len(space))).astype(np.float64)
    lesser = {row: min(units[row] @ units[3], units[row] @ units[7]) for row in range(300) if row not in {3, 7}}
    order = sorted(lesser, key=lambda row: -lesser[row])[:8]
    assert found.rows.tolist() == order
    assert list(found.lesser) == pytest.approx([lesser[row] for row in order])
    assert np.allclose(found.cosines, units[[3, 7]] @ units[order].T)
    assert found.nearer == sum(each > units[3] @ units[7] for each in lesser.values())


def test_a_word_near_to_one_alone_is_not_between() -> None:
    space = space_of(np.array([[1.0, 0, 0], [0, 1, 0], [1, 0.1, 0], [0.6, 0.6, 0.5], [0, 0, 1]]))
    found = between(space, units_of(space, 0, 1), 2, allowed_but(space, 0, 1))
    assert found.rows.tolist() == [3, 2]


@pytest.mark.parametrize("rows", [1 << 13, 7])
def test_random_pairs_are_as_frequent_and_their_best_is_found_as_that_of_any_two(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embrepl.space.relations.between._ROWS", rows)
    space = random_space()
    pairs = random_pairs(space, (3, 200))
    assert 10 <= pairs.shape[1] <= 40
    assert (pairs[0] < 64).all()
    assert (pairs[1] >= 128).all()
    steps: list[tuple[int, int]] = []
    best = best_between(space, pairs, np.ones(300, bool), lambda *step: steps.append(step))
    assert steps == [(at, 300) for at in range(0, 300, rows)]
    expected = [
        between(space, units_of(space, *pair), 1, allowed_but(space, *pair)).lesser[0] for pair in pairs.T.tolist()
    ]
    assert list(best) == pytest.approx(expected, abs=1e-6)


def test_a_space_of_a_word_or_two_has_no_random_pairs() -> None:
    assert random_pairs(space_of(np.eye(2)[:1]), (0, 0)).shape == (2, 0)
    assert random_pairs(space_of(np.zeros((3, 2))), (0, 1)).shape == (2, 0)
