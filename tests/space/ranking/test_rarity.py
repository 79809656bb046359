"""How often the neighbours of well-known words are rare equals a plain count, and tells noise from what was learnt."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from embrepl.space.health import health
from embrepl.space.identity import Identity
from embrepl.space.ranking import rarity as module
from embrepl.space.ranking.rarity import nearest_of, rarity
from embrepl.space.space import Space

WELL_KNOWN, RARE = 100, 900


def space_of(matrix: NDArray[np.floating], **recipe: object) -> Space:
    words = [f"w{row}" for row in range(len(matrix))]
    counts = np.r_[np.full(WELL_KNOWN, 500), np.full(RARE, 6)]
    return Space(words, counts, matrix.astype(np.float32), dict(recipe))


def grouped(groups: NDArray[np.integer]) -> Space:
    """Return words around the centres of their groups."""
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((groups.max() + 1, 8))
    return space_of(centres[groups] + 0.3 * rng.standard_normal((len(groups), 8)))


def strewn() -> Space:
    """Return rare words that are strewn at random over the groups of all words."""
    return grouped(np.random.default_rng(1).integers(40, size=WELL_KNOWN + RARE))


def learnt() -> Space:
    """Return well-known words in groups of their own."""
    return grouped(np.r_[np.arange(WELL_KNOWN) // 20, 5 + np.arange(RARE) % 36])


@pytest.mark.parametrize("block", [7, 1 << 15])
def test_the_nearest_are_those_of_sorting(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK", block)
    space = strewn()
    space.matrix[5] = 0
    asked = np.array([0, 3, 99, 500])
    units = space.units(np.arange(len(space)))
    cosines = units[asked] @ units.T
    cosines[np.arange(4), asked] = -np.inf
    cosines[:, 5] = -np.inf
    expected = np.sort(np.argsort(-cosines, axis=1)[:, :10], axis=1)
    assert np.sort(nearest_of(space, asked)[0], axis=1).tolist() == expected.tolist()


def test_shares_are_plain_counts() -> None:
    space = strewn()
    figures = rarity(space)
    assert figures is not None
    near = nearest_of(space, np.arange(WELL_KNOWN))[0]
    assert figures.asked == WELL_KNOWN
    assert figures.words == RARE / 1_000
    assert figures.neighbours == pytest.approx(np.mean(near >= WELL_KNOWN))
    assert figures.hub_share == pytest.approx(np.bincount(near.ravel()).max() / WELL_KNOWN)
    assert [(band.least, band.most) for band in figures.bands] == [(5, 19), (100, 999)]
    assert [band.words for band in figures.bands] == [0.9, 0.1]
    assert sum(band.neighbours for band in figures.bands) == pytest.approx(1)
    assert max(band.length for band in figures.bands) == 1


@pytest.mark.parametrize("space", [strewn(), learnt()])
def test_how_far_rare_words_lead_is_a_plain_loop(space: Space) -> None:
    units = space.units(np.arange(len(space))).astype(np.float64)
    rare, other = [], []
    for word in range(WELL_KNOWN):
        cosines = units @ units[word]
        rare.append(np.sort(cosines[WELL_KNOWN:])[-5:].mean())
        other.append(np.sort(np.delete(cosines[:WELL_KNOWN], word))[-5:].mean())
    typical = (units[:WELL_KNOWN] @ units.mean(axis=0)).mean()
    figures = rarity(space)
    assert figures is not None
    expected = (np.mean(rare) - np.mean(other)) / (np.mean(other) - typical)
    assert figures.lead == pytest.approx(expected, abs=1e-5)


def test_rare_words_strewn_at_random_are_noise() -> None:
    report = health(strewn())
    assert report.verdict == "noisy"
    assert "fewer than 20 times" in report.sentence
    assert health(learnt()).verdict == "healthy"


def test_nothing_is_said_without_counts_that_tell() -> None:
    space = strewn()
    unknown = Space(space.words, np.zeros(1_000, np.int64), space.matrix)
    few = Space(space.words, np.r_[np.full(29, 500), np.full(971, 6)], space.matrix)
    assert [rarity(each) for each in (unknown, few, space_of(space.matrix, objective="pretrained"))] == [None] * 3
    assert rarity(Space(["a", "b"], np.array([90, 80]), Identity(2))) is None
    assert health(unknown).verdict != "noisy"
