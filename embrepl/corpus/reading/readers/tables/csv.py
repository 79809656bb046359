"""Tables with delimiters, .csv .tsv: the text of every row is a document."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import LONGEST_FIELD, lines
from embrepl.corpus.reading.tables.columns import Choice
from embrepl.corpus.reading.tables.dialects import head_of, is_single_quoted, recognise, with_other_marks
from embrepl.corpus.reading.tables.rows import FEWER, LEFT_OUT, MORE, REPEATED, Rows
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

JUDGED_ROWS = 100  # by which the columns are chosen


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the rows. Raises `which-column`, `no-such-column`."""
    table = reading.table
    table.unit = "line"
    rest = lines(reading.text(), table.longest)
    head = head_of(rest)
    if single := is_single_quoted(head):
        table.remarks.append("its fields stand in single quotation marks")
        head, rest = list(map(with_other_marks, head)), map(with_other_marks, rest)
    follows = next(rest, None)
    before = csv.field_size_limit(max(table.longest, LONGEST_FIELD))  # there is no limit of a reader's own
    try:
        layout = recognise(reading.source.kind, head, whole=follows is None)
        csv.field_size_limit(table.longest)
        text = chain(head[layout.skipped :], [] if follows is None else [follows], rest)
        del head
        if layout.titles:
            table.remarks.append(f"{counted(layout.titles, 'line')} before the header left out")
        rows = Rows(text, layout.dialect, layout.shape, table.longest, line=layout.skipped + 1)
        every = map(_with_own_marks, rows) if single else iter(rows)
        first = [(rows.line, row) for row in islice(every, JUDGED_ROWS)]
        if first:
            width = layout.shape.width
            choice = table.wish.choose([row for _, row in first], width, numbered=layout.numbered)
            table.remarks += choice.notes
            follow = ((rows.line, row) for row in every)
            yield from _texts(reading, rows, chain(first[choice.header :], follow), choice, width)
        table.remarks += rows.doubts.notes()
    finally:
        csv.field_size_limit(before)


def _with_own_marks(row: list[str]) -> list[str]:
    """Return the fields of a row whose marks were exchanged as they stand in the file; LEFT_OUT as it is."""
    return list(map(with_other_marks, row)) if row else row


def _texts(
    reading: Reading, rows: Rows, numbered: Iterable[tuple[int, list[str]]], choice: Choice, width: int
) -> Iterator[Iterable[str]]:
    table, place = reading.table, choice.place
    kept = table.wish.kept_places(choice.names)
    name = choice.names[place] if choice.header else None
    for line, given in numbered:
        table.too_long = rows.too_long
        row = given if len(given) == width else _fitted(given, rows, line, place, width)
        if place < len(row) and row[place] == name and tuple(map(str.strip, row)) == choice.names:
            rows.doubts.add(REPEATED, line)
            continue
        table.kept = {key: "".join(row[at : at + 1]).strip() for key, at in kept.items()} if kept else table.kept
        yield (table.cell(row[place], line) if place < len(row) else "",)
    table.too_long = rows.too_long


def _fitted(row: list[str], rows: Rows, line: int, place: int, width: int) -> list[str]:
    """Return a row as wide as the others, all of its text in the column of the text, and note what is doubtful."""
    if row is LEFT_OUT:
        return [""] * width
    more = len(row) - width
    if more > 0:
        if width > 1:
            if not any(row[width:]):
                return row[:width]
            rows.doubts.add(MORE, line)
        return [*row[:place], rows.delimiter.join(row[place : place + more + 1]), *row[place + more + 1 :]]
    rows.doubts.add(FEWER, line)
    return row if place < len(row) else [*row, *[""] * (place - len(row)), _longest(row)]


def _longest(row: Sequence[str]) -> str:
    """Return the field that may be text, in a row without the column of texts: the one with several words."""
    field = max(row, key=len)
    return field if len(field.split()) > 1 else ""
