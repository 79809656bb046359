"""The rows of a table with delimiters: by the csv module where they are well formed, else mended and reported.

A quotation mark that is not closed would swallow the rows after it. Where the csv module finds fault, or reaches the
end of the file within a field, we look line by line for the likeliest end of the row: the first line end at which all
marks are closed and the fields are as many as they should be, but not beyond a line that looks like a row itself. Where
there is none, the row ends with its first line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from embrepl.corpus.reading.lines import ended
from embrepl.corpus.reading.tables.splitting import NUMBER, QUOTE, Dialect, Shape, split
from embrepl.system.sizes import counted

FARTHEST = 100  # lines that are searched for the end of a row whose quotation marks are wrong
LEFT_OUT: list[str] = []  # stands for a row with a field that is too long
UNCLOSED, STRAY, SWALLOWED, BROKEN, MORE, FEWER = "unclosed", "stray", "swallowed", "broken", "more", "fewer"
REPEATED = "repeated"
LOOK_ALIKE = "lines that look like rows; is a quotation mark missing?"
SURPLUS = "more fields than the header; the surplus was read as part of the text"
_SENTENCES = {
    UNCLOSED: ("quotation mark", "is not closed", "are not closed"),
    STRAY: ("row", "has stray quotation marks, kept as text", "have stray quotation marks, kept as text"),
    SWALLOWED: ("quoted text", f"holds {LOOK_ALIKE}", f"hold {LOOK_ALIKE}"),
    BROKEN: ("row", "was broken at line ends and is joined", "were broken at line ends and are joined"),
    REPEATED: ("row", "repeats the header and is left out", "repeat the header and are left out"),
    MORE: ("row", f"has {SURPLUS}", f"have {SURPLUS}"),
    FEWER: ("row", "has fewer fields than the header", "have fewer fields than the header"),
}


class Doubts:
    """What is doubtful about rows: of each kind how many, and in which line the first."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, int]] = {}

    def add(self, kind: str, line: int) -> None:
        """Note one more."""
        many, first = self._seen.get(kind, (0, line))
        self._seen[kind] = many + 1, first

    def __len__(self) -> int:
        return sum(many for many, _ in self._seen.values())

    def notes(self) -> list[str]:
        """Return a sentence for each kind."""
        notes = []
        for kind, (what, one, several) in _SENTENCES.items():
            if kind in self._seen:
                many, first = self._seen[kind]
                where = f"line {first:,}" if many == 1 else f"the first in line {first:,}"
                notes.append(f"{counted(many, what)} ({where}) {one if many == 1 else several}")
        return notes


PATIENCE, FEW_TRIES = 100, 3  # rows that never close, after which the mark that closes one is looked for so often only


@dataclass(frozen=True)
class _Mended:
    """A row, of how many lines it is, and what is doubtful about it."""

    row: list[str]
    lines: int
    doubt: str = ""


