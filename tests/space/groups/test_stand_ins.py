"""The words so near to a target that they may stand for it: against a plain loop over all vectors."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.space.groups.stand_ins import MOST, stand_ins
from embrepl.space.identity import Identity
from embrepl.space.space import Space


def made(counts: np.ndarray | None = None, many: int = 300) -> Space:
    generator = np.random.default_rng(2)
    matrix = generator.normal(size=(many, 12)).astype(np.float32)
    matrix[7] = 0
    return Space([f"w{at}" for at in range(many)], np.zeros(many, np.int64) if counts is None else counts, matrix)


def cosines(space: Space, row: int) -> np.ndarray:
    matrix = np.asarray(space.matrix, np.float64)
    lengths = np.linalg.norm(matrix, axis=1)
    lengths[lengths == 0] = np.inf
    return matrix @ matrix[row] / lengths / np.linalg.norm(matrix[row])


@pytest.mark.parametrize("least", [0.0, 0.3, 0.6, 1.0])
def test_a_threshold_takes_all_words_as_near(least: float) -> None:
    space = made()
    rows, found = stand_ins(space, space.vector("w3"), (3,), 3, least, 0.5)
    expected = cosines(space, 3)
    near = [row for row in np.argsort(-expected).tolist() if expected[row] >= least - 1e-6 and row != 7]
    assert rows.tolist() == near
    assert found == pytest.approx(expected[near], abs=1e-6)


def test_without_one_a_share_of_the_nearest_ones_score_is_enough() -> None:
    counts = np.sort(np.random.default_rng(1).integers(1, 200, 300))[::-1].copy()
    space = made(counts)
    rows, _ = stand_ins(space, space.vector("w3"), (3,), 3, None, 0.7)
    units = np.asarray(space.units(np.arange(300)), np.float64)
    scores = (cosines(space, 3) - units[3] @ units.mean(axis=0)) * counts / (counts + 10)
    others = np.delete(scores, 3)
    assert set(rows.tolist()) == {3, *(at for at in range(300) if scores[at] >= 0.7 * others.max())}
    assert len(stand_ins(space, space.vector("w3"), (3,), 3, None, -1)[0]) == MOST + 1


def test_words_without_a_direction_and_spaces_without_neighbours() -> None:
    space = made()
    with pytest.raises(EmbreplError):
        stand_ins(space, np.zeros(12), (), None, None, 0.7)
    alone = Space(["a", "b"], np.zeros(2, np.int64), Identity(2))
    rows, found = stand_ins(alone, alone.vector("b"), (1,), 1, None, 0.7)
    assert (rows.tolist(), found.tolist()) == ([1], [1.0])
