"""JSON, .json: objects or strings in an array, one after the other, or in the one array that an object holds.

Values are read one by one as the text comes, so a long array needs no more memory than its longest value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any

from embrepl.corpus.reading.tables.columns import is_text_name
from embrepl.corpus.reading.tables.frames import frame
from embrepl.corpus.reading.tables.table import JUDGED_OBJECTS, Table
from embrepl.corpus.reading.tables.values import SURROGATES, fields, held_by, text_within
from embrepl.corpus.report import MORE_MEMORY

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

BETWEEN = re.compile(r"[\s,]*")
FIRST = 1 << 16  # characters of a value that is not complete yet before it is tried again; doubled each time


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the text of every object. Raises `which-column`, `no-such-column`."""
    table = reading.table
    table.unit = "value"
    rows = _rows(_values(reading), table)
    first = list(islice(rows, JUDGED_OBJECTS))
    table.judge(first)
    table.look_for_kept(first)
    for number, value in enumerate(chain(first, rows), 1):
        held = table.text_of(value, number)
        if held is None:
            continue
        table.keep(value)
        yield (SURROGATES.sub("\ufffd", held),)


def _rows(values: Iterator[tuple[Any, bool]], table: Table) -> Iterator[Any]:
    """Yield the values; in the place of an object that is but a wrapping of one array, what is in that.

    An array whose first object is none holds no wrappings further down.
    """
    as_they_are = False
    for value, alone in values:
        rows = value
        if isinstance(value, dict) and not as_they_are:
            rows = (_rows_on_path(value, table) or frame(value) if alone else None) or _wrapped(
                value, table, alone=alone
            )
        if isinstance(rows, list):
            yield from rows
        else:
            as_they_are = as_they_are or (
                not alone and isinstance(value, dict) and any(map(text_within, value.values()))
            )
            yield value


def _rows_on_path(value: dict[str, Any], table: Table) -> list[Any] | None:
    """Return the array of objects that the path of the column leads through; the rest of the path is the field."""
    steps = (table.wish.column or "").split(".")
    for number in range(1, len(steps)):
        held = held_by(value, ".".join(steps[:number]))
        if _are(held, dict):
            table.named = ".".join(steps[number:])
            return list(held)
    return None


def _wrapped(value: dict[str, Any], table: Table, *, alone: bool) -> list[Any] | None:
    """Return the one array of objects in an object that has no text of its own; of strings, where it stands alone."""
    inner = dict(fields(value))
    column = table.named or table.wish.column
    if column and held_by(value, column) is not None:
        return None
    strings = [held for held in inner.values() if _are(held, str)] if alone else []
    if not column and any(is_text_name(name) and text_within(held) is not None for name, held in inner.items()):
        return strings[0] if len(strings) == 1 and not any(isinstance(held, str) for held in inner.values()) else None
    objects = [held for held in inner.values() if _are(held, dict)]
    telling = [held for held in objects if any(name == column or is_text_name(name) for name, _ in fields(held[0]))]
    if not objects and not any(isinstance(held, str) for held in inner.values()):
        objects = strings
    found = telling if len(telling) == 1 or table.named else objects
    return found[0] if len(found) == 1 else None


def _are(held: object, kind: type) -> bool:
    """Return whether a value is an array of such values, not an empty one."""
    return isinstance(held, list) and bool(held) and all(isinstance(row, kind) for row in held)


def _values(reading: Reading) -> Iterator[tuple[Any, bool]]:
    """Yield the values at the top, those of an array there one by one, and whether each stands alone."""
    text = _Text(reading.text(), reading.table.longest)
    inside = False
    while text.skip():
        if text.at("[") and not inside:
            inside = True
            text.drop()
        elif text.at("]") and inside:
            inside = False
            text.drop()
        else:
            try:
                yield text.value(), not inside
            except (ValueError, RecursionError) as error:
                what = "it is nested too deep" if isinstance(error, RecursionError) else str(error.args[0])
                what = error.msg if isinstance(error, JSONDecodeError) else what
                return reading.note(
                    f"cut short: what follows value {text.values:,} is not JSON or is too long ({what})"
                )
    return None


class _Text:
    """The text that was read but not parsed yet."""

    def __init__(self, chunks: Iterator[str], longest: int) -> None:
        self.values = 0
        self._longest = longest
        self._chunks = chunks
        self._rest = ""
        self._place = 0
        self._decoder = JSONDecoder(strict=False)

    def skip(self) -> bool:
        """Go past white space and commas; return whether anything is left."""
        while True:
            self._place = self._end(BETWEEN)
            if self._place < len(self._rest):
                return True
            if not self._more(1):
                return False

    def at(self, sign: str) -> bool:
        """Return whether `sign` comes next."""
        return self._rest[self._place] == sign

    def drop(self) -> None:
        """Go past one sign."""
        self._place += 1

    def value(self) -> Any:
        """Return the next value. Raises ValueError when it is none, RecursionError when it is nested too deep."""
        more = FIRST
        while True:
            try:
                value, end = self._decoder.raw_decode(self._rest, self._place)
            except JSONDecodeError:
                if len(self._rest) - self._place > self._longest:
                    raise ValueError(f"more than {self._longest:,} characters need {MORE_MEMORY}") from None
                if not self._more(more):
                    raise
                more *= 2
                continue
            if end == len(self._rest) and self._more(1):  # a number may go on
                continue
            self._place = end
            self.values += 1
            return value

    def _end(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._rest, self._place)
        return match.end() if match else self._place

    def _more(self, least: int) -> bool:
        """Read at least so many characters more; return whether there were any."""
        parts = [self._rest[self._place :]]
        got = 0
        for chunk in self._chunks:
            parts.append(chunk)
            got += len(chunk)
            if got >= least:
                break
        self._rest, self._place = "".join(parts), 0
        return got > 0
