"""Words between two are those that a plain loop finds near to either."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.relations.between import best_of_random_pairs, between
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


def test_what_random_pairs_reach_equals_asking_them() -> None:
    space = random_space()
    allowed = np.ones(len(space), bool)
    steps: list[tuple[int, int]] = []
    best = best_of_random_pairs(space, (3, 7), allowed, lambda *step: steps.append(step))
    assert len(best) == len(steps) >= 10
    assert np.array_equal(best, best_of_random_pairs(space, (3, 7), allowed, lambda *_: None))
    # in a space where all words point anywhere, the best between two random words is what it is between any two
    asked = [
        between(space, units_of(space, row, row + 100), 1, allowed_but(space, row, row + 100)).lesser[0]
        for row in range(40)
    ]
    assert float(best.mean()) == pytest.approx(float(np.mean(asked)), abs=0.05)


def test_a_space_of_a_few_words_has_no_random_pairs() -> None:
    space = random_space(words=3)
    assert len(best_of_random_pairs(space, (0, 1), np.ones(3, bool), lambda *_: None)) in {0, *range(10, 41)}
    assert not len(best_of_random_pairs(space_of(np.eye(2)[:1]), (0, 0), np.ones(1, bool), lambda *_: None))
