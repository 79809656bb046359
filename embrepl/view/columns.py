"""A column of a table, and the columns and bars that several pages have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.numbers import NONE, count
from embrepl.view.palette import ACCENT, CURRENT

BAR = 10  # cells of a whole bar
WHOLE, HALF = "━", "╸"  # cells of bars


@dataclass(frozen=True)
class Column:
    """A column: `flexible` ones give way down to `room` cells; then the highest `drop` goes first, 0 never.

    One of `bars` says by drawing what another says in figures, and is for a terminal only.
    """

    header: str
    cells: Sequence[Text]
    right: bool = False
    flexible: bool = False
    drop: int = 0
    room: int = 8
    bars: bool = False

    @cached_property
    def natural(self) -> int:
        """How many cells it takes at most."""
        return max([cell_len(self.header), *map(_cells, self.cells)])

    @property
    def least(self) -> int:
        """How many cells it needs."""
        return min(self.natural, max(self.room, cell_len(self.header))) if self.flexible else self.natural


def _cells(text: Text) -> int:
    """Return how many cells the longest line takes."""
    if "\n" not in text.plain:
        return cell_len(text.plain)
    return max(map(cell_len, text.plain.split("\n")))


def current_column(current: list[bool]) -> Column:
    """Return the column that marks the current one."""
    return Column("", [Text(CURRENT if one else "", ACCENT) for one in current])


def count_column(header: str, values: Sequence[int | None], style: str = "", drop: int = 0) -> Column:
    """Return a column of whole numbers, empty where one is not known."""
    cells = [Text("" if value is None else count(value), style) for value in values]
    return Column(header, cells, right=True, drop=drop)


def rate(value: float) -> str:
    """Return occurrences per million words: whole ones, or three digits of fewer than a hundred."""
    if not math.isfinite(value):
        return NONE
    return f"{value:,.0f}" if abs(value) >= 99.5 else f"{value:.3g}"


def bar(share: float) -> Text:
    """Return a share of 1 as a bar of up to ten cells, in half cells; nothing for what is below."""
    halves = round(2 * BAR * min(1.0, max(0.0, share))) if math.isfinite(share) else 0
    return Text(WHOLE * (halves // 2) + HALF * (halves % 2), ACCENT)


def share_bar(value: float, most: float) -> Text:
    """Return a bar for a value, where the greatest one has a whole bar."""
    return bar(value / most if most > 0 else 0.0)
