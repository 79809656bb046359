"""What pictures are made of: elements, the room that texts take, shapes and classes of groups, axes."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from embrepl.view.charts.kinds import Axis
from embrepl.view.charts.scales import Scale, Tick
from embrepl.view.safe import printable, shorten
from embrepl.view.web.frame import text as escaped

WIDTH = 720  # of every picture; a page shows it as wide as it has room
SIZE = 12  # of letters
LINE = 17  # from one line of letters to the next
COLOURS = 8  # classes k0, k1 …
_NARROW, _WIDE = 0.56, 1.02  # of a letter's size, that it takes
_CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0, -1.2), (1.15, 0.8), (-1.15, 0.8)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "down": ((0, 1.2), (1.15, -0.8), (-1.15, -0.8)),
    "cross": (
        (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
        (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
    ),
}  # fmt: skip
_SHAPES = ("circle", *_CORNERS)


def length(text: str) -> float:
    """Return about how much room a text takes."""
    return SIZE * sum(_WIDE if unicodedata.east_asian_width(letter) in "WF" else _NARROW for letter in text)


def shown(text: str, cells: int = 30) -> str:
    """Return a name as it is written in a picture, shortened where it is long."""
    return shorten(printable(text), cells)


def number(value: float) -> str:
    """Return a place with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def letters(x: float, y: float, text: str, names: str = "", anchor: str = "start") -> str:
    """Return a text at a place, its base line at y."""
    end = {"start": "", "middle": "m", "end": "e"}[anchor]
    own = f' class="{" ".join(filter(None, (names, end)))}"' if names or end else ""
    return f'<text x="{number(x)}" y="{number(y)}"{own}>{escaped(text)}</text>'


def path(d: str, names: str, title: str = "") -> str:
    """Return a path, with what is said of it where one points at it."""
    said = f"<title>{escaped(title)}</title>" if title else ""
    return f'<path class="{names}" d="{d}">{said}</path>' if said else f'<path class="{names}" d="{d}"/>'


def line(x: float, y: float, to_x: float, to_y: float, names: str) -> str:
    """Return a straight line."""
    return path(f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}", names)


def colour(group: int) -> str:
    """Return the class of a group's colour; of none that of points without a group."""
    return f"k{group % COLOURS}" if group >= 0 else "kx"


def mark(x: float, y: float, group: int, size: float, names: str = "", title: str = "") -> str:
    """Return a point in the colour and the shape of its group."""
    shape = _SHAPES[group % len(_SHAPES)] if group >= 0 else "circle"
    return path(_outline(shape, x, y, size), f"{colour(group)} {names}".strip(), title)


def _outline(shape: str, x: float, y: float, r: float) -> str:
    if shape == "circle":
        across = number(2 * r)
        arc = f"a{number(r)} {number(r)} 0 1 0"
        return f"M{number(x - r)} {number(y)}{arc} {across} 0{arc} -{across} 0z"
    corners = [(x + r * across, y + r * down) for across, down in _CORNERS[shape]]
    return f"M{'L'.join(f'{number(a)} {number(b)}' for a, b in corners)}z"


@dataclass(frozen=True)
class Room:
    """Where the values of a picture go: a rectangle, and the scales of its sides."""

    left: float
    top: float
    right: float
    bottom: float
    x: Scale
    y: Scale

    def across(self, value: float) -> float:
        """Return the place of a value from left to right."""
        return self.left + (self.right - self.left) * _share(self.x, value)

    def down(self, value: float) -> float:
        """Return the place of a value from bottom to top."""
        return self.bottom - (self.bottom - self.top) * _share(self.y, value)


def _share(scale: Scale, value: float) -> float:
    share = scale.share(value)
    return min(1.5, max(-0.5, share)) if math.isfinite(share) else 0.0


def thinned(ticks: Sequence[Tick], places: Sequence[float], gap: float = 8) -> list[tuple[float, str]]:
    """Return the names of ticks with their places, as many as stand beside each other without touching."""
    named = [(place, shown(name, 20)) for (_, name), place in zip(ticks, places, strict=True)]
    for every in range(1, len(named) + 1):
        some = named[::every]
        if all(b[0] - a[0] >= (length(a[1]) + length(b[1])) / 2 + gap for a, b in pairwise(some)):
            return some
    return named[:1]


def x_axis(room: Room, axis: Axis, most: int = 8) -> str:
    """Return the axis at the bottom: its ticks, what it shows, and lines up through the picture."""
    ticks = room.x.ticks(most)
    places = [room.across(at) for at, _ in ticks]
    grid = "".join(line(place, room.top, place, room.bottom, "grid") for place in places if not axis.names)
    names = "".join(letters(place, room.bottom + 17, name, "tick", "middle") for place, name in thinned(ticks, places))
    return grid + names + axis_label(room, axis)


def axis_label(room: Room, axis: Axis) -> str:
    """Return what the axis at the bottom shows."""
    if not axis.label:
        return ""
    return letters((room.left + room.right) / 2, room.bottom + 36, shown(axis.label, 80), "label", "middle")


def y_axis(room: Room, axis: Axis, most: int = 6) -> str:
    """Return the axis at the left: its ticks, what it shows above it, and lines through the picture."""
    ticks = room.y.ticks(most)
    result = "".join(
        line(room.left, room.down(at), room.right, room.down(at), "grid")
        + letters(room.left - 8, room.down(at) + 4, shown(name, 20), "tick", "end")
        for at, name in ticks
    )
    return result + (letters(room.left, room.top - 12, shown(axis.label, 60), "label") if axis.label else "")


def widest(texts: Iterable[str], most: float = 220) -> float:
    """Return the room of the longest of some texts."""
    return min(most, max(map(length, texts), default=0.0))


def spread_apart(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return places near those that are wanted, in their order, none nearer to another than the gap where it can be."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    last = top - gap
    for at in order:
        placed[at] = last = max(wanted[at], last + gap)
    last = bottom + gap
    for at in reversed(order):
        placed[at] = last = min(placed[at], last - gap)
    return placed
