"""A few lines below all that was printed, drawn again and again in their place, whatever becomes of the window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
NO_BREAKS, BREAKS = "\x1b[?7l", "\x1b[?7h"  # of lines that are too wide
BLANK = "\u00a0"  # spaces at the end of a line are forgotten where lines are broken anew
ERASE, UP = "\x1b[2K", "\x1b[1A"  # a row


class Block:
    """The lines that are on the screen now, the cursor behind the last of them.

    Where a window gets narrower, terminals break the lines that were wider, and the block takes more rows than it has
    lines; xterm cuts them off instead, and names itself in XTERM_VERSION. We hear of the new width only later: what is
    drawn until then is cut off, and takes the place of as many rows as there are lines, so that all rows are those of
    the last block before. That holds since all lines are filled up to the same width.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._breaks = "XTERM_VERSION" not in os.environ
        self._filling = BLANK if console.encoding.startswith("utf") else " "
        self._lines: list[Text] = []
        self._width = 0  # of the lines, in cells
        self._write(HIDE_CURSOR)

    def draw(self, lines: list[Text]) -> None:
        """Show these lines in place of the ones before."""
        width = max(1, self._console.width - 1)
        with self._console.capture() as capture:
            for line in lines:
                filled = line.copy()
                filled.truncate(width, overflow="crop")
                filled.append((width - filled.cell_len) * self._filling)
                self._console.print(filled)
        self._write(self._erasing() + NO_BREAKS + capture.get().removesuffix("\n") + BREAKS)
        self._lines, self._width = lines, width

    def above(self, text: Text) -> None:
        """Print something above the lines."""
        lines = self._lines
        self.erase()
        self._console.print(text)
        self.draw(lines)

    def erase(self) -> None:
        """Take the lines off the screen."""
        self._write(self._erasing())
        self._lines = []

    def end(self) -> None:
        """Take the lines off the screen for good."""
        self._write(self._erasing() + SHOW_CURSOR)
        self._lines = []

    def _erasing(self) -> str:
        """Return what clears each row and leads to the place where the first line begins.

        Not all at once: tmux takes the clearing of a whole screen for the end of a page, which it keeps.
        """
        rows = len(self._lines) * (-(-self._width // max(1, self._console.width)) if self._breaks else 1)
        return "\r" + UP.join([ERASE] * rows) if rows else ""

    def _write(self, text: str) -> None:
        self._console.file.write(text)
        self._console.file.flush()
