"""What stands around a map whose axes are named: the names of their ends, or figures, and faint lines through zero."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.axes import padded
from embrepl.view.canvas.dots import ACROSS, DOWN
from embrepl.view.canvas.room import Room
from embrepl.view.canvas.scatter.grid import Grid
from embrepl.view.canvas.scatter.names import fitting
from embrepl.view.canvas.scatter.scales import Scale, ticks
from embrepl.view.charts.kinds import Axis, Map
from embrepl.view.style import QUIET

_ARROWS, _ASCII_ARROWS = ("←", "→", "↑", "↓"), ("<", ">", "^", "v")
_LINES, _ASCII_LINES = ("┊", "┄"), (":", "-")
_TICK = 10  # cells of a name at a tick
_END = 20  # and at an end of an axis


def is_named(axis: Axis) -> bool:
    """Whether an axis says what it shows."""
    return bool(axis.label or axis.names)


def has_ends(axis: Axis) -> bool:
    """Whether an axis goes from one thing to another."""
    return len(axis.names) == 2


class Edges:
    """The edges of a map in a room."""

    def __init__(self, chart: Map, room: Room) -> None:
        self._chart, self._room = chart, room
        self._arrows = _ASCII_ARROWS if room.ascii else _ARROWS
        self.above = int(bool(chart.y.label) or has_ends(chart.y))
        self.below = int(is_named(chart.x) or has_ends(chart.y))
        self.left = 0

    def measure(self, y: Scale, height: int) -> None:
        """Keep room on the left for the names at the ticks of y."""
        if self._has_ticks(self._chart.y) and self._room.width >= 40:
            names = [self._short(name) for _, name in ticks(self._chart.y, y, max(2, height // 5))]
            self.left = max((cell_len(name) for name in names), default=-1) + 1

    def top(self, x: Scale) -> list[Text]:
        """Return the line above: the upper end of y."""
        if not self.above:
            return []
        axis = self._chart.y
        if has_ends(axis):
            return [self._line([(self._middle(x), f"{self._arrows[2]} {self._end(_ends(axis)[1])}")])]
        label = fitting(axis.label, self._room.width - 2, ascii=self._room.ascii)
        return [Text(f"{self._arrows[2]} {label}", QUIET, no_wrap=True)]

    def bottom(self, x: Scale) -> list[Text]:
        """Return the line below: the ends of x and the lower one of y, or figures."""
        if not self.below:
            return []
        parts = [*self._ends_below(), *self._lower_end(x)]
        axis = self._chart.x
        if self._has_ticks(axis):
            found = ticks(axis, x, max(2, (self._room.width - self.left) // 10))
            parts.extend((self.left + dot // ACROSS, self._short(name)) for dot, name in found)
        return [self._line(parts)]

    def _has_ticks(self, axis: Axis) -> bool:
        """Whether figures stand at an axis: those of components say nothing, only distances on such a map do."""
        return is_named(axis) and not has_ends(axis) and not self._chart.equal

    def _ends_below(self) -> list[tuple[int, str]]:
        """Return the names of the ends of x, or its label, with their columns."""
        axis, width = self._chart.x, self._room.width
        if has_ends(axis):
            low, high = _ends(axis)
            return [(0, f"{self._arrows[0]} {self._end(low)}"), (width, f"{self._end(high)} {self._arrows[1]}")]
        label = fitting(axis.label, max(4, width // 2), ascii=self._room.ascii)
        return [(width, f"{label} {self._arrows[1]}")] if axis.label else []

    def _lower_end(self, x: Scale) -> list[tuple[int, str]]:
        axis = self._chart.y
        return [(self._middle(x), f"{self._arrows[3]} {self._end(_ends(axis)[0])}")] if has_ends(axis) else []

    def draw(self, grid: Grid, x: Scale, y: Scale) -> None:
        """Draw faint lines where an axis that goes from one thing to another is between them."""
        upright, level = _ASCII_LINES if self._room.ascii else _LINES
        column = x.dot(0.0) if has_ends(self._chart.x) else None
        row = y.dot(0.0) if has_ends(self._chart.y) else None
        if column is not None:
            for at in range(grid.height):
                grid.put(column // ACROSS, at, upright, QUIET)
        if row is not None:
            for at in range(grid.width):
                grid.put(at, row // DOWN, level, QUIET)

    def side(self, y: Scale, height: int) -> list[Text]:
        """Return the names at the ticks of y, a text for each row."""
        rows = [Text(" " * self.left) for _ in range(height)]
        if self.left:
            for dot, name in ticks(self._chart.y, y, max(2, height // 5)):
                rows[dot // DOWN] = Text(padded(self._short(name), self.left - 1, right=True) + " ", QUIET)
        return rows

    def _middle(self, x: Scale) -> int:
        """Return where the ends of y stand: at its line, or in the middle."""
        dot = x.dot(0.0) if has_ends(self._chart.x) else None
        return self._room.width // 2 if dot is None else dot // ACROSS

    def _short(self, name: str) -> str:
        return fitting(name, _TICK, ascii=self._room.ascii)

    def _end(self, name: str) -> str:
        return fitting(name, max(4, min(_END, self._room.width // 3 - 4)), ascii=self._room.ascii)

    def _line(self, parts: Sequence[tuple[int, str]]) -> Text:
        """Return texts around their columns in a line, those that come first before others that would touch them."""
        width = self._room.width
        placed: list[tuple[int, str]] = []
        for column, text in parts:
            size = cell_len(text)
            start = max(0, min(width - size, column - size // 2))
            if all(start >= at + cell_len(one) + 2 or at >= start + size + 2 for at, one in placed):
                placed.append((start, text))
        line = ""
        for start, text in sorted(placed):
            line += " " * (start - cell_len(line)) + text
        return Text(line, QUIET, no_wrap=True)


def _ends(axis: Axis) -> tuple[str, str]:
    (_, low), (_, high) = sorted(axis.names)
    return low, high
