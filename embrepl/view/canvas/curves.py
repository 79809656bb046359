"""Curves on a canvas of dots: lines of several patterns, bands of sparse dots, and signs that tell series apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from embrepl.view.canvas.axes import assembled
from embrepl.view.canvas.dots import ACROSS, DOWN, Dots
from embrepl.view.canvas.room import Room
from embrepl.view.palette import QUIET, SERIES

_SIGNS, _ASCII_SIGNS = "●○■□▲△◆◇", "*o+x#@%&"
_FURTHER = "abcdefghijklmnpqrstuvwyz"  # signs of further series; not those that are signs already
_PATTERNS = ((1, 0), (5, 3), (2, 2), (7, 2, 1, 2))  # dots in a row and dots left out, in turn
_APART, _STAGGER = 10, 3  # cells between two signs on a line, and by how many those of the next line are moved
_SPARSE, _FEW = 4, 16  # cells between points that each have a sign, and how many such points a line has at most
_FITTED, _ASCII_FITTED = "╌", "-"
Dot = tuple[int, int]


@dataclass(frozen=True)
class Look:
    """How a series is told from others: its sign, the pattern of its line, its colour, and signs on its points."""

    sign: str
    pattern: tuple[int, ...]
    style: str
    marked: bool = True


@dataclass(frozen=True)
class Curve:
    """A series in shares of the axes, from the left end and from the lower one; `band`: x, low and high of points.

    `dots`: without a line.
    """

    points: tuple[tuple[float, float], ...]
    band: tuple[tuple[float, float, float], ...]
    dots: bool
    look: Look


def look(at: int, room: Room, *, fitted: bool = False) -> Look:
    """Return the look of a series; a line that is `fitted` to dots is broken, and its points are no figures."""
    signs = (_ASCII_SIGNS if room.ascii else _SIGNS) + _FURTHER
    style = SERIES[at % len(SERIES)] if room.colour else ""
    if fitted:
        return Look(_ASCII_FITTED if room.ascii else _FITTED, _PATTERNS[1], style, marked=False)
    return Look(signs[at % len(signs)], _PATTERNS[at % len(_PATTERNS)], style)


class Curves:
    """A canvas for curves: signs stand above lines, lines above bands."""

    def __init__(self, width: int, height: int, room: Room) -> None:
        self._width, self._height, self._ascii = width, height, room.ascii
        self._lines, self._bands = Dots(width, height), Dots(width, height)
        self._signs: dict[tuple[int, int], tuple[str, str]] = {}
        self._own: dict[tuple[int, int], tuple[str, str]] = {}  # in ASCII, where a line is made of its sign

    def draw(self, curves: Sequence[Curve]) -> None:
        """Draw the bands, then the lines, then their signs."""
        for at, curve in enumerate(curves):
            self._band(curve, at)
        for curve in sorted(curves, key=lambda curve: curve.dots):  # what was measured stands above what was fitted
            self._line(curve)
        for at, curve in enumerate(curves):
            self._mark(curve, at if len(curves) > 1 else None)

    def rows(self) -> list[Text]:
        """Return the lines of the canvas."""
        return [assembled(self._cell(column, row) for column in range(self._width)) for row in range(self._height)]

    def _cell(self, column: int, row: int) -> tuple[str, str]:
        at = column, row
        if at in self._signs:
            return self._signs[at]
        if at in self._own:
            return self._own[at]
        if not self._ascii and not self._lines.is_empty(column, row):
            return self._lines.cell(column, row)
        if self._ascii and not self._bands.is_empty(column, row):
            return ".", QUIET
        return self._bands.cell(column, row)

    def _dot(self, x: float, y: float) -> Dot:
        across, up = (min(1.0, max(0.0, share)) for share in (x, y))
        return round(across * (self._width * ACROSS - 1)), round((1 - up) * (self._height * DOWN - 1))

    def _band(self, curve: Curve, at: int) -> None:
        """Put every fourth dot between the ends of the intervals; a line where no other point is beside one."""
        style = f"{QUIET} {curve.look.style}".strip()
        if curve.dots or len(curve.band) == 1:
            for x, low, high in curve.band:
                (across, top), (_, bottom) = self._dot(x, high), self._dot(x, low)
                for y in range(top, bottom + 1):
                    self._bands.put(across, y, style)
            return
        for (x, low, high), (to_x, to_low, to_high) in pairwise(curve.band):
            (begin, top), (_, bottom) = self._dot(x, high), self._dot(x, low)
            (end, to_top), (_, to_bottom) = self._dot(to_x, to_high), self._dot(to_x, to_low)
            for across in range(min(begin, end), max(begin, end) + 1):
                share = (across - begin) / (end - begin) if end != begin else 0
                first, last = round(top + share * (to_top - top)), round(bottom + share * (to_bottom - bottom))
                for y in range(first, last + 1):
                    if across % 2 == at % 2 and (y + across // 2) % 2 == 0:
                        self._bands.put(across, y, style)

    def _line(self, curve: Curve) -> None:
        if curve.dots:
            for point in curve.points:
                self._put(self._dot(*point), curve.look)
            return
        pattern = (1, 0) if self._ascii else curve.look.pattern
        for at, dot in enumerate(_path([self._dot(*point) for point in curve.points])):
            if _is_on(pattern, at):
                self._put(dot, curve.look)

    def _put(self, dot: Dot, look: Look) -> None:
        if self._ascii:
            self._own[dot[0] // ACROSS, dot[1] // DOWN] = look.sign, look.style
        else:
            self._lines.put(*dot, look.style)

    def _mark(self, curve: Curve, number: int | None) -> None:
        """Put the sign of a series on its points: on all of few, else on some, and on none of an only series."""
        cells = sorted({(x // ACROSS, y // DOWN) for x, y in (self._dot(*point) for point in curve.points)})
        columns = len({column for column, _ in cells})
        few = columns <= _FEW and columns * _SPARSE <= self._width + _SPARSE
        every = few or (curve.dots and len(cells) * 2 <= self._width)
        if not curve.look.marked or (number is None and not every):
            return
        free = 0 if every else (number or 0) * _STAGGER + 2
        for column, row in cells:
            if column >= free or every:
                self._signs.setdefault((column, row), (curve.look.sign, curve.look.style))
                free = column + _APART


def _path(dots: Sequence[Dot]) -> Iterator[Dot]:
    """Yield the dots of straight lines from each to the next."""
    yield from dots[:1]
    for (x, y), (to_x, to_y) in pairwise(dots):
        steps = max(abs(to_x - x), abs(to_y - y))
        for step in range(1, steps + 1):
            yield x + round((to_x - x) * step / steps), y + round((to_y - y) * step / steps)


def _is_on(pattern: Sequence[int], at: int) -> bool:
    """Whether a dot is drawn: the pattern has lengths of what is drawn and of what is left out, in turn."""
    at %= sum(pattern)
    for number, length in enumerate(pattern):
        if at < length:
            return number % 2 == 0
        at -= length
    return True
