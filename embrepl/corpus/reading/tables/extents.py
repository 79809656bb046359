"""How large the sheets of a spreadsheet are, before they are read: its library makes room for every cell, also empty.

Two cells far apart, or one that is to be repeated, ask for billions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from zipfile import ZipFile

from embrepl.corpus.reading.markup.parsing import text_of
from embrepl.corpus.reading.markup.target import Target, value
from embrepl.system.plain import unreadable

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml", re.IGNORECASE)
FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{3}|[A-Za-z]*\d{5})|-repeated""")  # below it, a sheet is small
PLACE = re.compile(r"([A-Za-z]{0,7})(\d{0,9})")
READ_AT_ONCE, OVERLAP = 1 << 20, 32  # bytes
ROWS = frozenset({"row", "table-row"})
CELLS = frozenset({"c", "table-cell", "covered-table-cell"})
CONTENT = frozenset({"v", "is", "f", "p"})


class Extent(Target):
    """What lxml reports of a sheet: the row and the column up to which there is anything."""

    def __init__(self) -> None:
        super().__init__(Counter())
        self.height = self.width = 0
        self._row = self._column = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element opens."""
        if name in {"sheetdata", "table"}:
            self._row = 0
        elif name in ROWS:
            self._row, self._column = _next(self._row, attributes, "rows", 2), 0
        elif name in CELLS:
            self._column = _next(self._column, attributes, "columns", 1)
        if name in CONTENT or (name in CELLS and value(attributes, "value-type")):
            self.height, self.width = max(self.height, self._row), max(self.width, self._column)
        return None

    def text(self, text: str) -> None:
        """Text of a cell, which is read later."""


def check_extents(archive: ZipFile, shown: str, most: int) -> None:
    """Raise `unreadable-file` for a spreadsheet with more than so many cells in a sheet, the empty ones counted."""
    for name in filter(SHEET.fullmatch, archive.namelist()):
        if not _may_be_large(archive, name):
            continue
        extent = Extent()
        with archive.open(name) as sheet:
            for _ in text_of(sheet, extent):
                if extent.height * extent.width > most:
                    size = f"{extent.height:,} rows and {extent.width:,} columns"
                    why = f"has a sheet of {size}, more cells than the memory allowed has room for"
                    raise unreadable(shown, why, "Save it as .csv.")


def _may_be_large(archive: ZipFile, name: str) -> bool:
    before = b""
    with archive.open(name) as sheet:
        while data := sheet.read(READ_AT_ONCE):
            if FAR.search(before + data):
                return True
            before = data[-OVERLAP:]
    return False


def _next(before: int, attributes: Mapping[str, str], what: str, part: int) -> int:
    """Return the number of the last row or column that an element stands for."""
    place = PLACE.match(value(attributes, "r"))
    if place is not None and place[part]:
        return int(place[2]) if part == 2 else _column(place[1])
    repeated = value(attributes, f"number-{what}-repeated", "1")[:9]
    return before + (int(repeated) if repeated.isdecimal() else 1)


def _column(letters: str) -> int:
    """Return the number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
