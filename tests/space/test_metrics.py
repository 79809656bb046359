"""Distances equal plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.space import metrics

numbers = st.floats(-1e6, 1e6, width=32)
pairs = st.integers(1, 8).flatmap(
    lambda dim: st.tuples(st.lists(numbers, min_size=dim, max_size=dim), st.lists(numbers, min_size=dim, max_size=dim))
)


@settings(deadline=None)
@given(pairs)
def test_equal_plain_loops(pair: tuple[list[float], list[float]]) -> None:
    a, b = pair
    dim = len(a)
    x, y = np.array(a, np.float32), np.array(b, np.float32)
    squares = sum((p - q) ** 2 for p, q in zip(a, b, strict=True))
    product = sum(p * q for p, q in zip(a, b, strict=True))
    norms = math.sqrt(sum(p * p for p in a)) * math.sqrt(sum(q * q for q in b))
    assert metrics.euclidean(x, y) == pytest.approx(math.sqrt(squares))
    assert metrics.mean_squared_difference(x, y) == pytest.approx(squares / dim)
    assert metrics.mean_difference(x, y) == pytest.approx(sum(p - q for p, q in zip(a, b, strict=True)) / dim, abs=1e-6)
    assert metrics.cosine(x, y) == pytest.approx(product / norms if norms else 0.0, abs=1e-9)


def test_the_signed_difference_is_no_distance() -> None:
    a, b = np.array([1.0, -1.0]), np.array([-5.0, 5.0])
    assert metrics.mean_difference(a, b) == 0
    assert metrics.euclidean(a, b) > 8
