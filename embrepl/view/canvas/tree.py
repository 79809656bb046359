"""A dendrogram in a terminal: a line for each leaf, branches that join at their heights, the axis of heights below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.axes import below, cell_of, named, padded, ticks_across
from embrepl.view.canvas.room import Room
from embrepl.view.charts.joining import leaves_in_order, sound_merges
from embrepl.view.charts.kinds import Merge, Tree
from embrepl.view.charts.scales import Scale, scale_of
from embrepl.view.palette import QUIET

_NAME, _LEAST_NAME = 32, 6  # cells of a leaf
_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_SIGNS = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"  # by the sides to which a branch goes on
_ASCII_SIGNS = " ||" + "|" + "-+++-+++-+++"


@dataclass(frozen=True)
class _Node:
    """A leaf or a merge: the row in which its branch goes on, and the cell where it begins."""

    row: int
    cell: int


def draw(chart: Tree, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes."""
    if not chart.leaves:
        yield Text("no leaves", QUIET, no_wrap=True)
        return
    most = max(_LEAST_NAME, min(_NAME, room.width // 3))
    labels = [named(leaf, most, room) for leaf in chart.leaves]
    widest = max(map(cell_len, labels))
    width = max(1, room.width - widest - 1)
    merges = sound_merges(chart)
    scale = _scale(merges, chart)
    order = leaves_in_order(len(labels), merges)
    grid = _grid(order, merges, scale, width)
    signs = _ASCII_SIGNS if room.ascii else _SIGNS
    for row, leaf in enumerate(order):
        line = Text(padded(labels[leaf], widest) + " ", no_wrap=True)
        line.append("".join(signs[sides] for sides in grid[row]).rstrip(), QUIET)
        line.rstrip()
        yield line
    if merges:
        places = ticks_across(scale, width, room, widest + 1)
        yield from below(places, width, room, before=widest + 1, label=chart.axis.label, corner=False)


def _scale(merges: Sequence[Merge], chart: Tree) -> Scale:
    """Return the axis of heights, from 0 on, so that the length of a branch says how far things are apart."""
    return scale_of([*(merge.height for merge in merges), *([] if chart.axis.logarithmic else [0.0])], chart.axis)


def _grid(order: Sequence[int], merges: Sequence[Merge], scale: Scale, width: int) -> list[list[int]]:
    """Return for each cell to which sides a branch goes on from its middle."""
    grid = [[0] * width for _ in order]
    nodes = {leaf: _Node(row, 0) for row, leaf in enumerate(order)}
    for at, merge in enumerate(merges):
        cell = cell_of(scale, merge.height, width) or 0
        first, last = sorted((nodes.pop(merge.left), nodes.pop(merge.right)), key=lambda node: node.row)
        for node in (first, last):
            _across(grid[node.row], node.cell, cell)
        for row in range(first.row, last.row):
            grid[row][cell] |= _DOWN
            grid[row + 1][cell] |= _UP
        nodes[len(order) + at] = _Node((first.row + last.row) // 2, cell)
    for node in nodes.values():  # the root, with its end open; nodes that nothing joins have their whole branch
        _across(grid[node.row], node.cell, min(node.cell + 1, width - 1))
    return grid


def _across(row: list[int], begin: int, end: int) -> None:
    begin, end = sorted((begin, end))
    for cell in range(begin, end):
        row[cell] |= _RIGHT
        row[cell + 1] |= _LEFT
    if not begin:
        row[0] |= _LEFT
