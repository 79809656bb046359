"""The points of a map in cells: which share one, which go before others, and whether they are a crowd."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from embrepl.view.canvas.dots import ACROSS, DOWN
from embrepl.view.canvas.scatter.scales import Scale
from embrepl.view.charts.kinds import Map, MapPoint
from embrepl.view.charts.order import first_to_last

CROWD = 5  # more points than one in so many cells of their rectangle are drawn as dots, and only some get a label
FEW = 60  # places that are no crowd, however small the map


class Place(NamedTuple):
    """A cell with the points in it, the most important first."""

    column: int
    row: int
    points: list[MapPoint]


class Points:
    """The points of a map on a canvas: those that were asked for first, then by count."""

    def __init__(self, chart: Map, x: Scale, y: Scale, width: int) -> None:
        self._points, self._width = chart.points, width
        self._order = first_to_last(chart.points)
        self._x = x.dots([point.x for point in chart.points])[self._order]
        self._y = y.dots([point.y for point in chart.points])[self._order]
        self._cells = self._y // DOWN * width + self._x // ACROSS

    @property
    def crowded(self) -> bool:
        """Whether the points stand so close that a sign for each of them would be a blot."""
        import numpy as np

        rectangle = (int(np.ptp(self._x)) // ACROSS + 1) * (int(np.ptp(self._y)) // DOWN + 1)
        taken = 1 + np.count_nonzero(np.diff(np.sort(self._cells)))  # np.unique imports what nobody needs
        return bool(taken * CROWD > max(rectangle, FEW * CROWD))

    def places(self, most: int) -> list[Place]:
        """Return the cells that have points, the most important `most` of them."""
        import numpy as np

        by_cell = np.argsort(self._cells, kind="stable")
        starts = np.flatnonzero(np.diff(self._cells[by_cell], prepend=-1))
        ends = np.append(starts[1:], len(by_cell))
        first = np.argsort(by_cell[starts], kind="stable")[:most]
        places = []
        for start, end in zip(starts[first].tolist(), ends[first].tolist(), strict=True):
            row, column = divmod(int(self._cells[by_cell[start]]), self._width)
            points = [self._points[number] for number in self._order[by_cell[start:end]]]
            places.append(Place(column, row, points))
        return places

    def dots(self) -> Iterator[tuple[int, int, int]]:
        """Yield the dots of the points with their groups, the most important last, and each dot once."""
        numbers = self._order[::-1].tolist()
        dots = zip(self._x[::-1].tolist(), self._y[::-1].tolist(), strict=True)
        groups = {dot: self._points[number].group for dot, number in zip(dots, numbers, strict=True)}
        for (x, y), group in groups.items():
            yield x, y, group
