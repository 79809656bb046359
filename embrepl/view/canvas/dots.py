"""A canvas of dots: each cell of a terminal holds two by four of them, as signs of braille; in ASCII one sign a cell.

Places are in dots from the upper left corner: (0, 0) to (width * 2 - 1, height * 4 - 1).
"""

from __future__ import annotations

ACROSS, DOWN = 2, 4  # dots of a cell
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # of a sign of braille, by row and column
_BRAILLE = 0x2800
_SIGNS = ".:oO@"  # in ASCII, for the more dots


class Dots:
    """Dots in so many cells; every cell has the style of the dot that was put there last."""

    def __init__(self, width: int, height: int, *, ascii: bool = False) -> None:  # noqa: A002
        self.width, self.height, self._ascii = width, height, ascii
        self._bits = [[0] * width for _ in range(height)]
        self._styles = [[""] * width for _ in range(height)]

    def put(self, x: int, y: int, style: str = "") -> None:
        """Put a dot, unless its place is outside."""
        column, row = x // ACROSS, y // DOWN
        if 0 <= column < self.width and 0 <= row < self.height:
            self._bits[row][column] |= _BITS[y % DOWN][x % ACROSS]
            self._styles[row][column] = style

    def is_empty(self, column: int, row: int) -> bool:
        """Whether a cell has no dot."""
        return not self._bits[row][column]

    def cell(self, column: int, row: int) -> tuple[str, str]:
        """Return the sign of a cell, a space where it has no dot, and its style."""
        bits = self._bits[row][column]
        if not bits:
            return " ", ""
        sign = _SIGNS[min(bits.bit_count(), len(_SIGNS)) - 1] if self._ascii else chr(_BRAILLE + bits)
        return sign, self._styles[row][column]
