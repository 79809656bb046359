"""The copy of vectors in 8-bit numbers: cosines that come of it lie within its bound, and its products are exact."""

from __future__ import annotations

import subprocess
import sys
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from embrepl.space.passes import products
from embrepl.space.passes.codes import Codes, encode, encoded
from embrepl.space.passes.products import Products
from embrepl.space.passes.scores import Asked

EXTREMES = """
import sys
import numpy as np
import numkong
for name in sys.argv[1:]:
    numkong.disable_capability(name)
rng = np.random.default_rng(0)
for dim in (64, 128, 320, 1024):
    extremes = [np.full(dim, 127), np.full(dim, -127), np.resize([127, -127], dim)]
    rows = np.stack([*extremes, *rng.integers(-127, 128, (9, dim))])
    queries = rows.astype(np.int8)
    products = np.asarray(numkong.dots_packed(np.tile(queries, (70, 1)), numkong.dots_pack(queries)))
    assert (products == np.tile(rows, (70, 1)) @ rows.T).all(), dim
"""


@st.composite
def vectors(draw: st.DrawFn) -> NDArray[np.float32]:
    """Return vectors of length one, some of them along one axis, some equal, one zero."""
    dim, seed = draw(st.integers(1, 200)), draw(st.integers(0, 2**32))
    rng = np.random.default_rng(seed)
    rows = rng.standard_normal((20, dim)) * 10.0 ** rng.uniform(-draw(st.sampled_from([0, 3, 30])), 0, (20, dim))
    rows[0], rows[1] = rows[2], 0
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=rows, where=lengths > 0).astype(np.float32)


@settings(max_examples=200, deadline=None)
@given(vectors(), st.integers(1, 7))
def test_cosines_lie_within_the_bound(units: NDArray[np.float32], queries: int) -> None:
    codes, wide = encoded(units), units.astype(np.float64)
    exact = wide[:queries] @ wide.T  # (m, V)
    passed = Products.of(codes, wide[:queries])
    lowest = np.empty((queries, len(units)), np.float32)
    passed.lowest(0, len(units), lowest)
    bound = passed.bound(slice(None)).astype(np.float64)
    assert (lowest <= exact).all()
    assert (exact <= lowest + 2 * bound).all()
    assert passed.most >= bound.max()
    assert bound.max() < 0.02 + 0.009 * np.sqrt(units.shape[1]), "the bound is so loose that it is of no use"


@settings(max_examples=100, deadline=None)
@given(vectors(), st.floats(-1, 1), st.sampled_from([2, 3, 64]))
def test_what_is_surely_above_is_above_and_nothing_above_is_missed(
    units: NDArray[np.float32], limit: float, group: int
) -> None:
    wide = units.astype(np.float64)
    limits = np.array([limit], np.float32)
    asked = Asked(np.arange(3), wide[:3], np.repeat(limits, 3).astype(np.float64))
    with patch.object(products, "_GROUP", group):
        passed = Products.of(encoded(units), wide[:3])
        pairs, some = passed.above(0, len(units), asked), passed.surely_above(np.arange(len(units)), asked)
    above = {(query, row) for query, row in zip(*np.nonzero(wide[:3] @ wide.T > float(limits[0])), strict=True)}
    found = set(zip(pairs.queries.tolist(), pairs.rows.tolist(), strict=True))
    sure = set(zip(pairs.queries[pairs.sure].tolist(), pairs.rows[pairs.sure].tolist(), strict=True))
    assert sure <= above <= found
    assert set(zip(*np.nonzero(some.T), strict=True)) <= above


def test_vectors_of_any_length_and_of_none() -> None:
    rows = np.array([[3, 4, 0], [3e38, 3e38, 0], [1e-44, 0, 0], [0, 0, 0], [np.nan, 1, 0], [np.inf, 1, 0]], np.float32)
    (block,) = encode(rows)
    assert block.codes.numbers.shape == (6, 64)
    assert block.codes.numbers[:, :3].tolist() == [[95, 127, 0], [127, 127, 0], [127, 0, 0], *[[0, 0, 0]] * 3]
    assert block.codes.scales[3:].tolist() == block.codes.rests[3:].tolist() == [0, 0, 0]
    assert block.lengths[:4] == pytest.approx([5, 3e38 * 2**0.5, 1e-44, 0], rel=0.02)


def test_blocks_make_the_same_codes_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.random.default_rng(0).standard_normal((50, 7), dtype=np.float32)
    (whole,) = encode(rows)
    monkeypatch.setattr("embrepl.space.passes.codes._NUMBERS", 30)
    parts = list(encode(rows))
    assert len(parts) > 10
    codes = Codes(np.concatenate([one.codes.numbers for one in parts]), np.hstack([one.codes.figures for one in parts]))
    assert codes.numbers.tobytes() == whole.codes.numbers.tobytes()
    assert codes.figures.tobytes() == whole.codes.figures.tobytes()


@pytest.mark.parametrize(
    "without",
    [[], ["genoa"], ["genoa", "icelake"], ["genoa", "icelake", "skylake"], ["genoa", "icelake", "skylake", "haswell"]],
)
def test_products_of_8_bit_numbers_are_exact_on_older_processors_too(without: list[str]) -> None:
    subprocess.run([sys.executable, "-c", EXTREMES, *without], check=True, timeout=60)
