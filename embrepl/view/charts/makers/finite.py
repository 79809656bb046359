"""Figures of answers as charts take them: what is no number is not known."""

from __future__ import annotations

import math


def finite(value: float | None) -> float | None:
    """Return a figure, None where it is no number."""
    return value if value is not None and math.isfinite(value) else None


def around(value: float | None, half: float | None) -> tuple[float | None, float | None]:
    """Return the ends of an interval around a value, None where either is not known."""
    middle, reach = finite(value), finite(half)
    return (None, None) if middle is None or reach is None else (middle - reach, middle + reach)
