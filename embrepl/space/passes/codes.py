"""Vectors in 8-bit numbers, a quarter of the bytes to read, with a bound on how far products of them are off.

A vector u at length one, as it is in float32, becomes whole numbers c from -127 to 127 and a scale s = max |u_d| / 127,
so that s·c is u but for rounding. The length of the rest e = ‖u - s·c‖ is kept with it. A query t of length one becomes
s', c' and e' = ‖t - s'·c'‖ in the same way. Then

    u·t - (s·c)·(s'·c') = (u - s·c)·t + (s·c)·(t - s'·c'),

and by Cauchy and Schwarz its size is at most

    e·‖t‖ + ‖s·c‖·e' ≤ e + (1 + e)·e' = (1 + e')·e + e'.                                                (1)

The product c·c' is exact: whole numbers of 32 bits, D·127² < 2³¹ for D up to 133,000. What float32 adds to (1), with
r = 2⁻²⁴ and all numbers below 4 in size, since e ≤ ½·√D·s < 1 for D < 64,516:

* c·c' as a float, times s, times s': three roundings, 12 r together; t as a float, and 1 for ‖u‖: 2 r;
* the bound (1) itself, taking it off, taking off a typical cosine, and a product with a weight: no more than 28 r.

`FLOATS` = 64 r is added to (1), once for the words and once for the query. The length of the rest is rounded upwards:
its terms u_d - s·c_d are off by 2r·|u_d| at most, together by 2 r, and the sum of their squares by a factor within
1 ± D·r, which `_UPWARDS` covers.

Axes: V words, D dimensions, m queries, n words looked at together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORTH = 1 << 20  # numbers of vectors; fewer are read in less than half a millisecond as they are
MOST_DIMENSIONS = 60_000  # the bounds above hold below this
FLOATS = 64 * 2.0**-24
_LEVELS = 127
_TOGETHER = 64
_UPWARDS = 1 + 2.0**-7
_NUMBERS = 1 << 17  # of vectors turned into codes at a time


@dataclass(frozen=True)
class Codes:
    """Whole numbers (V, W), and for each word the scale and the length of the rest, (2, V); 0 for words of no length.

    The numbers of a word are filled up with zeros to W, the next multiple of 64: processors take as many at once.
    """

    numbers: NDArray[np.int8]
    figures: NDArray[np.float32]

    def some(self, which: NDArray[np.integer] | slice) -> Codes:
        """Return those of some words."""
        return Codes(self.numbers[which], self.figures[:, which])

    @property
    def scales(self) -> NDArray[np.float32]:
        """What the numbers of each word are to be multiplied by, (V,)."""
        return np.asarray(self.figures[0])

    @property
    def rests(self) -> NDArray[np.float32]:
        """At least the length of what rounding left of each word, (V,)."""
        return np.asarray(self.figures[1])

    @cached_property
    def most_rest(self) -> np.float32:
        """The greatest of these."""
        return np.float32(self.rests.max(initial=0))


def width(dim: int) -> int:
    """Return how many numbers are kept of a vector of so many dimensions."""
    return -(-dim // _TOGETHER) * _TOGETHER


def worth(shape: tuple[int, ...]) -> bool:
    """Return whether vectors (V, D) are so many that a copy of them saves time."""
    return shape[0] * shape[1] >= WORTH and shape[1] < MOST_DIMENSIONS


def encoded(units: NDArray[np.floating]) -> Codes:
    """Return vectors of length one or zero (n, D) in 8-bit numbers."""
    rows = units.astype(np.float32)
    filled, figures = np.zeros((len(rows), width(rows.shape[1])), np.int8), np.zeros((2, len(rows)), np.float32)
    scales, rests = figures
    np.multiply(np.maximum.reduce(np.abs(rows), axis=1), np.float32(1 / _LEVELS), out=scales)
    some = scales > 0
    steps = np.divide(1, scales, out=np.zeros_like(scales), where=some)
    numbers = np.rint(rows * steps[:, None])
    np.minimum(np.maximum(numbers, -_LEVELS, out=numbers), _LEVELS, out=numbers)
    filled[:, : rows.shape[1]] = numbers
    rows -= numbers * scales[:, None]
    np.sqrt(np.einsum("nd,nd->n", rows, rows), out=rests)
    rests *= np.float32(_UPWARDS)
    np.add(rests, np.float32(FLOATS), out=rests, where=some)
    return Codes(filled, figures)


class Encoded(NamedTuple):
    """The codes of some words, and the lengths of their vectors (n,)."""

    codes: Codes
    lengths: NDArray[np.float64]


def encode(matrix: NDArray[np.float32]) -> Iterator[Encoded]:
    """Yield the codes of vectors (V, D), a few thousand words at a time."""
    for rows in _blocks(matrix):
        norms = _norms(rows)
        usable = np.isfinite(norms) & (norms > 0)
        factors = np.divide(1.0, norms, out=np.zeros_like(norms), where=usable)
        units = np.multiply(rows, factors[:, None], out=np.zeros_like(rows), where=usable[:, None])
        yield Encoded(encoded(units), norms)


def lengths(matrix: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the length of each vector (V, D), (V,); not a number, or infinite, where the vector is."""
    return np.concatenate([np.empty(0), *(_norms(rows) for rows in _blocks(matrix))])


def _blocks(matrix: NDArray[np.float32]) -> Iterator[NDArray[np.float64]]:
    step = max(1, _NUMBERS // matrix.shape[1])
    return (matrix[first : first + step].astype(np.float64) for first in range(0, len(matrix), step))


def _norms(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sqrt(np.einsum("nd,nd->n", rows, rows)))
