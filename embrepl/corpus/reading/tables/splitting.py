"""One row of a table into its fields, however its quotation marks stand; and what the rows of a table look like.

A quotation mark opens a field at its beginning, also after spaces, and closes it before a delimiter or the end of the
line; any other is a character of the text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

QUOTE = '"'
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
BEYOND = re.compile(r" *(.?)", re.DOTALL)
NUMBER = re.compile(r"[+-]?[\d.,:/ _T-]*\d[\d.,:/ %Z_-]*")  # also dates and times
LONGEST_CODE = 40  # characters of a number, a name, a label
FEW = 12  # different values of a column of labels
ENOUGH_ROWS = 5
MOST = 0.8  # share of the cells of a column that must be alike


@dataclass(frozen=True)
class Dialect:
    r"""How rows are parted.

    `quoted`: marks enclose fields; `escaped`: `\"` is a mark in a text; `spaced`: a mark opens a field after spaces.
    """

    delimiter: str
    quoted: bool = True
    escaped: bool = False
    spaced: bool = False

    def arguments(self) -> dict[str, Any]:
        """Return what `csv.reader` takes."""
        return {
            "delimiter": self.delimiter,
            "quoting": csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            "escapechar": "\\" if self.escaped else None,
            "skipinitialspace": self.spaced,
            "strict": True,
        }

    def line(self, line: str) -> str:
        """Return a line for `csv.reader`: a backslash before an ordinary character is one of the text."""
        return ESCAPED.sub(self._escape, line) if "\\" in line else line

    def _escape(self, match: re.Match[str]) -> str:
        return match[0] if match[1] in ('"', "\\", "\r", "\n", self.delimiter) else "\\" + match[0]


@dataclass(frozen=True)
class Split:
    """The fields of a row; `opened`: a mark is not closed, so the last field may go on; `stray`: a mark in a text."""

    fields: list[str]
    opened: bool = False
    stray: bool = False


def split(text: str, dialect: Dialect, *, escaped: bool | None = None) -> Split:
    """Part a row of one or more lines; a field that is not closed is the last one, with its mark."""
    text = text.rstrip("\r\n") if text.endswith(("\n", "\r")) else text
    escaped = dialect.escaped if escaped is None else escaped
    fields: list[str] = []
    stray, at = False, 0
    while True:
        begin = at
        while text.startswith(" ", begin):
            begin += 1
        if dialect.quoted and text.startswith(QUOTE, begin):
            close, odd = _close(text, begin + 1, dialect.delimiter, escaped)
            stray = stray or odd
            if close is None:
                return Split([*fields, text[begin:]], opened=True, stray=stray)
            fields.append(_unquoted(text[begin + 1 : close], escaped))
            end = text.find(dialect.delimiter, close + 1)
        else:
            end = text.find(dialect.delimiter, at)
            fields.append(text[at : end if end >= 0 else None])
        if end < 0:
            return Split(fields, stray=stray)
        at = end + 1


def _close(text: str, at: int, delimiter: str, escaped: bool) -> tuple[int | None, bool]:
    """Return where the field ends that begins at `at`, None for nowhere; and whether marks stand within it."""
    stray = False
    while (mark := text.find(QUOTE, at)) >= 0:
        before = mark
        while escaped and text[before - 1] == "\\":
            before -= 1
        if (mark - before) % 2:
            at = mark + 1
            continue
        after = mark
        while text.startswith(QUOTE, after):
            after += 1
        at = after
        if (after - mark) % 2:
            beyond = BEYOND.match(text, after)
            if beyond and beyond[1] in {"", delimiter}:
                return after - 1, stray
            stray = True
    return None, stray


def _unquoted(field: str, escaped: bool) -> str:
    field = field.replace('""', QUOTE) if '""' in field else field
    return ESCAPED.sub(r"\1", field) if escaped and "\\" in field else field


@dataclass(frozen=True)
class Shape:
    """What rows have in common: how many fields, and for each column a set of values, NUMBER, or None for any text."""

    width: int
    columns: tuple[frozenset[str] | re.Pattern[str] | None, ...] = ()

    def fits(self, fields: Sequence[str]) -> bool:
        """Return whether these look like the fields of a row."""
        return len(fields) == self.width and all(map(_fits, fields, self.columns))

    def begins(self, fields: Sequence[str]) -> bool:
        """Return whether these look like the first fields of a row, where rows can be told by their first one."""
        if not self.columns or self.columns[0] is None or not fields[0].strip():
            return False
        return all(map(_fits, fields[:-1] or fields, self.columns))


def shape_of(rows: Sequence[Sequence[str]], width: int) -> Shape:
    """Return the shape of these rows, of which those of another width do not count."""
    rows = [row for row in rows if len(row) == width]
    return Shape(width, tuple(_column([row[place].strip() for row in rows]) for place in range(width)))


def is_code(cell: str) -> bool:
    """Return whether a cell is a number, a date, or a word such as a label or an address."""
    return len(cell) <= LONGEST_CODE and (not any(map(str.isspace, cell)) or NUMBER.fullmatch(cell) is not None)


def _column(cells: Sequence[str]) -> frozenset[str] | re.Pattern[str] | None:
    held = [cell for cell in cells if cell]
    if not held:
        return None
    if sum(NUMBER.fullmatch(cell) is not None for cell in held) >= MOST * len(held):
        return NUMBER
    values = frozenset(held)
    if len(held) >= ENOUGH_ROWS and len(values) <= min(FEW, len(held) // 2) and all(map(is_code, values)):
        return values
    return None


def _fits(cell: str, column: frozenset[str] | re.Pattern[str] | None) -> bool:
    cell = cell.strip()
    if column is None or not cell:
        return True
    return cell in column if isinstance(column, frozenset) else column.fullmatch(cell) is not None
