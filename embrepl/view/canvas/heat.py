"""Heat in a terminal: figures in shaded cells, in the form that the width allows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.view.canvas.axes import assembled, named, padded
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Heat
from embrepl.view.numbers import compact
from embrepl.view.style import QUIET, is_whole, uncut

_SHADES = (QUIET, "", "cyan", "bold cyan", "black on cyan", "bold black on cyan")  # of a terminal's own colours
_NAME, _SHORT_NAME, _SHORTEST_NAME = 16, 12, 4  # cells of a name before a row
_FIGURE, _SHORT, _HUNDREDTHS = 5, 4, 3  # cells of -0.12, of -.12 and of -12
_ITSELF = "·"
_NINE = 9.999

Figures = Sequence[Sequence[float | None]]


class HeatTable:
    """The cosines of some texts with each other, (n, n), each row with its name before it; else what is drawn instead.

    At the heads of the columns stand the names; where there is no room for them, numbers; and where figures have no
    room either, each is one digit, that of its tenths. Cells are shaded from the least figure to the greatest where
    there is colour.
    """

    def __init__(self, names: Sequence[str], figures: Figures, instead: RenderableType) -> None:
        self.names, self.figures = names, figures
        self._grid, self._instead, self._whole = _Grid(names, names, figures, "cosines"), instead, is_whole()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table in the first of its forms that fits."""
        with uncut(self._whole):
            lines = self._grid.lines(Room.on(console, options, len(self._grid.rows)))
        if lines:
            yield from lines
        else:
            yield self._instead


