"""The names of points as labels: cut, escaped in ASCII, those at one place together."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.room import Room
from embrepl.view.canvas.scatter.signs import colour, marks_doubt
from embrepl.view.charts.doubt import is_doubtful
from embrepl.view.charts.kinds import Map, MapPoint
from embrepl.view.console import ascii_text
from embrepl.view.safe import shorten
from embrepl.view.style import QUIET, STRONG, cut

LONGEST, SHORT = 24, 12  # cells of a name, and of its shorter form
_TOGETHER = 3  # names of points that stand at one place
_DOUBT = "?"


class Names:
    """Makes the labels of a map's points for a room."""

    def __init__(self, chart: Map, room: Room) -> None:
        self._chart, self._room = chart, room
        self.longest = max(4, min(LONGEST, room.width // 3))
        asked = sum(point.asked for point in chart.points)
        self.marked = marks_doubt(chart)
        self.bracketed = not room.colour and 0 < asked < len(chart.points)

    def forms(self, points: Sequence[MapPoint], *, alone: bool = False) -> list[tuple[Text, int]]:
        """Return the forms of the label of points at one place, and how many of them each names, the longest first.

        `alone`: the first of them and those that were asked for are named, and of the others nothing is said.
        """
        if alone:
            points = [points[0], *(point for point in points[1:] if point.asked)]
        forms = [
            (self._joined(points, named, self.longest), named) for named in range(min(_TOGETHER, len(points)), 0, -1)
        ]
        if self.longest > SHORT and forms[-1][0].cell_len > SHORT:
            forms.append((self._joined(points, 1, SHORT), 1))
        return forms

    def _joined(self, points: Sequence[MapPoint], named: int, most: int) -> Text:
        label = Text()
        for number, point in enumerate(points[:named]):
            label.append(", " if number else "", QUIET).append_text(self._name(point, most))
        rest = len(points) - named
        return label.append(f" +{rest}", QUIET) if rest else label

    def _name(self, point: MapPoint, most: int) -> Text:
        style = colour(self._chart, point.group) if self._chart.groups else ""
        if point.asked:
            style = f"{STRONG} {style}".strip()
        name = fitting(point.label, most, ascii=self._room.ascii)
        if point.asked and self.bracketed:
            name = f"[{name}]"
        if self.marked and is_doubtful(point):
            return Text(name + _DOUBT, style if point.asked else f"{QUIET} {style}".strip())
        return Text(name, style)


def fitting(text: str, cells: int, *, ascii: bool = False) -> str:  # noqa: A002
    """Return a name as it can be printed in so many cells; an empty one as a pair of quotation marks."""
    name = shorten(cut(text, cells), cells) or '""'
    if not ascii:
        return name if cell_len(name) <= cells else shorten(name, cells - 1)
    name = ascii_text(cut(text, 2 * cells)) or '""'
    return name if len(name) <= cells else name[: max(1, cells - 2)] + ".."
