"""How an error looks: its code and sentence, the typed line with a caret under the wrong place, the hint."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segments
from rich.text import Text

from embrepl.errors import EmbreplError, Place
from embrepl.view.safe import ELLIPSIS, printable, shorten
from embrepl.view.style import BAD, STRONG, Trimmed, prose, safe

_INDENT = 2
_ROOM = 16  # cells for signs and indents
_WIDEST = 100  # cells of a line with a caret, however wide the terminal is


def draw_error(error: EmbreplError) -> RenderableType:
    """Return an error as what rich can print, on standard error."""
    first, *rest = error.message.split("\n")
    head = Text.assemble(("✗ ", BAD), (safe(error.code, f"{STRONG} {BAD}")), "  ", prose(first))
    parts: list[RenderableType] = [safe(line) for line in rest]
    if error.place:
        parts.append(_Pointed(error.place))
    if error.hint:
        parts.append(prose(error.hint))
    return Trimmed(Group(head, *(Padding(part, (0, 0, 0, _INDENT)) for part in parts)))


def print_error(console: Console, error: EmbreplError) -> None:
    """Print an error; off a terminal no sentence is wrapped or cut, so that a path can be taken from there whole."""
    if console.is_terminal:
        console.print(draw_error(error))
        return
    lines = [*error.message.split("\n"), *error.hint.split("\n"), error.code]
    width = _ROOM + cell_len(printable(error.code)) + max(cell_len(printable(line)) for line in lines)
    width = max(width, _WIDEST) if error.place else width
    drawn = console.render(draw_error(error), console.options.update(width=width))
    console.print(Segments(list(drawn)), soft_wrap=True, end="")


class _Pointed:
    """A line and the caret under a place in it, worked out for the text as it is shown, cut to what fits."""

    def __init__(self, place: Place) -> None:
        text = "".join(" " if letter.isspace() else letter for letter in place.text)
        self._left = printable(text[: place.offset])
        self._right = printable(text)[len(self._left) :]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the two lines."""
        width = max(4, min(options.max_width, _WIDEST))
        after = min(cell_len(self._right), width // 3) if self._right else 1
        left = _end_of(self._left, width - max(after, 2))
        shown = left + shorten(self._right, width - cell_len(left))
        yield Text(shown, no_wrap=True, overflow="crop")
        yield Text(" " * cell_len(left) + "^", f"{STRONG} {BAD}", no_wrap=True, overflow="crop")


def _end_of(text: str, cells: int) -> str:
    """Return the text, or its end after an ellipsis where it takes more cells."""
    if cell_len(text) <= cells:
        return text
    at = max(0, len(text) - 2 * cells)  # no need to measure what is far off
    while at < len(text) and cell_len(text[at:]) >= cells:
        at += 1
    return ELLIPSIS + text[at:]
