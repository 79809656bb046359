"""The neighbours of watched words, a line for each: what came up, what went down, what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text

from embrepl.view.safe import ELLIPSIS, printable, shorten
from embrepl.view.style import ACCENT, QUIET, STRONG

UP, DOWN, NEW = "↑", "↓", "+"
_WIDEST_WORD = 24  # cells of a word
_GAP = "  "


def watched_lines(now: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]], width: int) -> list[Text]:
    """Return a line for each watched word: its neighbours, with signs for what changed since the look before.

    The words stand in columns of their own width; what does not fit is left out, the farthest words first.
    """
    names = {word: shorten(printable(word), min(_WIDEST_WORD, max(4, width // 4))) for word in now}
    column = max(map(cell_len, names.values()), default=0)
    return [_line(names[word], column, near, before.get(word), width) for word, near in now.items()]


def _line(name: str, column: int, near: Sequence[str], before: Sequence[str] | None, width: int) -> Text:
    line = Text.assemble((name, STRONG), " " * (column - cell_len(name)), (" → ", QUIET), no_wrap=True, overflow="crop")
    gap = ""
    for place, word in enumerate(near):
        shown = shorten(printable(word), _WIDEST_WORD)
        sign = change(word, place, before)
        taken = cell_len(gap) + cell_len(shown) + (2 if sign else 0)
        if line.cell_len + taken > width - (len(_GAP + ELLIPSIS) if place < len(near) - 1 else 0):
            line.append(shorten(gap + ELLIPSIS, width - line.cell_len), QUIET)
            break
        line.append(gap + shown)
        if sign:
            line.append(" " + sign, QUIET if sign == DOWN else ACCENT)
        gap = _GAP
    return line


def change(word: str, place: int, before: Sequence[str] | None) -> str:
    """Return the sign for a word that stands at this place now; none where it stood there, or nothing is known."""
    if before is None:
        return ""
    if word not in before:
        return NEW
    was = list(before).index(word)
    return UP if place < was else DOWN if place > was else ""
