"""32-bit floats as text, many at a time: the fewest digits that give the same float back, but for a few in a million.

Python and NumPy write one to three million numbers a second; this writes some fifteen million, with arrays of digits.
A number is the whole number of 7, 8 or 9 digits nearest to it, divided by a power of ten; where that quotient is the
same float again, those digits are enough. Nine always are (Matula 1968). Six, which rarely are, are not tried.

Axes: V rows, D numbers a row, N = V · D, 16 characters that a number takes at most, with what separates it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_WIDTH = 16  # -1.17549435e-38 and a space
_DECIMALS = 12  # places after the point that the quick way writes: 9 digits of the least number
_LEAST, _MOST = 1e-4, 10.0  # what lies between, and zero, is written the quick way
_POWERS = 10.0 ** np.arange(_DECIMALS + 1)
_WHOLE_POWERS = 10 ** np.arange(_DECIMALS + 1)
_FOUR = np.frombuffer("".join(f"{number:04d}" for number in range(10_000)).encode(), np.uint32)
_HIDDEN = b"\0"


def lines(matrix: NDArray[np.float32]) -> list[bytes]:
    """Return each row of finite numbers (V, D) as a line of numbers with spaces between; each has a point or an e."""
    if not matrix.size:
        return [b""] * len(matrix)
    values = np.ascontiguousarray(matrix, np.float32).ravel()
    size = np.abs(values).astype(np.float64)
    quick = ((size >= _LEAST) & (size < _MOST)) | (size == 0)
    digits, places = _shortest(np.where(quick, size, 0.0))
    page = _page(digits * _WHOLE_POWERS[_DECIMALS - places])
    page.view(np.uint64)[:] &= _SHOWN[np.maximum(places, 1) + _WIDTH * np.signbit(values)]
    for at in np.flatnonzero(~quick):
        page[at, :-1] = np.frombuffer(_plainly(values[at]).ljust(_WIDTH - 1, _HIDDEN), np.uint8)
    rows = page.reshape(len(matrix), -1)
    rows[:, -1] = ord("\n")
    return rows.tobytes().translate(None, _HIDDEN).split(b"\n")[:-1]


def _shortest(size: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return whole numbers and places (N,) with digits / 10**places the same float32; sizes 0 or from 1e-4 to 10."""
    leading = (size < 1).astype(np.int64) + (size < 0.1) + (size < 0.01) + (size < 0.001)  # places of the first digit
    digits, places, enough = _round(size, leading + 7)
    seven, seven_places, fits = _round(size, leading + 6)
    digits, places = np.where(fits, seven, digits), np.where(fits, seven_places, places)
    more = np.flatnonzero(~(enough | fits))
    digits[more], places[more], _ = _round(size[more], leading[more] + 8)
    ending = np.flatnonzero(fits)  # only these may end in zeros
    while len(ending := ending[(digits[ending] % 10 == 0) & (places[ending] > 0)]):
        digits[ending] //= 10
        places[ending] -= 1
    return digits, places


def _round(
    size: NDArray[np.float64], places: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return the sizes (N,) as whole numbers over 10**places, and for which of them that is the same float32."""
    power = _POWERS[places]
    digits = np.rint(size * power)
    return digits.astype(np.int64), places, (digits / power).astype(np.float32) == size


def _page(decimals: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return numbers below 10, given as whole numbers of 12 decimals (N,), as -D.DDDDDDDDDDDD and a space, (N, 16)."""
    page = np.empty((len(decimals), _WIDTH), np.uint8)
    fours = page.view(np.uint32)
    for at in (3, 2, 1):
        rest = decimals // 10_000
        fours[:, at] = _FOUR[decimals - rest * 10_000]
        decimals = rest
    page[:, 3:15] = page[:, 4:].copy()
    page[:, 0], page[:, 2], page[:, 15] = ord("-"), ord("."), ord(" ")
    page[:, 1] = decimals + ord("0")
    return page


def _shown() -> NDArray[np.uint64]:
    """Return masks (32, 2) of the 16 characters that are shown: by how many decimals, and by the sign, 16 further."""
    shown = np.arange(_WIDTH) < np.arange(_WIDTH)[:, None] + 3
    shown[:, -1] = True
    both = np.concatenate([shown, shown])
    both[:_WIDTH, 0] = False
    return (both * np.uint8(255)).view(np.uint64)


_SHOWN = _shown()


def _plainly(value: np.float32) -> bytes:
    """Return a number that the quick way cannot write, which are few.

    Most tools read a number as a double and round that, which for a few short ones (7.038531e-26) is the next float.
    """
    text = str(value)
    good = len(text) < _WIDTH and np.float32(float(text)) == value
    return (text if good else f"{value:.8e}").encode()