class Rows:
    """The rows of a table, without blank lines; LEFT_OUT for one with a field of more than `longest` characters.

    `line` is the number of the first line of the latest row, `too_long` counts the rows left out. `shape` is how rows
    should be. `cut`: the text may end within a row, which then does not count.
    """

    def __init__(
        self, text: Iterable[str], dialect: Dialect, shape: Shape, longest: int, *, line: int = 1, cut: bool = False
    ) -> None:
        self.line = line
        self.delimiter = dialect.delimiter
        self.too_long = 0
        self.doubts = Doubts()
        self._text = iter(text)
        self._dialect = dialect
        self._shape = shape
        self._longest = longest
        self._cut = cut
        self._held: list[str] = []  # the lines of the row
        self._futile = 0  # rows whose end was looked for in vain
        self._again: deque[str] = deque()  # lines to be read once more
        self._reader = self._from_here()

    def __iter__(self) -> Iterator[list[str]]:
        held, width = self._held, self._shape.width
        while True:
            self.line += len(held)
            held.clear()
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield from self._mend(error)
                self._reader = self._from_here()
                continue
            if len(row) == width and len(held) == 1:
                yield row
            elif row:
                yield from self._looked_at(row)

    def _from_here(self) -> Iterator[list[str]]:
        return csv.reader(self._lines(), **self._dialect.arguments())

    def _lines(self) -> Iterator[str]:
        held, escaped = self._held, self._dialect.escaped
        while self._again:
            line = self._again.popleft()
            held.append(line)
            yield line
        for given in self._text:
            line = self._dialect.line(given) if escaped else given
            held.append(line)
            yield line

    def _looked_at(self, row: list[str]) -> Iterator[list[str]]:
        """Yield a row that the csv module finds right but that is of several lines, or not as wide as it should be."""
        held = self._held
        if len(held) > 1 and any(map(self._is_numbered, held[1:])):
            if len(row) != self._shape.width and self._is_row(held[1]):
                yield from self._mended(list(held))
                self._reader = self._from_here()
                return
            self.doubts.add(SWALLOWED, self.line)
        elif len(row) != self._shape.width and QUOTE in held[0] and len(held) == 1:
            row = self._fitting(held[0], row)
        if len(row) < self._shape.width and len(held) == 1:
            row = self._joined(held[0]) or row
        yield row

    def _joined(self, line: str) -> list[str] | None:
        """Return the row of which only the beginning stands in a line, for a line end within an unquoted field."""
        group, given = [line], self._held
        if not self._shape.begins(split(line, self._dialect).fields):
            return None
        found: list[str] | None = None
        while found is None and len(group) < FARTHEST and self._reach(group, len(group)):
            parts = split("".join(group), self._dialect)
            if self._shape.begins(split(group[-1], self._dialect).fields) or len(parts.fields) > self._shape.width:
                break
            found = parts.fields if self._shape.fits(parts.fields) else None
        if found is None:
            self._again.extendleft(reversed(group[1:]))
            group = group[:1]
            self._reader = self._from_here()
        else:
            self.doubts.add(BROKEN, self.line)
        given[:] = group
        return found

    def _fitting(self, line: str, row: list[str]) -> list[str]:
        """Return the fields of a line, marks after a space or backslash understood where that makes them as many."""
        for escaped in (False, True):
            parts = split(line, self._dialect, escaped=escaped)
            if not parts.opened and len(parts.fields) == self._shape.width:
                return parts.fields
        return row

    def _mend(self, error: csv.Error) -> Iterator[list[str]]:
        """Yield the rows in the lines that the csv module stumbled over."""
        group = list(self._held)
        if "limit" in str(error) and not (ended(group[0]) and any(map(self._is_row, group[1:FARTHEST]))):
            self.too_long += 1
            self._leave_row()
            yield LEFT_OUT
        else:
            yield from self._mended(group)

    def _mended(self, group: list[str]) -> Iterator[list[str]]:
        """Yield the rows in these lines; lines after the last of them are read again."""
        first, at, many = self.line, 0, len(group)
        while at < many and (mended := self._next_row(group, at)):
            self.line = first + at
            if mended.doubt:
                self.doubts.add(mended.doubt, self.line)
            at += mended.lines
            if mended.row:
                yield mended.row
        self._again.extendleft(reversed(group[at:] if at else []))
        self._held.clear()
        self.line = first + at

    def _next_row(self, group: list[str], at: int) -> _Mended | None:
        """Return the row that begins with the line at `at`; None where the text is cut within it."""
        line, width = group[at], self._shape.width
        if not line.strip():
            return _Mended([], 1)
        parts = split(line, self._dialect)
        row = self._fitting(line, parts.fields) if len(parts.fields) != width else parts.fields
        single = _Mended(row, 1, STRAY if parts.stray and row is parts.fields else "")
        if not (parts.opened or (parts.stray and line.count(QUOTE) % 2)):
            return single
        tries = FARTHEST if self._futile < PATIENCE else FEW_TRIES
        for end in range(at + 1, at + FARTHEST):
            if not self._reach(group, end):
                return self._last(group, at) if parts.opened else single
            if self._is_row(group[end]):
                break
            if QUOTE in group[end]:
                tries -= 1
                if not tries:
                    break
                longer = split("".join(group[at : end + 1]), self._dialect)
                if not longer.opened and len(longer.fields) == width:
                    return _Mended(longer.fields, end + 1 - at, STRAY if longer.stray else "")
        else:
            if parts.opened and self._is_last(group, at):
                return self._last(group, at)
        self._futile += 1
        return self._unclosed(line, parts.fields) if parts.opened else single

    def _reach(self, group: list[str], place: int) -> bool:
        """Read lines until there is one at `place`; return whether there is."""
        while len(group) <= place:
            line = next(self._lines(), None)
            if line is None:
                return False
            group.append(line)
        return True

    def _is_last(self, group: list[str], at: int) -> bool:
        """Return whether the text ends with these lines, and none of them looks like a row."""
        return not self._reach(group, len(group)) and not any(map(self._is_row, group[at + 1 :]))

    def _last(self, group: Sequence[str], at: int) -> _Mended | None:
        """Return the row that goes to the end of the text, for no line after its first looks like another."""
        if self._cut:
            return None
        fields = split("".join(group[at:]), self._dialect).fields
        return _Mended([*fields[:-1], fields[-1][1:]], len(group) - at, UNCLOSED)

    def _unclosed(self, line: str, fields: list[str]) -> _Mended:
        """Return the row of a line in which a mark opens a field that nothing closes."""
        doubt = STRAY if QUOTE in fields[-1][1:] else UNCLOSED
        text = fields[-1][1:] if doubt == UNCLOSED else fields[-1]
        missing = self._shape.width - len(fields)
        parted = [*fields[:-1], *text.rsplit(self._dialect.delimiter, max(0, missing))]
        return _Mended(parted if self._shape.fits(parted) else [*fields[:-1], text], 1, doubt)

    def _is_row(self, line: str) -> bool:
        """Return whether a line looks like a row of its own, or like the beginning of one."""
        if self._shape.width == 1:
            return line.startswith(QUOTE)
        parts = split(line, self._dialect)
        if parts.opened:
            return len(parts.fields) > 1 and self._shape.begins(parts.fields)
        return self._shape.fits(parts.fields)

    def _is_numbered(self, line: str) -> bool:
        """Return whether a line begins with a number and a delimiter, as rows do where they begin so."""
        if self._shape.columns[:1] != (NUMBER,) or self._shape.width == 1:
            return False
        cell, delimiter, _ = line.partition(self._dialect.delimiter)
        return bool(delimiter) and NUMBER.fullmatch(cell.strip(' "')) is not None and self._is_row(line)

    def _leave_row(self) -> None:
        """Go on to the end of the line in which the quotation marks are closed."""
        marks = sum(line.count(QUOTE) for line in self._held)
        last = self._held[-1]
        number = self.line + sum(map(ended, self._held))
        rest = iter(self._lines())
        while not ended(last) or (self._dialect.quoted and marks % 2):
            line = next(rest, None)
            if line is None:
                break
            last, marks = line, marks + line.count(QUOTE)
            number += ended(line)
            self._held.clear()
        self._held.clear()
        self.line = number
