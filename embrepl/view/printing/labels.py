"""Labels beside points: none over another, and none over a point; the first come first, and the rest is left out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from embrepl.view.printing.style import INCH

GAP = 1.2  # points between a label and what stands beside it
SIDES = ((1, 0), (1, 1), (1, -1), (-1, 0), (-1, 1), (-1, -1), (0, 1), (0, -1))  # of a point, the best first
CELL = 0.5  # points of a cell of the plan of what is taken
FAR = (5.0, 10.0)  # points that a label may stand further away, with a line that leads to it


class Label(NamedTuple):
    """A label of a size in points, and its point in points from the lower left corner of the axes."""

    x: float
    y: float
    width: float
    height: float


class Spot(NamedTuple):
    """Where a label stands: its lower left corner, and the end of the line that leads to it, if there is one."""

    x: float
    y: float
    end: tuple[float, float] | None = None


class Plan:
    """What is taken of a picture of so many points."""

    def __init__(self, width: float, height: float) -> None:
        self._labels = np.zeros((_cell(height, up=True), _cell(width, up=True)), bool)
        self._dots = self._labels.copy()

    def take_dots(self, dots: np.ndarray, reach: float) -> None:
        """Take the places of points, (N, 2), each with `reach` around it."""
        for x, y in dots:
            self._dots[_span(y - reach, y + reach), _span(x - reach, x + reach)] = True

    def put(self, label: Label, away: float, *, far: bool = False, over: bool = False) -> Spot | None:
        """Give a label a place beside its point; None without room.

        It may be `far`, at the end of a line, or `over` other points where there is no place free of them.
        """
        for further in (0.0, *FAR) if far else (0.0,):
            for side, above in SIDES:
                near = (away + further) * (0.75 if side and above else 1.0)
                end = label.x + side * near, label.y + above * near
                spot = Spot(end[0] - label.width * (1 - side) / 2, end[1] - label.height * (1 - above) / 2)
                if self._is_free(spot, label) and (not further or self._is_clear(label, end, away)):
                    self._take(spot, label, end if further else None)
                    return spot._replace(end=end if further else None)
        return self._put_over(label, away) if over else None

    def _put_over(self, label: Label, away: float) -> Spot | None:
        dots, self._dots = self._dots, np.zeros_like(self._dots)
        try:
            return self.put(label, away)
        finally:
            self._dots = dots

    def _is_free(self, spot: Spot, label: Label) -> bool:
        rows, columns = self._labels.shape
        right, top = spot.x + label.width, spot.y + label.height
        if spot.x < 0 or spot.y < 0 or right > columns * CELL or top > rows * CELL:
            return False
        where = _span(spot.y, top), _span(spot.x, right)
        return not (self._labels[where].any() or self._dots[where].any())

    def _take(self, spot: Spot, label: Label, end: tuple[float, float] | None) -> None:
        across = _span(spot.x - GAP, spot.x + label.width + GAP)
        self._labels[_span(spot.y - GAP / 2, spot.y + label.height + GAP / 2), across] = True
        if end is not None:
            for x, y in _along(label, end):
                self._labels[_span(y, y + CELL), _span(x, x + CELL)] = True

    def _is_clear(self, label: Label, end: tuple[float, float], away: float) -> bool:
        """Whether the line to a label crosses no other label, and behind its own point no other one."""
        for x, y in _along(label, end):
            where = _span(y, y + CELL), _span(x, x + CELL)
            own = max(abs(x - label.x), abs(y - label.y)) <= away
            if self._labels[where].any() or (not own and self._dots[where].any()):
                return False
        return True


def _along(label: Label, end: tuple[float, float]) -> np.ndarray:
    return np.linspace((label.x, label.y), end, 40)


def _span(low: float, high: float) -> slice:
    return slice(max(0, _cell(low)), max(0, _cell(high, up=True)))


def _cell(place: float, *, up: bool = False) -> int:
    return int(np.ceil(place / CELL) if up else np.floor(place / CELL))


def size_of(figure: Any, text: str, size: float, weight: str = "normal") -> tuple[float, float, float]:
    """Return the width and height of a text, and how far it reaches below its baseline, in points."""
    from matplotlib.font_manager import FontProperties

    font, scale = FontProperties(size=size, weight=weight), INCH / figure.dpi
    extent = figure.canvas.get_renderer().get_text_width_height_descent(text, font, False)
    width, height, below = (float(each) * scale for each in extent)
    return width, height, below
