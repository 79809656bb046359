"""Tables of texts: the column of a .csv or .tsv file, the field of a .jsonl file, one text a row.

A row that is left out is an empty text, so that the rows after it keep their number.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Literal, TypedDict

from embrepl.corpus.options import FOLDER
from embrepl.errors import EmbreplError, nearest_names

LONGEST_FIELD = 1 << 24  # characters of a line or field, where no limit of memory is known
LONG_PART = 1 << 22  # characters that are not worth copying
DIALECT_LINES = 500  # lines
SHOWN_COLUMNS = 20
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
    """How to read the texts of one table.

    `malformed` counts the lines that are none of the table's, `missing` the objects that have no text in the field;
    `named` is which that is.
    `column` is the name a person gave. Without it: the one column with a name of TEXT_COLUMNS, or the only column.
    `too_long` counts the rows with more than `longest` characters in one field or line, which are left out.
    `label` names the column of the labels; `labelled` is the label of the row that came last, None where there is no
    such column.
    """

    path: str
    kind: str
    column: str | None
    longest: int = LONGEST_FIELD
    label: str | None = None
    malformed: int = field(init=False, default=0)
    missing: int = field(init=False, default=0)
    named: str | None = field(init=False, default=None)
    too_long: int = field(init=False, default=0)
    labelled: str | None = field(init=False, default=None)

    def texts(self, text: Iterable[str]) -> Iterator[str]:
        """Yield the text of every row. Raises `which-column` or `no-such-column`."""
        return self._json(text) if self.kind == "jsonl" else self._csv(text)

    def _csv(self, text: Iterable[str]) -> Iterator[str]:
        """Yield one column; a row too short for it is an empty document."""
        rest = lines(text, self.longest)
        head = list(islice(rest, DIALECT_LINES))
        how = dialect(self.kind, head)
        before = csv.field_size_limit(self.longest)  # there is no limit of a reader's own
        try:
            rows = _Rows(chain(head, rest), how)
            del head
            header = next(rows, None)
            if header is None:
                return
            names = [name.strip() for name in header]
            place, label = self.place(names), self.label_place(names)
            for row in rows:
                if row:
                    self.labelled = None if label is None else "".join(row[label : label + 1]).strip()
                    yield row[place] if place < len(row) else ""
                self.too_long = rows.too_long
            self.too_long = rows.too_long
        finally:
            csv.field_size_limit(before)

    def _json(self, text: Iterable[str]) -> Iterator[str]:
        """Yield one field of every line, named by the first line with fields; a line may also be a bare string."""
        rest = lines(text, self.longest)
        for line in rest:
            if not line.strip():
                continue
            value: object = None
            if len(line) > self.longest:
                self.too_long += 1
                _skip_line(line, rest)
                text_of_line = ""
            else:
                try:
                    value = json.loads(line)
                except (ValueError, RecursionError):
                    value = None
                text_of_line = self.text_of(value)
            self.note_label(value)
            yield SURROGATES.sub("\ufffd", text_of_line) if "\\u" in line else text_of_line

    def text_of(self, value: object) -> str:
        """Return the text of an object, or of a bare string; "", and counted, where there is none.

        Raises `which-column`, `no-such-column`.
        """
        if isinstance(value, dict):
            self.named = self.named if self.named is not None else self.name_of(value)
            held = value.get(self.named)
            self.missing += not isinstance(held, str)
        else:
            held = value
            self.malformed += not isinstance(held, str)
        return held if isinstance(held, str) else ""

    def name_of(self, value: dict[str, object]) -> str:
        """Return which field of an object is the text. Raises `which-column`, `no-such-column`."""
        names = list(value) if self.column else [name for name, held in value.items() if isinstance(held, str)]
        return names[self.place(names)]

    def place(self, names: Sequence[str]) -> int:
        """Return the place of the text column among `names`."""
        if self.column is not None:
            if self.column in names:
                return names.index(self.column)
            raise self._no_such_column(names, self.column, "column")
        others = [place for place, name in enumerate(names) if name != self.label]
        likely = [place for place in others if names[place].lower() in TEXT_COLUMNS]
        if len(likely) == 1 or len(others) == 1:
            return (likely or others)[0]
        message = f"Which column of {self.path} is the text? It has {_shown(names)}."
        raise EmbreplError("which-column", message, "Name it with --column.")

    def label_place(self, names: Sequence[str]) -> int | None:
        """Return the place of the label column among `names`; None where labels are folders, or not asked for."""
        if self.label is None or (self.label == FOLDER and FOLDER not in names):
            return None
        if self.label not in names:
            raise self._no_such_column(names, self.label, "label")
        return names.index(self.label)

    def note_label(self, value: object) -> None:
        """Take the label out of a value; the first object must have that field. Raises `no-such-column`."""
        if isinstance(value, dict) and (self.labelled is not None or self.label_place(list(value)) is not None):
            self.labelled = label_of(value.get(self.label))
        elif self.labelled is not None:
            self.labelled = ""

    def _no_such_column(self, names: Sequence[str], column: str, option: str) -> EmbreplError:
        near = nearest_names(column, list(names), most=1)
        hint = f"Did you mean --{option} {near[0]}?" if near else f"Name one of these with --{option}."
        return EmbreplError("no-such-column", f"{self.path} has no column {column}; it has {_shown(names)}.", hint)


class Dialect(TypedDict):
    """The arguments of `csv.reader`."""

    delimiter: str
    quoting: Literal[0, 3]


def dialect(kind: str, head: Sequence[str]) -> Dialect:
    """Return the delimiter and whether quotes enclose fields, judged from the first lines.

    Many .tsv files quote as .csv does, in many others a quotation mark is a plain character; there, one
    that opens a field and never closes would swallow the rows after it.
    """
    if kind == "tsv":
        text = "".join(head)
        plain = len(OPENING.findall(text)) != len(CLOSING.findall(text))
        return {"delimiter": "\t", "quoting": csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL}
    names = QUOTED.sub("", head[0] if head else "")
    return {"delimiter": max(DELIMITERS, key=names.count), "quoting": csv.QUOTE_MINIMAL}


class _Rows:
    """The rows of a CSV table; one with a field that is too long is counted, and comes as one empty field."""

    def __init__(self, text: Iterator[str], how: Dialect) -> None:
        self.too_long = 0
        self._text = text
        self._quoting = how["quoting"] != csv.QUOTE_NONE
        self._quotes = 0  # in the row so far
        self._ended = True  # whether the line was read to its end
        self._rows = csv.reader(self._count_quotes(), **how)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self._quotes = 0
        try:
            return next(self._rows)
        except csv.Error:
            self.too_long += 1
            self._leave_row()
            return [""]

    def _count_quotes(self) -> Iterator[str]:
        for line in self._text:
            self._quotes += line.count('"')
            self._ended = line.endswith(("\n", "\r"))
            yield line

    def _leave_row(self) -> None:
        """Go on to the end of the line in which the quotation marks are closed."""
        rest = self._count_quotes()
        while (not self._ended or (self._quoting and self._quotes % 2)) and next(rest, None) is not None:
            pass


def _skip_line(beginning: str, rest: Iterator[str]) -> None:
    """Go past what is left of a line of which only the beginning was read."""
    part: str | None = beginning
    while part is not None and not part.endswith(("\n", "\r")):
        part = next(rest, None)


def lines(text: Iterable[str], longest: int = LONGEST_FIELD) -> Iterator[str]:
    r"""Yield lines with their ends (\n, \r or \r\n, as the csv module wants them) from text in any chunks.

    A line longer than `longest` comes in parts, each about as long or longer.
    """
    rest = ""
    for chunk in text:
        begin = max(0, len(rest) - 1)
        rest += chunk
        end = rest.rfind("\n", begin) + 1 or rest.rfind("\r", begin, -1) + 1
        if not end and len(rest) > longest:
            end = len(rest)
        if end:
            part, rest = rest[:end], rest[end:]
            yield from _split(part)
    yield from _split(rest)


def _split(part: str) -> Iterator[str]:
    if len(part) < LONG_PART or "\r" in part:
        yield from io.StringIO(part, newline="")
        return
    begin = 0
    while begin < len(part):
        end = part.find("\n", begin) + 1 or len(part)
        yield part[begin:end]
        begin = end


def label_of(value: object) -> str:
    """Return how a value of JSON or of a column is called as a label, "" for what is none."""
    if value is None or isinstance(value, (list, dict, bytes)) or value != value:  # noqa: PLR0124 — not a number
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return SURROGATES.sub("\ufffd", str(int(value) if isinstance(value, float) and value % 1 == 0 else value)).strip()


def _shown(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN_COLUMNS:,} more" if len(names) > SHOWN_COLUMNS else ""
    return (", ".join(names[:SHOWN_COLUMNS]) or "none") + more
