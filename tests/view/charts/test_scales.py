"""Ticks stand at round figures, never too many of them, and every finite value has a place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.view.charts.kinds import Axis
from embrepl.view.charts.scales import Scale, linear_ticks, logarithmic_ticks, scale_of, tick_texts

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (0, 1, 6, ("0.0", "0.2", "0.4", "0.6", "0.8", "1.0")),
        (1990, 2020, 4, ("1990", "2000", "2010", "2020")),
        (-0.123, 0.456, 4, ("0.0", "0.2", "0.4")),
        (0.3, 0.9, 2, ("0.4", "0.8")),
        (0, 123_456, 5, ("0", "50k", "100k")),
        (0, 3e-7, 4, ("0", "1e-7", "2e-7", "3e-7")),
        (-1e308, 1e308, 3, ("-1e308", "0", "1e308")),
    ],
)
def test_linear_ticks_are_round(low: float, high: float, most: int, texts: tuple[str, ...]) -> None:
    assert tick_texts(linear_ticks(low, high, most)) == texts


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (1, 1e5, 6, ("1", "10", "100", "1k", "10k", "100k")),
        (1, 1e5, 3, ("1", "100", "10k")),
        (1, 90, 6, ("1", "2", "5", "10", "20", "50")),
        (0.5, 2000, 8, ("1", "3", "10", "30", "100", "300", "1000")),
        (3, 4, 3, ("3.0", "3.5", "4.0")),
    ],
)
def test_logarithmic_ticks_are_powers_of_ten_and_more_where_there_is_room(
    low: float, high: float, most: int, texts: tuple[str, ...]
) -> None:
    assert tick_texts(logarithmic_ticks(low, high, most)) == texts


@given(finite, finite, st.integers(0, 30), st.booleans())
def test_ticks_are_inside_in_order_and_not_too_many(one: float, other: float, most: int, logarithmic: bool) -> None:
    low, high = min(one, other), max(one, other)
    ticks = (logarithmic_ticks if logarithmic else linear_ticks)(low, high, most)
    assert len(ticks) <= most
    assert list(ticks) == sorted(set(ticks))
    aside = (high / 2 - low / 2) * 1e-6
    assert all(low - aside <= tick <= high + aside for tick in ticks)
    assert len(set(tick_texts(ticks))) == len(ticks)


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9), st.integers(2, 30))
def test_an_axis_of_usual_figures_has_two_ticks_at_least(low: float, span: float, most: int) -> None:
    assert len(linear_ticks(low, low + span, most)) >= 2 or low + span - low < abs(low) * 1e-12


@given(st.lists(st.one_of(st.none(), st.floats())), st.booleans(), st.floats(0, 0.2))
def test_a_scale_has_a_place_for_all_that_can_have_one(
    values: list[float | None], logarithmic: bool, margin: float
) -> None:
    scale = scale_of(values, Axis(logarithmic=logarithmic), margin)
    assert scale.low < scale.high
    for value in values:
        if value is not None:
            share = scale.share(value)
            assert -1e-9 <= share <= 1 + 1e-9 if scale.has(value) else math.isnan(share)


@given(st.floats(0, 1), st.booleans())
def test_a_value_stands_where_its_share_says(share: float, logarithmic: bool) -> None:
    scale = Scale(2, 5000, logarithmic)
    assert scale.share(scale.value(share)) == pytest.approx(share, abs=1e-9)


def test_one_value_stands_in_the_middle() -> None:
    for value in (0.0, -3.0, 1e-9, 7e12):
        assert scale_of([value]).share(value) == pytest.approx(0.5)
    assert scale_of([10.0], Axis(logarithmic=True)).share(10.0) == pytest.approx(0.5)


def test_names_are_all_the_ticks_and_are_within_the_scale() -> None:
    scale = scale_of([1, 2], Axis(names=((0.0, "first"), (3.0, "last"))))
    assert (scale.low, scale.high) == (0, 3)
    assert scale.ticks(1) == ((0.0, "first"), (3.0, "last"))


def test_a_logarithmic_axis_has_no_place_for_nothing() -> None:
    scale = scale_of([0, -1, 10, 100, math.inf, math.nan], Axis(logarithmic=True))
    assert (scale.low, scale.high) == (10, 100)
    assert math.isnan(scale.share(0))
