"""Map in a terminal: signs or dots in a plane, labels beside them, and below what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from embrepl.view.canvas.dots import Dots
from embrepl.view.canvas.labels import Placer
from embrepl.view.canvas.room import Room
from embrepl.view.canvas.scatter.edges import Edges
from embrepl.view.canvas.scatter.grid import Grid
from embrepl.view.canvas.scatter.legend import Legend
from embrepl.view.canvas.scatter.names import Names
from embrepl.view.canvas.scatter.points import Place, Points
from embrepl.view.canvas.scatter.scales import scales
from embrepl.view.canvas.scatter.signs import colour, sign
from embrepl.view.canvas.scatter.spots import Spot, Wish
from embrepl.view.charts.doubt import is_doubtful
from embrepl.view.charts.kinds import Map
from embrepl.view.style import QUIET, STRONG, prose

_LEAST = 3  # rows of the plane
_LABELS = 24  # cells of a map for each label in a crowd, at most
_HIDDEN = 6  # one in so many cells of a crowd may be hidden by labels
_LEADERS = {"|": "│", "/": "╱", "\\": "╲"}


def draw(chart: Map, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes."""
    if not chart.points:
        yield prose("No points to draw.")
        return
    names, edges = Names(chart, room), Edges(chart, room)
    spare = room.height - max(_LEAST, 3 * room.height // 5)
    legend = Legend(chart, room, max(0, spare - edges.above - edges.below), names)
    height = max(1, room.height - legend.height - edges.above - edges.below)
    x, y = scales(chart, room.width, height)
    edges.measure(y, height)
    width = room.width - edges.left
    if edges.left:
        x, y = scales(chart, width, height)
    plane = _Plane(chart, room, Grid(width, height))
    edges.draw(plane.grid, x, y)
    named = plane.draw(Points(chart, x, y, width), names)
    yield from edges.top(x)
    for beside, line in zip(edges.side(y, height), plane.grid.rows(), strict=True):
        yield beside.append_text(line)
    yield from edges.bottom(x)
    yield from legend.lines(named, narrow=chart.equal and x.length * 2 < x.room)


class _Plane:
    """The plane with its points and labels."""

    def __init__(self, chart: Map, room: Room, grid: Grid) -> None:
        self._chart, self._room, self.grid = chart, room, grid

    def draw(self, points: Points, names: Names) -> int:
        """Draw the points and labels; return how many points have a label."""
        crowded = points.crowded
        cells = self.grid.width * self.grid.height
        places = points.places(cells // _LABELS if crowded else cells)
        crowd = self._crowd(points) if crowded else []
        forms = [names.forms(place.points, alone=crowded) for place in places]
        spots = self._spots(places, [[text.cell_len for text, _ in form] for form in forms], crowd)
        named = 0
        for place, form, spot in zip(places, forms, spots, strict=True):
            if spot or not crowded:
                self._put_sign(place)
            if spot:
                text, size = form[spot.form]
                named += size
                self._write(text, spot)
        return named

    def _crowd(self, points: Points) -> list[int]:
        """Draw all points as dots; return the cells that have some, a number of bits for each row."""
        dots = Dots(self.grid.width, self.grid.height, ascii=self._room.ascii)
        for x, y, group in points.dots():
            dots.put(x, y, colour(self._chart, group))
        rows = [0] * dots.height
        for row in range(dots.height):
            for column in range(dots.width):
                if not dots.is_empty(column, row):
                    rows[row] |= 1 << column
                    self.grid.put(column, row, *dots.cell(column, row))
        return rows

    def _spots(self, places: list[Place], widths: Sequence[Sequence[int]], crowd: list[int]) -> list[Spot | None]:
        blocked = [0] * self.grid.height
        for place in places:
            blocked[place.row] |= 1 << place.column
        wishes = [
            Wish(place.column, place.row, tuple(each), must=place.points[0].asked)
            for place, each in zip(places, widths, strict=True)
        ]
        placer = Placer(self.grid.width, self.grid.height, blocked, crowd)
        if not crowd:
            return placer.place(wishes)
        return placer.place_in_crowd(wishes, sum(bits.bit_count() for bits in crowd) // _HIDDEN)

    def _put_sign(self, place: Place) -> None:
        point = place.points[0]
        style = colour(self._chart, point.group)
        if point.asked:
            style = f"{STRONG} {style}"
        mark = sign(self._chart, point.group, doubtful=is_doubtful(point), ascii=self._room.ascii)
        self.grid.put(place.column, place.row, mark, style)

    def _write(self, text: Text, spot: Spot) -> None:
        self.grid.write(spot.column, spot.row, text)
        if spot.leader:
            column, row, line = spot.leader
            self.grid.put(column, row, line if self._room.ascii else _LEADERS[line], QUIET)