def draw(chart: Heat, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes; without the columns that have no room."""
    label = chart.label or "figures"
    for size in range(min(len(chart.columns), room.width), 0, -1):
        grid = _Grid(chart.rows, chart.columns[:size], [row[:size] for row in chart.values], label, chart.label)
        lines = grid.lines(room)
        if lines:
            yield from lines
            left = len(chart.columns) - size
            if left:
                yield Text(f"{left:,} more columns have no room"[: room.width], QUIET, no_wrap=True)
            return
    yield Text("no figures", QUIET, no_wrap=True)


@dataclass(frozen=True)
class _Form:
    """How figures are written, in how many cells at least, and what is said of it."""

    write: Callable[[float], str]
    cells: int
    note: str = ""


@dataclass(frozen=True)
class _Grid:
    """Figures in rows and columns; with the same names at both, a row and its column are one thing.

    `label`: what the figures are, in sentences; `corner`: above the names of rows, where it has room.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    figures: Figures
    label: str
    corner: str = ""

    @cached_property
    def _known(self) -> list[float]:
        return [
            value for at, row in enumerate(self.figures) for other, value in enumerate(row)
            if value is not None and math.isfinite(value) and not self._is_itself(at, other)
        ]  # fmt: skip

    @cached_property
    def _least(self) -> float:
        return min(self._known, default=0.0)

    @cached_property
    def _greatest(self) -> float:
        return max(self._known, default=0.0)

    @cached_property
    def _is_square(self) -> bool:
        return tuple(self.columns) == tuple(self.rows[: len(self.columns)]) and len(self.rows) > 1

    def _is_itself(self, at: int, other: int) -> bool:
        return at == other and self._is_square

    def lines(self, room: Room) -> list[Text]:
        """Return the table in the first of its forms that fits, nothing where none does."""
        if not self.rows or not self.columns:
            return []
        names, heads = ([named(name, _NAME, room) for name in each] for each in (self.rows, self.columns))
        numbers = [str(at) for at in range(1, len(heads) + 1)]
        full, *short, digit = self._forms()
        numbered = _numbered(names) if self._is_square else names
        tables = [(names, heads, full), *((numbered, numbers, form) for form in (full, *short))]
        for before, above, form in tables:
            widths = [max(form.cells, cell_len(head)) for head in above]
            if max(map(cell_len, before)) + sum(widths) + len(widths) <= room.width:
                return [*self._table(before, above, widths, form, room), *self._said(form, above is numbers, room)]
        for cells in (_SHORT_NAME, _SHORTEST_NAME):
            before = [named(name, cells, room) for name in self.rows]
            before = _numbered(before) if self._is_square else before
            if max(map(cell_len, before)) + 1 + len(heads) <= room.width:
                return [*self._digits(before, digit, room), *self._said(digit, numbered=True, room=room)]
        return []

    def _forms(self) -> list[_Form]:
        """Return how figures may be written, from the longest form to one digit."""
        if max(map(abs, self._known), default=0.0) <= 1:
            return [
                _Form(_figure, _FIGURE),
                _Form(_short, max(_SHORT, len(str(len(self.columns))))),
                _Form(_hundredths, _HUNDREDTHS, f"{self.label} in hundredths: 73 is 0.73"),
                _Form(_tenths, 1, f"{self.label} in tenths: 7 is from 0.7 to 0.8, - is below 0"),
            ]
        written = [_general(value) for value in (self._least, self._greatest)]
        note = f"{self.label} from 0 to 9: 0 is {written[0]}, 9 is {written[1]}"
        return [_Form(_general, max(map(len, map(_general, self._known)))), _Form(self._ninths, 1, note)]

    def _said(self, form: _Form, numbered: bool, room: Room) -> Iterator[Text]:
        """Yield what has to be known of a form, and the names of columns that have numbers only."""
        if numbered and not self._is_square:
            names = (f"{at} {named(name, _NAME, room)}" for at, name in enumerate(self.columns, 1))
            line = ""
            for name in names:
                if line and cell_len(line) + 2 + cell_len(name) > room.width:
                    yield Text(line, QUIET, no_wrap=True)
                    line = ""
                line += ("  " if line else "") + named(name, room.width, room)
            yield Text(line, QUIET, no_wrap=True)
        if form.note:
            yield Text(named(form.note, room.width, room), QUIET, no_wrap=True)

    def _table(
        self, before: list[str], heads: list[str], widths: list[int], form: _Form, room: Room
    ) -> Iterator[Text]:  # fmt: skip
        beside = max(map(cell_len, before))
        line = Text(padded(named(self.corner, beside, room), beside), QUIET, no_wrap=True)
        for head, width in zip(heads, widths, strict=True):
            line.append(" " + padded(head, width, right=True))
        yield line
        for at, (name, row) in enumerate(zip(before, self.figures, strict=True)):
            line = Text(padded(name, beside), no_wrap=True)
            for other, (value, width) in enumerate(zip(row, widths, strict=True)):
                figure = self._written(at, other, value, form, room)
                cells = min(width, max(_HUNDREDTHS, len(figure)))  # those of a column that are shaded
                line.append(" " * (1 + width - cells))
                line.append(figure.rjust(cells), self._shade(at, other, room))
            yield line

    def _digits(self, before: list[str], form: _Form, room: Room) -> Iterator[Text]:
        size, beside = len(self.columns), max(map(cell_len, before))
        for place in range(len(str(size)) - 1, -1, -1):  # numbers of columns, read from top to bottom
            signs = [str(at)[-1 - place] if len(str(at)) > place else " " for at in range(1, size + 1)]
            yield Text(" " * (beside + 1) + "".join(signs), QUIET, no_wrap=True)
        for at, (name, row) in enumerate(zip(before, self.figures, strict=True)):
            line = Text(padded(name, beside + 1), no_wrap=True)
            cells = (
                (self._written(at, other, value, form, room) or " ", self._shade(at, other, room))
                for other, value in enumerate(row)
            )
            yield line.append_text(assembled(cells))

    def _written(self, at: int, other: int, value: float | None, form: _Form, room: Room) -> str:
        if self._is_itself(at, other):
            return "." if room.ascii else _ITSELF
        return "" if value is None or not math.isfinite(value) else form.write(value)

    def _share(self, value: float) -> float:
        return (value / 2 - self._least / 2) / (self._greatest / 2 - self._least / 2)

    def _shade(self, at: int, other: int, room: Room) -> str:
        value = self.figures[at][other]
        if not room.colour or value is None or self._is_itself(at, other) or not self._greatest > self._least:
            return ""
        return _SHADES[min(len(_SHADES) - 1, int(self._share(value) * len(_SHADES)))] if math.isfinite(value) else ""

    def _ninths(self, value: float) -> str:
        return str(int(_NINE * self._share(value))) if self._greatest > self._least else "0"


def _numbered(names: Sequence[str]) -> list[str]:
    return [f"{at:>{len(str(len(names)))}} {name}" for at, name in enumerate(names, 1)]


def _figure(value: float) -> str:
    """Return a cosine with two decimals."""
    return f"{value:.2f}".replace("-0.00", "0.00")


def _short(value: float) -> str:
    """Return 0.73 as .73."""
    return _figure(value).replace("0.", ".", 1)


def _hundredths(value: float) -> str:
    """Return 0.73 as 73."""
    return f"{100 * value:.0f}".replace("-0", "0") if abs(value) < 0.005 else f"{100 * value:.0f}"


def _tenths(value: float) -> str:
    """Return 0.73 as 7."""
    return "-" if value < 0 else str(min(9, int(value * 10)))


def _general(value: float) -> str:
    """Return a figure of any size in a few cells."""
    return compact(value) if 1e4 <= abs(value) < 1e12 else f"{value:.3g}".replace("e+0", "e").replace("e+", "e")
