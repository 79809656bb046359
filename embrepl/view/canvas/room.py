"""The room that a picture has, and the signs that it may be made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """So many cells wide and high; `colour`: whether there are colours; `ascii`: nothing else may be written."""

    width: int
    height: int
    colour: bool = True
    ascii: bool = False
