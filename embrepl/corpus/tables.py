"""Tables of texts: the column of a .csv or .tsv file, the field of a .jsonl file, one text a row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal, TypedDict

from embrepl.errors import EmbreplError, nearest_names

LINE = 1 << 24  # characters; a longer line or field is no table
LOOKED_AT = 500  # lines
SHOWN = 20
_TEXT_COLUMNS = (
    "text texts content contents body review reviews sentence sentences comment comments document documents message "
    "abstract article post tweet 文本 内容 正文 评论 句子"
)
TEXT_COLUMNS = frozenset(_TEXT_COLUMNS.split())
DELIMITERS = ",;\t|"
QUOTED = re.compile('"[^"]*"')
OPENING, CLOSING = re.compile(r'(?:^|\t)"', re.MULTILINE), re.compile(r'"(?=\t|\r?$)', re.MULTILINE)
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass
class Table:
    """How to take the texts out of one table.

    `malformed` counts the lines that are none of the table's, `missing` the objects that have no text in the field;
    `field` is which that is.
    `column` is the name a person gave. Without it: the one column with a name of TEXT_COLUMNS, or the only column.
    """

    path: str
    kind: str
    column: str | None
    malformed: int = 0
    missing: int = 0
    field: str | None = None

    def texts(self, text: Iterable[str]) -> Iterator[str]:
        """Yield the text of every row. Raises `which-column` or `no-such-column`."""
        return self._json(text) if self.kind == "jsonl" else self._csv(text)

    def _csv(self, text: Iterable[str]) -> Iterator[str]:
        """Yield one column; a row too short for it is an empty document."""
        rest = lines(text)
        head = list(islice(rest, LOOKED_AT))
        before = csv.field_size_limit(LINE)  # there is no limit of a reader's own
        try:
            rows = csv.reader(chain(head, rest), **dialect(self.kind, head))
            header = self._row(rows)
            if header is None:
                return
            place = self.place([name.strip() for name in header])
            while (row := self._row(rows)) is not None:
                if row:
                    yield row[place] if place < len(row) else ""
        finally:
            csv.field_size_limit(before)

    def _row(self, rows: Iterator[list[str]]) -> list[str] | None:
        while True:
            try:
                return next(rows, None)
            except csv.Error:
                self.malformed += 1

    def _json(self, text: Iterable[str]) -> Iterator[str]:
        """Yield one field of every line, named by the first line with fields; a line may also be a bare string."""
        for line in lines(text):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                self.malformed += 1
                continue
            found = self.text_of(value)
            if found is not None:
                yield SURROGATES.sub("\ufffd", found) if "\\u" in line else found

    def text_of(self, value: object) -> str | None:
        """Return the text of an object, or of a bare string; None, and counted, where there is none.

        Raises `which-column`, `no-such-column`.
        """
        if isinstance(value, dict):
            self.field = self.field if self.field is not None else self.name_of(value)
            held = value.get(self.field)
            self.missing += not isinstance(held, str)
        else:
            held = value
            self.malformed += not isinstance(held, str)
        return held if isinstance(held, str) else None

    def name_of(self, value: dict[str, object]) -> str:
        """Return which field of an object is the text. Raises `which-column`, `no-such-column`."""
        names = list(value) if self.column else [name for name, held in value.items() if isinstance(held, str)]
        return names[self.place(names)]

    def place(self, names: Sequence[str]) -> int:
        """Return the place of the text column among `names`."""
        if self.column is not None:
            if self.column in names:
                return names.index(self.column)
            raise self._no_such_column(names, self.column)
        likely = [place for place, name in enumerate(names) if name.lower() in TEXT_COLUMNS]
        if len(likely) == 1 or len(names) == 1:
            return (likely or [0])[0]
        message = f"Which column of {self.path} is the text? It has {_shown(names)}."
        raise EmbreplError("which-column", message, "Name it with --column.")

    def _no_such_column(self, names: Sequence[str], column: str) -> EmbreplError:
        near = nearest_names(column, list(names), most=1)
        hint = f"Did you mean --column {near[0]}?" if near else "Name one of these with --column."
        return EmbreplError("no-such-column", f"{self.path} has no column {column}; it has {_shown(names)}.", hint)


class Dialect(TypedDict):
    """What `csv.reader` is told."""

    delimiter: str
    quoting: Literal[0, 3]


def dialect(kind: str, head: Sequence[str]) -> Dialect:
    """Return the delimiter and whether quotes enclose fields, judged from the first lines.

    Half the world's .tsv files quote as .csv does, the other half let a quotation mark stand for itself; there, one
    that opens a field and never closes would swallow the rows after it.
    """
    if kind == "tsv":
        text = "".join(head)
        plain = len(OPENING.findall(text)) != len(CLOSING.findall(text))
        return {"delimiter": "\t", "quoting": csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL}
    names = QUOTED.sub("", head[0] if head else "")
    return {"delimiter": max(DELIMITERS, key=names.count), "quoting": csv.QUOTE_MINIMAL}


def lines(text: Iterable[str]) -> Iterator[str]:
    r"""Yield lines with their ends (\n, \r or \r\n, as the csv module wants them) from text in any chunks."""
    rest = ""
    for chunk in text:
        rest += chunk
        cut = rest.rfind("\n") + 1 or rest.rfind("\r", 0, -1) + 1
        if not cut and len(rest) > LINE:
            cut = len(rest)
        yield from io.StringIO(rest[:cut], newline="")
        rest = rest[cut:]
    yield from io.StringIO(rest, newline="")


def _shown(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return (", ".join(names[:SHOWN]) or "none") + more
