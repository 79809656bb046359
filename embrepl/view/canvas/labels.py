"""Places of labels beside their points in a grid of cells, so that no two labels touch and none hides a point.

Each label is tried to the right and the left of its point, then above and below it, then at the end of a short line, in
the order of the labels. In a second round a label without a place takes that of others which can go elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from embrepl.view.canvas.scatter.spots import Ground, Spot, Wish

SWEEPS = 3  # of the second round, at most
TRIES = 500  # in it to move labels for another one, at most
DEPTH = 3  # labels that move one after the other to make room for one


class Placer:
    """Finds places in so many cells for labels, the most important first, and of those the ones that must be seen.

    `points`: the rows of cells that no label may hide or touch; `crowd`: those that it had better not hide.
    """

    def __init__(self, width: int, height: int, points: Sequence[int], crowd: Sequence[int] = ()) -> None:
        self._ground = Ground(width, height, points, crowd)
        self._lost = [0] * height  # points that a label hides which must be seen
        self._taken = [0] * height
        self._in_row: list[set[int]] = [set() for _ in range(height)]
        self._wishes: Sequence[Wish] = ()
        self._spots: dict[int, Spot] = {}
        self._choices: dict[int, list[Spot]] = {}
        self._moves: list[tuple[int, Spot, bool]] = []  # labels that were put, or removed, so that it can be undone
        self._tries = TRIES

    def place(self, wishes: Sequence[Wish], *, again: bool = True) -> list[Spot | None]:
        """Return a spot for each of the labels, None where it has none; `again`: with the second round."""
        self._wishes = wishes
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
        self._wishes = wishes
        for number in range(len(wishes)):
            for spot in self._chosen(number):
                if not spot.leader and self._ground.hides(spot) <= hidden and self._is_free(spot):
                    self._put(number, spot)
                    hidden -= self._ground.hides(spot)
                    break
            else:
                self._force(number)
        return [self._spots.get(number) for number in range(len(wishes))]

    def _first(self, number: int) -> None:
        """Put a label to the right of its point where nothing else is near, else in its best free spot."""
        spot = None if self._is_lost(number) else self._ground.simple_spot(self._wishes[number])
        if spot and self._is_free(spot):
            self._put(number, spot)
        elif not self._settle(number):
            self._force(number)

    def _force(self, number: int) -> None:
        """Put a label that must be seen over points, as few as can be; the labels of those go without a place."""
        wish = self._wishes[number]
        if not wish.must:
            return
        firm = [0] * self._ground.height
        for each in self._wishes:
            firm[each.row] |= each.must << each.column
        alone = Ground(self._ground.width, self._ground.height, firm)
        spots = [spot for spot in alone.spots(wish) if not spot.leader and self._is_free(spot)]
        if spots:
            best = min(spots, key=lambda spot: (self._ground.under(spot).bit_count(), spot.cost))
            self._put(number, best)
            self._lost[best.row] |= self._ground.under(best)
            self._choices[number] = [best]

    def _is_lost(self, number: int) -> bool:
        wish = self._wishes[number]
        return bool(self._lost[wish.row] & 1 << wish.column + 1)

    def _chosen(self, number: int) -> list[Spot]:
        """Return the spots that a label may have, the best first."""
        if number not in self._choices:
            spots = () if self._is_lost(number) else self._ground.spots(self._wishes[number])
            self._choices[number] = sorted(spots, key=_cost)
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


def _cost(spot: Spot) -> float:
    return spot.cost
