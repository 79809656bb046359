"""Map in a terminal: signs or dots in a plane, labels beside them, and below what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from embrepl.view.canvas.dots import ACROSS, DOWN, Dots
from embrepl.view.canvas.labels import Placer, Wish
from embrepl.view.canvas.room import Room
from embrepl.view.canvas.scatter.edges import Edges
from embrepl.view.canvas.scatter.grid import Grid
from embrepl.view.canvas.scatter.legend import Legend
from embrepl.view.canvas.scatter.names import Names
from embrepl.view.canvas.scatter.scales import Scale, scales
from embrepl.view.canvas.scatter.signs import colour, is_doubtful, sign
from embrepl.view.charts.kinds import Map, MapPoint
from embrepl.view.style import QUIET, STRONG, prose

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CROWD = 5  # more points than one in so many cells are drawn as dots, and only some of them have signs and labels
_FEW = 60  # points that are no crowd, however small the map
_LABELS = 24  # cells of a map for each label in a crowd, at most
_HIDDEN = 6  # one in so many cells of a crowd may be hidden by labels
_LEADERS = {"|": "│", "/": "╱", "\\": "╲"}


@dataclass(frozen=True)
class _Place:
    """A cell with the points in it, the most important first."""

    column: int
    row: int
    points: list[MapPoint]


def draw(chart: Map, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes."""
    if not chart.points:
        yield prose("The map has no points.")
        return
    names, edges = Names(chart, room), Edges(chart, room)
    spare = room.height - max(3, 3 * room.height // 5)
    legend = Legend(chart, room, max(0, spare - edges.above - edges.below), bracketed=names.bracketed)
    height = max(1, room.height - legend.height - edges.above - edges.below)
    edges.measure(scales(chart, room.width, height)[1], height)
    x, y = scales(chart, room.width - edges.left, height)
    grid = Grid(room.width - edges.left, height)
    edges.draw(grid, x, y)
    named = _fill(grid, chart, room, names, (x, y))
    yield from edges.top(x)
    for beside, line in zip(edges.side(y, height), grid.rows(), strict=True):
        yield beside.append_text(line)
    yield from edges.bottom(x)
    yield from legend.lines(named)


def _fill(grid: Grid, chart: Map, room: Room, names: Names, axes: tuple[Scale, Scale]) -> int:
    """Draw the points and labels; return how many points have a label."""
    import numpy as np

    x, y = (
        scale.dots(values)
        for scale, values in zip(
            axes, ([point.x for point in chart.points], [point.y for point in chart.points]), strict=True
        )
    )
    order = _order(chart.points)
    cells = (y // DOWN * grid.width + x // ACROSS)[order]
    taken = (np.ptp(x) // ACROSS + 1) * (np.ptp(y) // DOWN + 1)
    crowd = len(np.unique(cells)) * CROWD > max(taken, _FEW * CROWD)
    most = grid.width * grid.height // (_LABELS if crowd else 1)
    places = _places(chart, grid.width, cells, order, most)
    if crowd:
        dots = Dots(grid.width, grid.height, ascii=room.ascii)
        _scatter(dots, chart, x[order[::-1]], y[order[::-1]], order[::-1])
        for row in range(grid.height):
            for column in range(grid.width):
                if not dots.is_empty(column, row):
                    grid.put(column, row, *dots.cell(column, row))
    return _label(grid, chart, room, names, places, crowd)


def _order(points: Sequence[MapPoint]) -> NDArray[np.int64]:
    """Return the numbers of points, the most important first: those that were asked for, then by count."""
    import numpy as np

    counts = np.array([point.count or 0 for point in points], np.int64)
    asked = np.array([point.asked for point in points])
    return np.lexsort((-counts, ~asked))


def _places(
    chart: Map, width: int, cells: NDArray[np.int64], order: NDArray[np.int64], most: int
) -> list[_Place]:
    """Return the first `most` places in the order of their points."""
    import numpy as np

    by_cell = np.argsort(cells, kind="stable")
    starts = np.flatnonzero(np.diff(cells[by_cell], prepend=-1))
    ends = np.append(starts[1:], len(cells))
    first = np.argsort(by_cell[starts], kind="stable")[:most]
    places = []
    for start, end in zip(starts[first], ends[first], strict=True):
        row, column = divmod(int(cells[by_cell[start]]), width)
        places.append(_Place(column, row, [chart.points[at] for at in order[by_cell[start:end]]]))
    return places


def _scatter(
    dots: Dots, chart: Map, x: NDArray[np.int64], y: NDArray[np.int64], order: NDArray[np.int64]
) -> None:
    """Put the points as dots, the most important last, so that a cell has its colour."""
    groups = [chart.points[at].group for at in order]
    last = dict(zip(zip(x.tolist(), y.tolist(), strict=True), groups, strict=True))
    for (column, row), group in last.items():
        dots.put(column, row, colour(chart, group))


def _label(grid: Grid, chart: Map, room: Room, names: Names, places: list[_Place], crowd: bool) -> int:
    blocked, crowded = [0] * grid.height, [0] * grid.height
    for place in places:
        blocked[place.row] |= 1 << place.column
    if crowd:
        for row in range(grid.height):
            crowded[row] = sum(1 << column for column in range(grid.width) if not grid.is_empty(column, row))
    forms = [names.forms(place.points, alone=crowd) for place in places]
    wishes = [
        Wish(place.column, place.row, tuple(text.cell_len for text, _ in form))
        for place, form in zip(places, forms, strict=True)
    ]
    placer = Placer(grid.width, grid.height, blocked, crowded)
    hidden = sum(bits.bit_count() for bits in crowded) // _HIDDEN
    spots = placer.place_in_crowd(wishes, hidden) if crowd else placer.place(wishes)
    named = 0
    for place, form, spot in zip(places, forms, spots, strict=True):
        if spot or not crowd:
            _put_sign(grid, chart, room, place)
        if spot:
            text, points = form[spot.form]
            named += points
            grid.write(spot.column, spot.row, text)
            if spot.leader:
                column, row, line = spot.leader
                grid.put(column, row, line if room.ascii else _LEADERS[line], QUIET)
    return named


def _put_sign(grid: Grid, chart: Map, room: Room, place: _Place) -> None:
    point = place.points[0]
    style = colour(chart, point.group)
    if point.asked:
        style = f"{STRONG} {style}".strip()
    grid.put(place.column, place.row, sign(chart, point.group, doubtful=is_doubtful(point), ascii=room.ascii), style)
