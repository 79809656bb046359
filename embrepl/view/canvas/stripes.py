"""Stripes in a terminal: a line for each text, as long as the text, with marks where something stands.

A mark is the higher, the more often that stands there. Of more texts than there are lines, those with most places stay.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, repeat

from rich.cells import cell_len
from rich.text import Text

from embrepl.system.sizes import counted
from embrepl.view.canvas.axes import Place, assembled, below, named, padded, signs, ticks_across
from embrepl.view.canvas.dots import ACROSS, DOWN, Dots
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import StripeRow, Stripes
from embrepl.view.charts.scales import Scale
from embrepl.view.numbers import count
from embrepl.view.palette import DOT, QUIET, SERIES

_NAME, _LEAST_NAME, _GROUP = 32, 6, 16  # cells of a label, and of the name of a group
_LEAST = 2  # dots of a mark, which stands out from the line of the text; one more where few stand together
_ASCII_MARKS = "':|#"  # for the more places
_ASCII_TEXT = "_"
_OTHER_SIZE = 12  # the largest text has so many times the tokens of the least: then all stripes are of one length
_GAP = 2
_BELOW = 4  # lines of the axis and of the notes


@dataclass(frozen=True)
class _Layout:
    """The cells of each column, the size that a whole stripe has (0: that of its text), the most places on a mark."""

    label: int
    group: int
    stripe: int
    counts: int
    size: int
    most: int


def draw(chart: Stripes, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes."""
    if not chart.rows:
        yield Text("no texts", QUIET, no_wrap=True)
        return
    texts = [list(rows) for _, rows in groupby(chart.rows, key=lambda row: row.label)]
    shown = _shown(texts, room)
    rows = [row for text in shown for row in text]
    layout = _layout(chart, rows, room)
    for text in shown:
        for at, row in enumerate(text):
            yield _line(row, chart, layout, room, again=at > 0)
    yield from _axis(layout, room)
    notes = [f"the highest mark: {layout.most:,} places"] if layout.most > 1 else []
    if len(shown) < len(texts):
        notes.append(_left_out(texts, shown))
    whole = ("; " if room.ascii else DOT).join(notes)
    for note in [whole] if cell_len(whole) <= room.width else notes:
        yield Text(named(note, room.width, room), QUIET, no_wrap=True)


def _places(text: Sequence[StripeRow]) -> int:
    return sum(row.seen for row in text)


def _shown(texts: list[list[StripeRow]], room: Room) -> list[list[StripeRow]]:
    """Return the texts with most places, in their order, of as many lines as there are."""
    lines = room.height - _BELOW
    if sum(map(len, texts)) <= max(1, lines):
        return texts
    fullest = sorted(range(len(texts)), key=lambda at: -_places(texts[at]))
    chosen, used = fullest[:1], len(texts[fullest[0]])
    for at in fullest[1:]:
        used += len(texts[at])
        if used > lines:
            break
        chosen.append(at)
    return [texts[at] for at in sorted(chosen)]


def _left_out(texts: list[list[StripeRow]], shown: list[list[StripeRow]]) -> str:
    every, here = (sum(map(_places, some)) for some in (texts, shown))
    return f"left out: {counted(len(texts) - len(shown), 'text')}, with {every - here:,} of {every:,} places"


def _layout(chart: Stripes, rows: Sequence[StripeRow], room: Room) -> _Layout:
    most = max(_LEAST_NAME, min(_NAME, room.width // 4))
    label = max(cell_len(named(row.label, most, room)) for row in rows)
    groups = [named(_group(chart, row), min(_GROUP, room.width // 6), room) for row in rows]
    group = max(map(cell_len, groups))
    counts = max(len(count(row.seen)) for row in rows)
    stripe = max(1, room.width - label - 2 - (group + 1 if group else 0) - counts - _GAP)
    sizes = [row.size for row in rows if row.size > 0]
    size = max(sizes) if sizes and max(sizes) <= _OTHER_SIZE * min(sizes) else 0
    layout = _Layout(label, group, stripe, counts, size, most=1)
    highest = max((max(_columns(row, layout).values(), default=0) for row in rows), default=0)
    return replace(layout, most=max(1, highest))


def _group(chart: Stripes, row: StripeRow) -> str:
    """Return the name of a stripe's group, "" where its label ends with that."""
    name = chart.groups[row.group] if 0 <= row.group < len(chart.groups) else ""
    return "" if row.label.endswith(f" {name}") else name


def _dots(row: StripeRow, layout: _Layout) -> int:
    """Return how many dots the stripe of a text takes across, one at least."""
    whole = layout.stripe * ACROSS
    return max(1, round(whole * min(1.0, max(0, row.size) / layout.size))) if layout.size else whole


def _columns(row: StripeRow, layout: _Layout) -> Counter[int]:
    """Return how many places stand at each dot of a stripe."""
    dots = _dots(row, layout)
    columns: Counter[int] = Counter()
    for place, number in zip(row.places, row.counts or repeat(1)):  # noqa: B905 - one of them has no end
        if math.isfinite(place):
            columns[min(dots - 1, int(min(1.0, max(0.0, place)) * dots))] += number
    return columns


def _line(row: StripeRow, chart: Stripes, layout: _Layout, room: Room, *, again: bool) -> Text:
    label = "" if again else named(row.label, layout.label, room)
    line = Text(padded(label, layout.label), no_wrap=True)
    style = SERIES[max(0, row.group) % len(SERIES)] if room.colour else ""
    if layout.group:
        line.append(" " + padded(named(_group(chart, row), layout.group, room), layout.group), style)
    line.append(f" {signs(room).down}", QUIET)
    line.append_text(_stripe(row, layout, style, room))
    number = count(row.seen)
    line.append(" " * (_GAP + layout.counts - len(number)) + number, "" if row.places else QUIET)
    return line


def _stripe(row: StripeRow, layout: _Layout, style: str, room: Room) -> Text:
    columns, dots = _columns(row, layout), _dots(row, layout)
    canvas = Dots(layout.stripe, 1)
    heights: dict[int, int] = {}
    for x in range(0, dots, ACROSS):
        canvas.put(x, DOWN - 1, QUIET)
    for x, places in columns.items():
        height = max(_LEAST if layout.most > DOWN else _LEAST + 1, math.ceil(DOWN * math.sqrt(places / layout.most)))
        heights[x // ACROSS] = max(heights.get(x // ACROSS, 0), height)
        for y in range(height):
            canvas.put(x, DOWN - 1 - y, style)
    cells = [canvas.cell(column, 0) for column in range(layout.stripe)]
    if room.ascii:
        cells = [_plain(cell, heights.get(column, 0)) for column, cell in enumerate(cells)]
    return assembled(cells)


def _plain(cell: tuple[str, str], height: int) -> tuple[str, str]:
    sign = cell[0] if cell[0] == " " else _ASCII_MARKS[height - 1] if height else _ASCII_TEXT
    return sign, cell[1]


def _axis(layout: _Layout, room: Room) -> Iterator[Text]:
    before = layout.label + 2 + (layout.group + 1 if layout.group else 0)
    after = layout.counts + _GAP
    if layout.size:
        places: list[Place] = ticks_across(Scale(0.0, float(layout.size)), layout.stripe, room, before, after)
        yield from below(places, layout.stripe, room, before=before, after=after, label="tokens")
    else:
        quarters = Scale(0.0, 1.0, names=tuple((at / 4, f"{25 * at} %") for at in range(5)))
        places = ticks_across(quarters, layout.stripe, room, before, after)
        yield from below(places, layout.stripe, room, before=before, after=after, label="of the text")
