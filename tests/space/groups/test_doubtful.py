"""Doubtful words: figures equal to a plain loop, and planted oddities that come first."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.groups import doubtful
from embrepl.space.groups.doubtful import measure_doubts, nearest_of_all
from tests.space.groups.planted import planted, units_of


def test_figures_equal_a_plain_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubtful, "_BLOCK", 100)
    units = units_of(np.random.default_rng(0).standard_normal((40, 5)))
    found = measure_doubts(units, 4)
    cosines = units.astype(np.float64) @ units.T.astype(np.float64)
    near = [sorted((at for at in range(40) if at != word), key=lambda at: -cosines[word, at])[:4] for word in range(40)]
    for word in range(40):
        assert found.nearness[word] == pytest.approx(np.mean([cosines[word, at] for at in near[word]]), abs=1e-6)
        assert found.mutual[word] == np.mean([word in near[at] for at in near[word]])
        assert found.hub[word] == sum(word in each for each in near)
    assert found.hub.sum() == 160
    assert found.ranks[0] == pytest.approx([np.mean(found.like - found.nearness < each)
                                            for each in found.like - found.nearness])  # fmt: skip


def test_the_nearest_of_all_are_the_nearest() -> None:
    units = units_of(planted(3))
    rows, cosines = nearest_of_all(units, 3)
    assert all(set((each % 3).tolist()) == {at % 3} for at, each in enumerate(rows))
    assert cosines == pytest.approx(np.take_along_axis(units @ units.T, rows, axis=1), abs=1e-6)


def test_words_far_from_all_and_words_near_to_all_are_seen() -> None:
    rows = planted(3, words=20, noise=0.1)
    alone = np.full((1, 16), 0.0, np.float32)
    alone[0, 9] = 1
    units = units_of(np.concatenate([rows, alone]))
    found = measure_doubts(units, 5)
    assert int(np.argmax(found.doubt)) == 60
    assert (found.hub[60], found.mutual[60]) == (0, 0)
    middle = rows.mean(axis=0, keepdims=True)
    hub = measure_doubts(units_of(np.concatenate([np.random.default_rng(0).standard_normal((60, 16)) + 0.7 * middle * 9,
                                                  middle * 9])), 5)  # fmt: skip
    assert int(np.argmax(hub.hub)) == 60


def test_two_words_will_do() -> None:
    found = measure_doubts(units_of(np.array([[1.0, 0], [0, 1]])), 1)
    assert found.mutual.tolist() == [1, 1]
    assert np.isfinite(found.doubt).all()
