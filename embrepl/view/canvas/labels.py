"""Places of labels beside their points in a grid of cells, so that no two labels touch and none hides a point.

Each label is tried to the right and the left of its point, then above and below it, then at the end of a short line, in
the order of the labels. In a second round a label without a place takes that of others which can go elsewhere. A row of
cells is a number whose bits are its columns, from 1 since there is none before the first: so a place is tried in a few
operations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SWEEPS = 3  # of the second round, at most
TRIES = 500  # in it to move labels for another one, at most
DEPTH = 3  # labels that move one after the other to make room for one
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


class Placer:
    """Finds places in so many cells for labels, the most important first.

    `points`: the rows of cells that no label may hide or touch; `crowd`: those that it had better not hide.
    """

    def __init__(self, width: int, height: int, points: Sequence[int], crowd: Sequence[int] = ()) -> None:
        self._width, self._height = width, height
        self._points = [bits << 1 for bits in points]
        self._crowd = [bits << 1 for bits in crowd] or [0] * height
        self._firm, self._lost = [0] * height, [0] * height  # points that must be seen, and those that are hidden
        self._taken = [0] * height
        self._in_row: list[set[int]] = [set() for _ in range(height)]
        self._wishes: Sequence[Wish] = ()
        self._spots: dict[int, Spot] = {}
        self._choices: dict[int, list[Spot]] = {}
        self._moves: list[tuple[int, Spot, bool]] = []  # labels that were put, or removed, so that it can be undone
        self._tries = TRIES

    def place(self, wishes: Sequence[Wish], *, again: bool = True) -> list[Spot | None]:
        """Return a spot for each of the labels, None where it has none; `again`: with the second round."""
        self._begin(wishes)
        for number in range(len(wishes)):
            self._first(number)
        for _ in range(SWEEPS if again else 0):
            lacking = [number for number in range(len(wishes)) if number not in self._spots]
            moved = [self._squeeze(number, DEPTH, frozenset()) for number in lacking]
            better = [self._improve(number) for number, spot in list(self._spots.items()) if spot.cost]
            if not any(moved) and not any(better):
                break
        return [self._spots.get(number) for number in range(len(wishes))]

    def place_in_crowd(self, wishes: Sequence[Wish], hidden: int) -> list[Spot | None]:
        """Return a spot for each of the labels, which hide so many cells of the crowd in all; without lines to them."""
        self._begin(wishes)
        for number in range(len(wishes)):
            spots = [spot for spot in self._spots_of(number) if not spot.leader and self._hides(spot) <= hidden]
            for spot in sorted(spots, key=_cost):
                if self._is_free(spot):
                    self._put(number, spot)
                    hidden -= self._hides(spot)
                    break
            else:
                self._force(number)
        return [self._spots.get(number) for number in range(len(wishes))]

    def _hides(self, spot: Spot) -> int:
        return sum((self._crowd[row] & (bits | bits << 1 | bits >> 1)).bit_count() for row, bits in spot.cells)

    def _begin(self, wishes: Sequence[Wish]) -> None:
        self._wishes = wishes
        self._firm = [0] * self._height
        for wish in wishes:
            if wish.must:
                self._firm[wish.row] |= 1 << wish.column + 1

    def _first(self, number: int) -> None:
        """Put a label to the right of its point where nothing else is near, else in its best free spot."""
        wish = self._wishes[number]
        lost = self._lost[wish.row] & 1 << wish.column + 1
        spot = None if lost else self._spot(wish, 0, (wish.column + 2, wish.row, 0.0, ""))
        if spot and spot.cost < _LEFT and self._is_free(spot):
            self._put(number, spot)
        elif not self._settle(number):
            self._force(number)

    def _force(self, number: int) -> None:
        """Put a label that must be seen over points, as few as can be; the labels of those go without a place."""
        wish = self._wishes[number]
        if not wish.must:
            return
        points, self._points = self._points, self._firm
        spots = [spot for spot in self._spots_of(number) if not spot.leader and self._is_free(spot)]
        self._points = points
        for spot in sorted(spots, key=lambda spot: ((points[spot.row] & spot.cells[0][1]).bit_count(), spot.cost))[:1]:
            self._put(number, spot)
            self._lost[spot.row] |= points[spot.row] & spot.cells[0][1]
            self._choices[number] = [spot]

    def _chosen(self, number: int) -> list[Spot]:
        """Return the spots that a label may have, the best first."""
        if number not in self._choices:
            self._choices[number] = sorted(self._spots_of(number), key=_cost)
        return self._choices[number]

    def _is_free(self, spot: Spot) -> bool:
        return all(not self._taken[row] & bits for row, bits in spot.apart)

    def _settle(self, number: int) -> bool:
        """Put a label in its best free spot."""
        for spot in self._chosen(number):
            if self._is_free(spot):
                self._put(number, spot)
                return True
        return False

    def _improve(self, number: int) -> bool:
        before = self._remove(number)
        self._settle(number)
        return self._spots[number].cost < before.cost

    def _squeeze(self, number: int, depth: int, fixed: frozenset[int]) -> bool:
        """Put a label where the others that are in its way can go elsewhere."""
        if self._settle(number):
            return True
        if not depth:
            return False
        for spot in self._chosen(number):
            others = self._in_the_way(spot)
            if len(others) > depth or not fixed.isdisjoint(others):
                continue
            if self._make_room(number, spot, others, depth - len(others), fixed | {number}):
                return True
        return False

    def _make_room(self, number: int, spot: Spot, others: list[int], depth: int, fixed: frozenset[int]) -> bool:
        if self._tries <= 0:
            return False
        self._tries -= 1
        moves = len(self._moves)
        for one in others:
            self._remove(one)
        self._put(number, spot)
        if all(self._squeeze(one, depth, fixed) for one in others):
            return True
        while len(self._moves) > moves:
            one, old, was_put = self._moves.pop()
            (self._free if was_put else self._take)(one, old)
        return False

    def _in_the_way(self, spot: Spot) -> list[int]:
        return sorted(
            {
                one
                for row, bits in spot.apart
                for one in self._in_row[row]
                if any(at == row and taken & bits for at, taken in self._spots[one].cells)
            }
        )

    def _put(self, number: int, spot: Spot) -> None:
        self._moves.append((number, spot, True))
        self._take(number, spot)

    def _remove(self, number: int) -> Spot:
        spot = self._spots[number]
        self._moves.append((number, spot, False))
        self._free(number, spot)
        return spot

    def _take(self, number: int, spot: Spot) -> None:
        self._spots[number] = spot
        for row, bits in spot.cells:
            self._in_row[row].add(number)
            self._taken[row] |= bits

    def _free(self, number: int, spot: Spot) -> None:
        del self._spots[number]
        for row, bits in spot.cells:
            self._in_row[row].discard(number)
            self._taken[row] &= ~bits

    def _spots_of(self, number: int) -> Iterator[Spot]:
        """Yield the spots from which one sees whose label it is, whatever other labels there are."""
        wish = self._wishes[number]
        if self._lost[wish.row] & 1 << wish.column + 1:
            return
        for form, width in enumerate(wish.widths):
            for place in _around(wish, width):
                spot = self._spot(wish, form, place)
                if spot:
                    yield spot

    def _spot(self, wish: Wish, form: int, place: tuple[int, int, float, str]) -> Spot | None:
        """Return a spot, None where a point is in its way or one could not tell whose label it is."""
        (column, row, cost, line), width = place, wish.widths[form]
        if column < 0 or column + width > self._width or not 0 <= row < self._height:
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
        hidden = self._hides(spot)
        return spot._replace(cost=cost + _HIDDEN * hidden) if hidden else spot

    def _doubt(self, wish: Wish, row: int, text: int, line: str) -> float:
        """Return what other points around a label cost."""
        own = 1 << wish.column + 1
        beside_it = self._points[row] & (text << 2 | text >> 2) & ~(own if row == wish.row else 0)
        is_right = row == wish.row and text > own  # read from left to right, it belongs to no point behind it
        cost = (_NEAR if is_right else _BETWEEN) * beside_it.bit_count()
        for beside in (row - 1, row + 1):
            if not 0 <= beside < self._height or not self._points[beside]:
                continue
            points = self._points[beside] & ~(own if beside == wish.row else 0)
            if beside == wish.row and not line:
                cost += _BETWEEN * (points & (text | text << 1 | text >> 1)).bit_count()
            else:
                cost += (_NEAR if row == wish.row else _BEHIND) * (points & text).bit_count()
        return cost


def _cost(spot: Spot) -> float:
    return spot.cost


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
