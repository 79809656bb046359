"""Stripes in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Stripes


def draw(chart: Stripes, room: Room) -> Iterator[Text]:
    """Yield the lines of the picture, below its title and above its notes."""
    yield Text(type(chart).__name__)
