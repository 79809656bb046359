"""Figures as people read them: half an interval has the decimals of what it stands beside."""

from __future__ import annotations

import pytest

from embrepl.view.numbers import NONE, half_width


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.000968, 3, "0.001"), (0.0004, 3, "<0.001"), (0.0, 3, "0.000"), (0.12345, 3, "0.123"), (0.004, 2, "<0.01"),
        (None, 3, NONE), (float("nan"), 3, NONE),
    ],
)  # fmt: skip
def test_half_an_interval(value: float | None, digits: int, text: str) -> None:
    assert half_width(value, digits) == text
