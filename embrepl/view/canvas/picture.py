"""A chart as what rich can print, in the room that the terminal has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.view.canvas import heat, intervals, lines, map, stripes, tree  # noqa: A004
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Chart, Heat, Intervals, Lines, Map, Stripes, Tree
from embrepl.view.console import PlainConsole
from embrepl.view.style import QUIET, prose, title, word

NARROWEST = 20  # cells of a terminal below which nothing is drawn
AROUND = 4  # lines of a terminal that are left for the title and the prompt
_TITLE = 300  # letters of a title; it is cut where the line ends
USUAL, LEAST = 24, 8  # lines of a terminal whose height is not known, and of a picture in a low one
DRAWERS: dict[type, Callable[[Any, Room], Iterable[Text]]] = {
    Map: map.draw,
    Lines: lines.draw,
    Intervals: intervals.draw,
    Heat: heat.draw,
    Stripes: stripes.draw,
    Tree: tree.draw,
}


class Picture:
    """A chart of at most `height` lines (None: as many as the terminal has), or `instead` where none can be drawn.

    In a file, a pipe or a very narrow terminal nothing can be drawn. `titled`: with its title above, its notes below.
    What stands `below` is printed after it, and both fit on the screen.
    """

    def __init__(
        self,
        chart: Chart,
        instead: RenderableType,
        height: int | None = None,
        *,
        titled: bool = False,
        below: Sequence[Text] = (),
    ) -> None:
        self._chart, self.instead, self._height = chart, instead, height
        self._above = [title(word(chart.title, most=_TITLE))] if titled else []
        self.below = [prose(note, QUIET) for note in chart.notes] if titled else list(below)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the picture."""
        if isinstance(console, PlainConsole) or options.max_width < NARROWEST:
            yield from (self.instead, *self.below)
            return
        taken = AROUND + sum(len(console.render_lines(each, options)) for each in self.below)
        height = self._height or max(LEAST, (console.size.height if console.is_terminal else USUAL) - taken)
        yield from self._above
        yield from DRAWERS[type(self._chart)](self._chart, Room.on(console, options, height))
        yield from self.below
