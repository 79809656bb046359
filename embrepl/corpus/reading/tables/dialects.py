"""How the rows of a table are parted, judged from its first lines: of all likely ways, the one without doubts.

Spreadsheets, pandas, R and databases write tables in a dozen ways and name none of them, but for `sep=;` in the first
line, as spreadsheets understand it. R writes the number of each row before it, without a name for that column.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from embrepl.corpus.reading.lines import LONGEST_FIELD, ended
from embrepl.corpus.reading.tables.columns import ORDINARY
from embrepl.corpus.reading.tables.rows import Rows
from embrepl.corpus.reading.tables.splitting import NUMBER, Dialect, Shape, shape_of, split

LINES = Dialect("\x1f", quoted=False)  # of whole lines
PROSE = 0.3  # share of the rows that are not as wide as the first
MOST_TITLES = 5  # lines before the header
HEAD_LINES = 500  # lines
HEAD_CHARACTERS = 1 << 20
DELIMITERS = ",;\t|"
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)
SPACED_QUOTE = re.compile(r'[,;\t|] +"')
ESCAPE = re.compile(r'\\["\\\r\n,;\t|]')
QUOTED_CELL = re.compile(r' *"(?:[^"]|"")*" *')
SPACED_CELL = re.compile(r' +".*"', re.DOTALL)
SINGLE_QUOTED, DOUBLE_QUOTED = (
    re.compile(rf"(?:^|[,;\t|])(?:{mark}(?:[^{mark}]|{mark}{mark})*+{mark})(?=[,;\t|](?!\s)|\s*$)") for mark in "'\""
)
OTHER_MARKS = str.maketrans("'\"", "\"'")
NUMBER_NAMES = frozenset({"", "#", "id", "index", "key", "n", "no", "nr", "number", "row"})
PLAIN_AT = 3  # doubtful rows above which a .csv file is read without quoting, if it has fewer so


@dataclass(frozen=True)
class Layout:
    """How a table is laid out: its dialect, and the shape of its rows.

    `numbered`: they begin with a number that the header has no name for; `skipped` lines stand before the header, and
    `titles` of them may hold words.
    """

    dialect: Dialect
    shape: Shape
    numbered: bool = False
    skipped: int = 0
    titles: int = 0


def has_column(head: bytes, column: str) -> bool:
    """Return whether the first line of a file is the header of a table with several columns, one of this name."""
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace").lstrip("\ufeff")
    header = text.splitlines()[:1]
    return any(column in map(_bare, line.split(sign)) for line in header for sign in DELIMITERS if sign in line)


def _bare(name: str) -> str:
    return name.strip(' "')


def is_single_quoted(head: Sequence[str]) -> bool:
    """Return whether fields stand in single quotation marks: one does in the header or most lines."""
    filled = [line for line in head if line.strip()]
    single, double = (sum(map(bool, map(quoted.search, filled))) for quoted in (SINGLE_QUOTED, DOUBLE_QUOTED))
    in_header = bool(filled) and SINGLE_QUOTED.match(filled[0]) is not None and single > 1
    return double * 10 <= single and (in_header or single * 2 >= len(filled) > 0)


def with_other_marks(text: str) -> str:
    """Return text with single marks for double ones, and double for single."""
    return text.translate(OTHER_MARKS)


def head_of(lines: Iterator[str]) -> list[str]:
    """Take the lines by which a table is judged."""
    head: list[str] = []
    characters = 0
    for line in lines:
        head.append(line)
        characters += len(line)
        if len(head) == HEAD_LINES or (characters > HEAD_CHARACTERS and ended(line)):
            break
    return head


def recognise(kind: str, head: Sequence[str], *, whole: bool) -> Layout:
    """Return the layout of a table, of the kind "csv" or "tsv", beginning with these lines; `whole`: it ends there."""
    skipped = next((number for number, line in enumerate(head) if line.strip()), 0)
    named = SEPARATOR_LINE.fullmatch(head[skipped]) if head else None
    if named:
        skipped = next((number for number in range(skipped + 1, len(head)) if head[number].strip()), len(head))
    best = _best(kind, head[skipped:], named[1] if named else "", whole=whole)
    if not named and best.is_prose(head[skipped:]):
        best = _Trial(LINES, head[skipped:], whole=whole)
    titles = 0 if named or best.width > 1 else _titles(kind, head[skipped:], whole=whole)
    if titles:
        best = _best(kind, head[skipped + titles :], "", whole=whole)
    return Layout(best.dialect, best.shape, best.numbered, skipped + titles, titles)


def _titles(kind: str, lines: Sequence[str], *, whole: bool) -> int:
    """Return how many lines stand before the header of a table: titles, which are no rows; 0 for none."""
    for many in range(1, min(MOST_TITLES, len(lines) - 2) + 1):
        trial = _best(kind, lines[many:], "", whole=whole)
        if trial.width > 1:
            return many if trial.is_named and (trial.is_clean or trial.is_named_throughout) else 0
    return 0


def _best(kind: str, lines: Sequence[str], delimiter: str, *, whole: bool) -> _Trial:
    tried = [
        _Trial(Dialect(sign, *how), lines, whole=whole)
        for sign in ([delimiter] if delimiter else _delimiters(kind, lines))
        for how in _ways(lines)
    ]
    quoted = min((trial for trial in tried if trial.dialect.quoted), key=_Trial.rank)
    plain = min((trial for trial in tried if not trial.dialect.quoted), key=_Trial.rank)
    least = PLAIN_AT if kind == "csv" else 0
    return plain if quoted.cost > plain.cost + least else quoted


def _delimiters(kind: str, lines: Sequence[str]) -> list[str]:
    """Return the delimiters that the header may have, the likeliest first."""
    header = lines[0] if lines else ""
    if kind == "tsv" and ("\t" in header or not any(sign in header for sign in DELIMITERS)):
        return ["\t"]
    outside = re.sub('"[^"]*"', "", header)
    found = sorted((sign for sign in DELIMITERS if sign in outside), key=outside.count, reverse=True)
    return found or [DELIMITERS[0]]


def _ways(lines: Sequence[str]) -> list[tuple[bool, bool, bool]]:
    """Return whether fields may be quoted, marks escaped, and quoted after spaces; the commonest way first."""
    text = "".join(lines)
    spaced = [False, True] if SPACED_QUOTE.search(text) else [False]
    escaped = [False, True] if ESCAPE.search(text) else [False]
    return [
        *((True, escape, space) for escape in escaped for space in spaced),
        *((False, escape, False) for escape in escaped),
    ]


class _Trial:
    """The first rows, read in one dialect: `cost` is how many of them are doubtful."""

    def __init__(self, dialect: Dialect, lines: Sequence[str], *, whole: bool) -> None:
        self.dialect = dialect
        header = self._header(lines)
        ordinary = [name.strip().lower() in ORDINARY for name in header]
        self.is_named, self.is_named_throughout = any(ordinary), all(ordinary)
        while len(header) > 1 and not header[-1].strip():
            header.pop()
        single = [parts.fields for parts in (split(line, dialect) for line in lines[1:]) if not parts.opened]
        self.width = len(header)
        self.numbered = _is_numbered(header, lines, single)
        self.shape = shape_of(single, self.width + self.numbered)
        rows = Rows(lines, dialect, self.shape, LONGEST_FIELD, cut=not whole)
        kept = list(rows)[1:]
        if sum(len(row) == self.shape.width for row in single) < len(kept) / 2:  # most rows are of several lines
            self.shape = shape_of(kept, self.shape.width)
        wide = sum(not self._is_whole(row) for row in kept) if self.width > 1 else 0
        self.cost = len(rows.doubts) + rows.too_long + wide + sum(map(self._is_wrong, kept))
        self.alike = Counter(map(len, kept)).most_common(1)[0][1] / len(kept) if kept else 0.0
        self.is_clean = self.cost == 0 and self.alike == 1
        self.other_widths = sum(len(row) != self.shape.width for row in kept) / len(kept) if kept else 0.0

    def _header(self, lines: Sequence[str]) -> list[str]:
        try:
            return next(csv.reader(map(self.dialect.line, lines), **self.dialect.arguments()), [])
        except csv.Error:
            return split(lines[0], self.dialect).fields

    def rank(self) -> tuple[bool, float, float]:
        """Return what is the less the better."""
        return self.width + self.numbered < 2, self.cost, -self.alike

    def is_prose(self, lines: Sequence[str]) -> bool:
        """Return whether the lines are rather sentences with commas in them, each a row of its own."""
        if self.width < 2 or self.is_named or self.other_widths < PROSE or self.shape.columns[0] is not None:
            return False
        sign = self.dialect.delimiter
        if sign not in ",;" or any(line.startswith('"') for line in lines):
            return False
        return all(line.count(sign) == line.count(sign + " ") for line in lines)

    def _is_whole(self, row: Sequence[str]) -> bool:
        """Return whether a row has as many fields as it should; empty ones at its end do not matter."""
        return len(row) == self.shape.width or (len(row) > self.shape.width and not any(row[self.shape.width :]))

    def _is_wrong(self, row: Sequence[str]) -> bool:
        """Return whether marks that enclose a field were taken for text."""
        cell = QUOTED_CELL if not self.dialect.quoted else SPACED_CELL
        return any(map(cell.fullmatch, row)) if not self.dialect.spaced else False


def _is_numbered(header: Sequence[str], lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether every row begins with a number or name that the header has no name for, as R writes them."""
    if not rows or not header or any(len(row) != len(header) + 1 or not row[-1] for row in rows):
        return False
    firsts = [row[0] for row in rows]
    written_by_r = all(line.startswith('"') for line in lines if line.strip()) and len(set(firsts)) == len(firsts)
    counted = firsts == [str(number) for number in range(1, len(firsts) + 1)]
    named = header[0].strip().lower() in NUMBER_NAMES
    return (written_by_r or counted) and (not named or all(NUMBER.fullmatch(row[1]) for row in rows))
