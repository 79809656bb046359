"""Where the true score lies: as published where a formula says it, and as often as claimed where it is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.scoring import intervals
from embrepl.space.scoring.intervals import interval_of_correlation, interval_of_share, wilson


def test_wilsons_interval_is_as_published() -> None:
    assert wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)  # Newcombe 1998
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # the same, table I


def test_a_drawn_interval_is_near_fishers_for_normal_figures() -> None:
    rng = np.random.default_rng(0)
    one = rng.standard_normal(400)
    other = 0.6 * one + 0.8 * rng.standard_normal(400)
    low, high = interval_of_correlation(one, other) or (0, 0)
    value = intervals.spearman(one, other) or 0
    half = 1.959964 * np.sqrt(1.06 / 397)  # Fieller, Hartley & Pearson 1957
    assert (low, high) == pytest.approx(tuple(np.tanh(np.arctanh(value) + sign * half) for sign in (-1, 1)), abs=0.02)
    assert interval_of_correlation(one[:3], other[:3]) is None and interval_of_correlation(one, np.ones(400)) is None


@pytest.mark.parametrize("pairs", [40, 200])
def test_intervals_of_correlations_hold_the_true_one(monkeypatch: pytest.MonkeyPatch, pairs: int) -> None:
    monkeypatch.setattr(intervals, "BOOTSTRAPS", 200)
    rng, true = np.random.default_rng(1), 6 / np.pi * np.arcsin(0.7 / 2)  # Spearman's of normal figures, Pearson 1907
    held = []
    for _ in range(200):
        one = rng.standard_normal(pairs)
        other = 0.7 * one + np.sqrt(1 - 0.49) * rng.standard_normal(pairs)
        low, high = interval_of_correlation(one, np.round(10 * other)) or (1, -1)  # people give whole points
        held.append(low <= true <= high)
    assert 0.92 <= np.mean(held) <= 0.98


def test_intervals_of_analogies_hold_the_true_share_where_pairs_differ() -> None:
    """Some pairs make all their questions hard: taken one by one, questions would be far too sure of themselves."""
    rng, held, plain = np.random.default_rng(2), [], []
    true = 0.5
    for _ in range(200):
        ease = rng.uniform(-0.45, 0.45, 30)
        first, second = (side.ravel() for side in np.meshgrid(np.arange(30), np.arange(30)))
        there = first != second
        groups = np.stack([first[there], second[there]], axis=1)
        hits = rng.random(len(groups)) < true + (ease[groups[:, 0]] + ease[groups[:, 1]]) / 2
        low, high = interval_of_share(hits, groups) or (1, 0)
        held.append(low <= true <= high)
        low, high = wilson(float(hits.mean()), len(hits))
        plain.append(low <= true <= high)
    assert 0.92 <= np.mean(held) <= 0.99 and np.mean(plain) < 0.85


def test_shares_of_all_and_of_none() -> None:
    groups = np.arange(10)[:, None]
    assert interval_of_share(np.ones(10, np.bool_), groups) == wilson(1.0, 10)
    assert interval_of_share(np.zeros(10, np.bool_), groups // 5) == wilson(0.0, 2)
    assert interval_of_share(np.ones(0, np.bool_), groups[:0]) is None
