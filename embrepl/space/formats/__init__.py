"""Vectors to and from the files of other tools; `table` lists the formats, and importing it imports nothing heavy."""

from __future__ import annotations

from embrepl.space.formats.reading import read
from embrepl.space.formats.vectors import Vectors
from embrepl.space.formats.writing import Written, write

__all__ = ["Vectors", "Written", "read", "write"]
