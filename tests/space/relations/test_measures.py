"""Neighbours by distance, dot product and CSLS equal plain loops over all words."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.relations.measures import HUBNESS, by_measure
from embrepl.space.space import Space


@pytest.fixture(scope="module")
def space() -> Space:
    rng = np.random.default_rng(0)
    matrix = rng.standard_normal((300, 8)) * rng.uniform(0.5, 3, (300, 1))
    matrix[7] = 0
    return Space([f"w{row}" for row in range(300)], np.arange(300, 0, -1), matrix.astype(np.float32))


def csls(space: Space, row: int) -> dict[int, float]:
    """Return the CSLS of a word with all others, by a plain loop."""
    units = space.units(np.arange(len(space))).astype(np.float64)
    cosines = units @ units.T
    usable = [other for other in range(len(space)) if not space.blank[other]]

    def around(word: int) -> float:
        return float(np.mean(sorted(cosines[word, other] for other in usable if other != word)[-HUBNESS:]))

    return {other: 2 * cosines[row, other] - around(row) - around(other) for other in usable if other != row}


@pytest.mark.parametrize("metric", ["euclidean", "dot", "csls"])
@pytest.mark.parametrize("far", [False, True])
def test_equals_a_plain_loop(space: Space, metric: str, far: bool) -> None:
    vectors = space.matrix.astype(float)
    values = {
        "euclidean": {row: float(np.linalg.norm(vectors[row] - vectors[5])) for row in range(300)},
        "dot": {row: float(vectors[row] @ vectors[5]) for row in range(300)},
        "csls": csls(space, 5),
    }[metric]
    rows = [row for row in values if row not in {5, 7}]
    expected = sorted(rows, key=lambda row: values[row], reverse=(metric != "euclidean") != far)[:12]
    found = by_measure(space, metric, space.matrix[5], 12, [5], far=far)
    assert [one.row for one, _ in found] == expected
    assert [value for _, value in found] == pytest.approx([values[row] for row in expected], abs=1e-5)
    assert [one.rank for one, _ in found] == list(range(1, 13))


def test_only_eligible_words(space: Space) -> None:
    mask = np.zeros(300, np.bool_)
    mask[[2, 7, 9]] = True
    for metric in ("euclidean", "dot", "csls"):
        found = by_measure(space, metric, space.matrix[5], 10, [5], mask)
        assert sorted(one.row for one, _ in found) == [2, 9]
    assert mask.sum() == 3  # as it was
    assert by_measure(space, "csls", space.matrix[5], 10, [5], np.zeros(300, np.bool_)) == []
