"""The spots that a label may have around its point, and what speaks against each of them.

A row of cells is a number whose bits are its columns, from 1 since there is none before the first: a spot is tried in
a few operations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_LEFT, _ABOVE, _BELOW, _ASIDE, _LED = 1.0, 2.0, 2.25, 0.75, 3.0  # costs: how much less good a place is than the right
_SHORTER = 3.0  # of a shorter form
_BETWEEN = 4.0  # of another point that is as near to the label as its own
_BEHIND = 1.0  # of another point that touches the label's other side
_NEAR = 0.25  # of another point near a label whose own point stands before it or behind it in the same row
_HIDDEN = 0.5  # of a hidden cell of a crowd of points
_MOST = 7.0  # at which cost a place is none: one could not tell whose label it is


@dataclass(frozen=True)
class Wish:
    """A label that wants a place: the cell of its point, and the cells it takes, in full and in shorter forms.

    `must`: where it has no place otherwise, it may hide points whose labels are no such.
    """

    column: int
    row: int
    widths: tuple[int, ...]
    must: bool = False


class Spot(NamedTuple):
    """Where a label begins, how many cells it takes, which of its forms that is; the column, row and sign of its line.

    `cells`: the rows it takes with the bits of its columns; `apart`: with two on each side, where no label may stand.
    """

    column: int
    row: int
    width: int
    form: int
    leader: tuple[int, int, str] | None
    cost: float
    cells: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]


class Ground:
    """So many cells with `points`, rows of cells that no label may hide or touch, and a `crowd` that it may hide."""

    def __init__(self, width: int, height: int, points: Sequence[int], crowd: Sequence[int] = ()) -> None:
        self.width, self.height = width, height
        self._points = [bits << 1 for bits in points]
        self._crowd = [bits << 1 for bits in crowd] or [0] * height

    def spots(self, wish: Wish) -> Iterator[Spot]:
        """Yield the spots from which one sees whose label it is, whatever other labels there are."""
        for form, width in enumerate(wish.widths):
            for place in _around(wish, width):
                spot = self._spot(wish, form, place)
                if spot:
                    yield spot

    def simple_spot(self, wish: Wish) -> Spot | None:
        """Return the spot to the right of the point, None where another one is better."""
        spot = self._spot(wish, 0, (wish.column + 2, wish.row, 0.0, ""))
        return spot if spot and spot.cost < _LEFT else None

    def hides(self, spot: Spot) -> int:
        """Return how many cells of the crowd a spot hides."""
        return sum((self._crowd[row] & (bits | bits << 1 | bits >> 1)).bit_count() for row, bits in spot.cells)

    def under(self, spot: Spot) -> int:
        """Return the points below the text of a spot, as bits of its row."""
        return self._points[spot.row] & spot.cells[0][1]

    def _spot(self, wish: Wish, form: int, place: tuple[int, int, float, str]) -> Spot | None:
        """Return a spot, None where a point is in its way or one could not tell whose label it is."""
        (column, row, cost, line), width = place, wish.widths[form]
        if column < 0 or column + width > self.width or not 0 <= row < self.height:
            return None
        text = ((1 << width) - 1) << column + 1
        if self._points[row] & (text | text << 1 | text >> 1):
            return None
        leader = None
        cells: tuple[tuple[int, int], ...] = ((row, text),)
        if line:
            at = (wish.column + 1 if column > wish.column else wish.column - 1) if line != "|" else wish.column
            leader = (at, row if line != "|" else (row + wish.row) // 2, line)
            bit = 1 << at + 1
            if self._points[leader[1]] & (bit | bit << 1 | bit >> 1):
                return None
            cells = ((row, text), (leader[1], bit))
        cost += _SHORTER * form + self._doubt(wish, row, text, line)
        if cost >= _MOST:
            return None
        apart = tuple((at, bits | bits << 2 | bits >> 2 | bits << 1 | bits >> 1) for at, bits in cells)
        spot = Spot(column, row, width, form, leader, cost, cells, apart)
        hidden = self.hides(spot)
        return spot._replace(cost=cost + _HIDDEN * hidden) if hidden else spot

    def _doubt(self, wish: Wish, row: int, text: int, line: str) -> float:
        """Return what other points around a label cost."""
        own = 1 << wish.column + 1
        beside_it = self._points[row] & (text << 2 | text >> 2) & ~(own if row == wish.row else 0)
        is_right = row == wish.row and text > own  # read from left to right, it belongs to no point behind it
        cost = (_NEAR if is_right else _BETWEEN) * beside_it.bit_count()
        for beside in (row - 1, row + 1):
            if not 0 <= beside < self.height or not self._points[beside]:
                continue
            points = self._points[beside] & ~(own if beside == wish.row else 0)
            if beside == wish.row and not line:
                cost += _BETWEEN * (points & (text | text << 1 | text >> 1)).bit_count()
            else:
                cost += (_NEAR if row == wish.row else _BEHIND) * (points & text).bit_count()
        return cost


def _around(wish: Wish, width: int) -> Iterator[tuple[int, int, float, str]]:
    """Yield the columns, rows, costs and lines of the places around a point."""
    x, y = wish.column, wish.row
    yield x + 2, y, 0.0, ""
    yield x - width - 1, y, _LEFT, ""
    middle = x - (width - 1) // 2
    columns = sorted(
        {x - width + 1, x - width + 2, middle - 1, middle, middle + 1, x - 1, x} & {*range(x - width + 1, x + 1)}
    )
    for step, cost in ((-1, _ABOVE), (1, _BELOW)):
        yield x - width, y + step, cost + 1.5 * _ASIDE, ""
        yield x + 1, y + step, cost + 1.5 * _ASIDE, ""
        yield x + 2, y + step, cost + _LED, "\\" if step > 0 else "/"
        yield x - width - 1, y + step, cost + _LED, "/" if step > 0 else "\\"
        for column in columns:
            aside = _ASIDE * abs(column - middle) / width
            yield column, y + step, cost + aside, ""
            yield column, y + 2 * step, cost + _LED + aside, "|"
