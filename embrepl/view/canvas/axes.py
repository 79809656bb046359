"""Axes in a terminal: ticks whose figures do not collide, below a picture and at its left; of quiet lines.

Places are cells from the left end of the axis, or rows from the top.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.room import Room
from embrepl.view.charts.scales import Scale
from embrepl.view.console import ascii_text
from embrepl.view.safe import ELLIPSIS, printable
from embrepl.view.style import QUIET, cut

_NAME, _BESIDE = 12, 14  # cells that a name below an axis keeps where it is cut, and of one at the left at most
_CELLS = 10  # of an axis for each tick below it, rows for each tick beside it
_ROWS = 3
_GAP = 2


@dataclass(frozen=True)
class Signs:
    """What axes are made of."""

    across: str
    down: str
    corner: str
    tick_below: str
    tick_left: str


_UNICODE, _ASCII = Signs("─", "│", "└", "┬", "┤"), Signs("-", "|", "+", "+", "+")
Place = tuple[int, str]


def signs(room: Room) -> Signs:
    """Return the signs that may be written in a room."""
    return _ASCII if room.ascii else _UNICODE


def named(text: str, cells: int, room: Room) -> str:
    """Return a name as it can be printed, in at most so many cells; in ASCII other letters stand as their escapes."""
    if cells <= 0:
        return ""
    if room.ascii:
        text = ascii_text(printable(text[: 5 * cells]))
        return cut(text, cells).replace(ELLIPSIS, ".")
    return cut(text, cells)


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """Return a text with spaces behind it, or before it, so that it takes so many cells."""
    spaces = " " * (cells - cell_len(text))
    return spaces + text if right else text + spaces


def assembled(cells: Iterable[tuple[str, str]]) -> Text:
    """Return the line of some cells, each a sign with its style."""
    line = Text(no_wrap=True)
    for style, run in groupby(cells, key=itemgetter(1)):
        line.append("".join(sign for sign, _ in run), style)
    return line


def cell_of(scale: Scale, value: float, cells: int, dots: int = 2) -> int | None:
    """Return the cell of a value on an axis of so many cells, each of so many dots; None where it has no place."""
    share = scale.share(value)
    return round(min(1.0, max(0.0, share)) * (cells * dots - 1)) // dots if math.isfinite(share) else None


def ticks_across(scale: Scale, cells: int, room: Room, before: int = 0, after: int = 0) -> list[Place]:
    """Return the ticks of a horizontal axis: as many as do not collide, where texts may stand out `before` and `after`.

    Names are cut before any is left out, and then every second one is, or third.
    """
    if scale.names:
        return _names_across(scale, cells, room, before, after)
    for most in range(max(2, cells // _CELLS), 0, -1):
        places = _places(scale.ticks(most), scale, cells)
        if _starts(places, cells, before, after) is not None:
            return places
    return []


def _names_across(scale: Scale, cells: int, room: Room, before: int, after: int) -> list[Place]:
    ticks = sorted(scale.ticks(0))
    longest = min(cells, max((cell_len(named(name, cells, room)) for _, name in ticks), default=0))
    for every in range(1, len(ticks) + 1):
        some = ticks[::every]
        for most in range(longest, min(longest, _NAME) - 1, -1):
            places = _places([(at, named(name, most, room)) for at, name in some], scale, cells)
            if len({text for _, text in places}) < len({name for _, name in some}):
                break  # cut so far, they could not be told apart
            if _starts(places, cells, before, after, gap=1) is not None:
                return places
    return []


def _places(ticks: Sequence[tuple[float, str]], scale: Scale, cells: int) -> list[Place]:
    found = ((cell_of(scale, at, cells), text) for at, text in ticks)
    return [(cell, text) for cell, text in found if cell is not None]


def _starts(places: Sequence[Place], cells: int, before: int, after: int, gap: int = _GAP) -> list[int] | None:
    """Return where each text begins, about the middle of its cell; None where two would collide."""
    starts, free = [], -before
    for cell, text in places:
        size = cell_len(text)
        start = max(-before, min(cell - (size - 1) // 2, cells + after - size))
        if start < free:
            return None
        starts.append(start)
        free = start + size + gap
    return starts


def below(
    places: Sequence[Place], cells: int, room: Room, *, before: int = 0, after: int = 0, label: str = "",
    corner: bool = True,
) -> Iterator[Text]:  # fmt: skip
    """Yield the line of an axis with its ticks, what is written there, and the label: at its end, or below.

    `before`: cells at the left of the axis, of which the last is the corner's where there is one.
    """
    sign = signs(room)
    ticks = {cell for cell, _ in places}
    line = "".join(sign.tick_below if cell in ticks else sign.across for cell in range(cells))
    yield Text(" " * (before - corner) + (sign.corner if corner else "") + line, QUIET, no_wrap=True)
    starts = _starts(places, cells, before, after, gap=0) or []
    text, used = "", 0
    for start, (_, name) in zip(starts, places, strict=False):
        if not name:
            continue
        text += " " * (before + start - used) + name
        used = before + start + cell_len(name)
    label = named(label, before + cells + after, room)
    size = cell_len(label)
    if label and used + _GAP + size <= before + cells + after:
        at = max(used + _GAP, before + cells - size) if used + _GAP + size <= before + cells else used + _GAP
        text, label = text + " " * (at - used) + label, ""
    if text:
        yield Text(text, QUIET, no_wrap=True)
    if label:
        yield Text(" " * max(0, before + cells - size) + label, QUIET, no_wrap=True)


def row_of(scale: Scale, value: float, rows: int, dots: int = 4) -> int | None:
    """Return the row of a value on a vertical axis, the greatest at the top."""
    share = scale.share(value)
    return round((1 - min(1.0, max(0.0, share))) * (rows * dots - 1)) // dots if math.isfinite(share) else None


def ticks_beside(scale: Scale, rows: int, room: Room) -> dict[int, str]:
    """Return what is written at the rows of a vertical axis."""
    most = rows if scale.names else max(2, -(-rows // _ROWS))
    found: dict[int, str] = {}
    for at, text in scale.ticks(most):
        row = row_of(scale, at, rows)
        if row is not None:
            found.setdefault(row, named(text, _BESIDE, room))
    return found


def beside(ticks: dict[int, str], rows: int, room: Room) -> list[Text]:
    """Return what stands at the left of each row: figures and the line of the axis, all of one width."""
    sign = signs(room)
    width = max(map(cell_len, ticks.values()), default=0)
    result = []
    for row in range(rows):
        end = sign.tick_left if row in ticks else sign.down
        result.append(Text(f"{padded(ticks.get(row, ''), width, right=True)} {end}", QUIET, no_wrap=True))
    return result
