"""The room that a picture has, and the signs that it may be made of."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions


@dataclass(frozen=True)
class Room:
    """So many cells wide and high; `colour`: whether there are colours; `ascii`: nothing else may be written."""

    width: int
    height: int
    colour: bool = True
    ascii: bool = False

    @classmethod
    def on(cls, console: Console, options: ConsoleOptions, height: int) -> Room:
        """Return the room of so many lines on a console."""
        return cls(options.max_width, height, bool(console.color_system), not console.encoding.startswith("utf"))
