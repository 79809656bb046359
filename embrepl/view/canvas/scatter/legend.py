"""What stands below a map: which sign is which group, and what may not be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.text import Text

from embrepl.view.canvas.room import Room
from embrepl.view.canvas.scatter.names import Names, fitting
from embrepl.view.canvas.scatter.signs import colour, sign
from embrepl.view.charts.doubt import is_doubtful
from embrepl.view.charts.kinds import Map
from embrepl.view.numbers import count
from embrepl.view.style import QUIET

_GAP = "   "
_NAME = 24  # cells of a group's name


class Legend:
    """The lines below a map in a room, at most `most` of them, by which one reads its `names`."""

    def __init__(self, chart: Map, room: Room, most: int, names: Names) -> None:
        self._chart, self._room, self._names = chart, room, names
        self._doubtful = sum(is_doubtful(point) for point in chart.points)
        notes = self._notes(0, most)  # the most that they may be
        self.groups = self._group_lines(max(0, most - len(notes)))
        self._for_notes = min(len(notes), most - len(self.groups))

    @property
    def height(self) -> int:
        """Return how many lines it takes at most."""
        return len(self.groups) + self._for_notes

    def lines(self, named: int, *, narrow: bool = False) -> list[Text]:
        """Return the lines, where so many points have labels; `narrow`: since both directions have one scale."""
        return [*self.groups, *self._notes(named, self._for_notes, narrow=narrow)]

    def _notes(self, named: int, most: int, *, narrow: bool = False) -> list[Text]:
        """Return what is to be said, as far as it has room in so many lines."""
        points, parts = count(len(self._chart.points)), []
        if self._doubtful:
            hollow = sign(self._chart, 0, doubtful=True)
            word = " word?" if self._names.marked else ""
            mark = word.strip() or "most:" if self._room.ascii else f"{hollow}{word}"
            said = f" stands far from most of its true neighbours: {count(self._doubtful)} of {points}"
            parts.append(Text.assemble(mark, (said, QUIET)))
        if self._names.bracketed:
            parts.append(Text.assemble("[word]", (" was asked for", QUIET)))
        if named < len(self._chart.points) > 1:
            parts.append(Text(f"{count(named)} of {points} labels have room", QUIET))
        if narrow:
            parts.append(Text("one scale for both directions", QUIET))
        while len(_flow(parts, self._room.width)) > most:
            parts.pop()
        return _flow(parts, self._room.width)

    def _group_lines(self, most: int) -> list[Text]:
        if not self._chart.groups or not most:
            return []
        sizes = Counter(point.group for point in self._chart.points)
        groups = [self._group(number, name, sizes[number]) for number, name in enumerate(self._chart.groups)]
        if sizes[-1]:
            groups.append(self._group(-1, "none", sizes[-1]))
        shown = [group for group in groups if group]
        heading = self._heading()
        for kept in range(len(shown), 0, -1):
            rest = [Text(f"and {len(shown) - kept} more", QUIET)] if kept < len(shown) else []
            for head in (heading, []):
                lines = _flow([*head, *shown[:kept], *rest], self._room.width)
                if len(lines) <= most:
                    return lines
        return []

    def _heading(self) -> list[Text]:
        heading = fitting(self._chart.grouped_by, min(_NAME, self._room.width - 1), ascii=self._room.ascii)
        return [Text(f"{heading}:", QUIET)] if self._chart.grouped_by else []

    def _group(self, number: int, name: str, size: int) -> Text:
        if not size:
            return Text()
        style = colour(self._chart, number)
        shown = fitting(name, min(_NAME, max(4, self._room.width - 12)), ascii=self._room.ascii)
        return Text.assemble(
            (sign(self._chart, number, ascii=self._room.ascii), style), " ", (shown, style), (f" {count(size)}", QUIET)
        )


def _flow(parts: Iterable[Text], width: int) -> list[Text]:
    """Return parts beside each other on as few lines as they take; a long one is broken at spaces."""
    lines: list[Text] = []
    for part in parts:
        if lines and lines[-1].cell_len + len(_GAP) + part.cell_len <= width:
            lines[-1].append(_GAP).append_text(part)
        else:
            lines.extend(_broken(part, width))
    return lines


def _broken(text: Text, width: int) -> list[Text]:
    lines = [Text()]
    for piece in text.split(" "):
        if lines[-1] and lines[-1].cell_len + 1 + piece.cell_len > width:
            lines.append(Text())
        elif lines[-1]:
            lines[-1].append(" ")
        lines[-1].append_text(piece)
    return lines
