"""How an error looks: its code and sentence, then the hint; a caret stays under the place it means."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segments
from rich.text import Text

from embrepl.errors import EmbreplError
from embrepl.view.safe import ELLIPSIS, printable, shorten
from embrepl.view.style import BAD, STRONG, Trimmed, prose, safe

_INDENT = 2
_ROOM = 16  # cells for signs and indents
_CARET = re.compile(r" *\^ *")


def draw_error(error: EmbreplError) -> RenderableType:
    """Return an error as what rich can print, on standard error."""
    first, *rest = error.message.split("\n")
    head = Text.assemble(("✗ ", BAD), (safe(error.code, f"{STRONG} {BAD}")), "  ", prose(first))
    parts: list[RenderableType] = []
    for line in rest:
        if _CARET.fullmatch(line) and parts and isinstance(parts[-1], _Line):
            parts[-1] = _Pointed(parts[-1].line, line.index("^"))
        else:
            parts.append(_Line(line))
    if error.hint:
        parts.append(prose(error.hint))
    return Trimmed(Group(head, *(Padding(part, (0, 0, 0, _INDENT)) for part in parts)))


def print_error(console: Console, error: EmbreplError) -> None:
    """Print an error; off a terminal nothing is wrapped or cut, so that a path can be taken from there whole."""
    if console.is_terminal:
        console.print(draw_error(error))
        return
    lines = [*error.message.split("\n"), *error.hint.split("\n"), error.code]
    width = _ROOM + cell_len(printable(error.code)) + max(cell_len(printable(line)) for line in lines)
    drawn = console.render(draw_error(error), console.options.update(width=width))
    console.print(Segments(list(drawn)), soft_wrap=True, end="")


class _Line:
    """A line of a message."""

    def __init__(self, line: str) -> None:
        self.line = line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the line, wrapped."""
        yield safe(self.line)


class _Pointed:
    """A line and the caret under it, whose place is worked out for the text as it is shown, cut to what fits."""

    def __init__(self, line: str, column: int) -> None:
        self._left, self._right = _halves(line, column)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the two lines."""
        width = max(4, options.max_width)
        after = min(cell_len(self._right), width // 3) if self._right else 1
        left = _end_of(self._left, width - max(after, 2))
        shown = left + shorten(self._right, width - cell_len(left))
        yield Text(shown, no_wrap=True, overflow="crop")
        yield Text(" " * cell_len(left) + "^", f"{STRONG} {BAD}", no_wrap=True, overflow="crop")


def _halves(line: str, column: int) -> tuple[str, str]:
    """Return what is shown before the caret and after it; `column` counts as `bad` in the expressions' lexer does."""
    at = columns = 0
    while at < len(line) and (columns < column or not _columns(line[at])):
        columns += _columns(line[at])
        at += 1
    whole, left = printable(line), printable(line[:at])
    return left + " " * (column - columns), whole[len(left) :]


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _end_of(text: str, cells: int) -> str:
    """Return the text, or its end after an ellipsis where it takes more cells."""
    if cell_len(text) <= cells:
        return text
    at = len(text)
    while at and cell_len(text[at - 1 :]) < cells:
        at -= 1
    return ELLIPSIS + text[at:]
