"""The lines of a list of words cut into fields, by the separator that most of them agree on."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

_SEPARATORS = ("\t", ";", ",", "，", "|", " ")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_UNCLEAN = {  # what no word holds where the fields are cut at the right signs
    "\t": re.compile(r"\t"),
    ";": re.compile(r"\t"),
    "|": re.compile(r"\t"),
    ",": re.compile(r"[\t;]|\s[+-]?\d+$"),
    "，": re.compile(r"\t"),
    " ": re.compile(r"[;,，|]"),
}
_MISSING = frozenset({"na", "n/a", "nan", "null", "none", "nil"})
_FIELDS = 200  # of a line, at most
_LOOKED_AT = 1_000  # lines by which the separator is chosen


Rows: TypeAlias = Sequence[tuple[int, list[str]]]


@dataclass(frozen=True)
class Table:
    """Rows of fields with the numbers of their lines; most have `width` of them, with a `separator` between."""

    rows: Rows
    width: int
    separator: str

    def names(self) -> tuple[str, ...]:
        """Return the names of the columns, if the first row has such: words, or 1, 2, 3, where the others have numbers.

        R gives the names of its rows no name.
        """
        if len(self.rows) < 2:
            return ()
        first, *others = [row for _, row in self.rows]
        if len(first) not in {self.width, self.width - 1}:
            return ()
        first = [""] * (self.width - len(first)) + first
        numeric = [at for at in range(self.width) if _mostly_numbers([row[at] for row in others if len(row) > at])]
        cells = [first[at] for at in numeric]
        words = [cell for cell in cells if number(cell) is None and cell]
        counted = [cell for cell in cells if number(cell) is not None]
        named = any(word.lower() not in _MISSING and any(map(str.isalpha, word)) for word in words)
        return tuple(first) if named and counted == [str(at) for at in range(1, len(counted) + 1)] else ()


def best_table(lines: Sequence[tuple[int, str]]) -> Table:
    """Return numbered lines cut by the separator with which most of them have as many fields, and clean words."""
    sample = [line for _, line in lines[:_LOOKED_AT]]
    best, chosen, width = (0.0, 0.0), " ", 0
    for separator in _SEPARATORS:
        rows = [split(line, separator) for line in sample]
        count, often = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        clean = sum(not any(map(_UNCLEAN[separator].search, row[:2])) for row in rows)
        if count > 1 and (often + clean, often) > best:
            best, chosen, width = (often + clean, often), separator, count
    return Table(tuple((at, split(line, chosen)) for at, line in lines), width, chosen)


def split(line: str, separator: str) -> list[str]:
    """Return the fields of a line without white space around them, and without the quotation marks of CSV."""
    if separator == " ":
        return [_bare(field) for field in line.split(None, _FIELDS)]
    if '"' in line:
        try:
            fields = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
        except csv.Error:
            fields = line.split(separator, _FIELDS)
    else:
        fields = line.split(separator, _FIELDS)
    return [field.strip() for field in fields]


def number(text: str) -> float | None:
    """Return a finite number with a decimal point or comma; None where a text is none."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) else None


def _bare(field: str) -> str:
    return field[1:-1] if len(field) > 2 and field[0] == field[-1] == '"' else field


def _mostly_numbers(cells: list[str]) -> bool:
    return sum(number(cell) is not None for cell in cells) * 2 > len(cells)
