"""JSON lines, .jsonl .ndjson: the text of the object in every line, or the string there, is a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from json import JSONDecoder
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines, skip_line
from embrepl.corpus.reading.tables.table import JUDGED_OBJECTS, Table
from embrepl.corpus.reading.tables.values import SURROGATES

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

DECODE = JSONDecoder(strict=False).decode  # a tab in a string is not worth losing the text
TOO_LONG = object()  # stands for the value of a line that is longer than it may be


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the texts. Raises `which-column`, `no-such-column`."""
    table = reading.table
    table.unit = "line"
    values = _values(table, lines(reading.text(), table.longest))
    first = list(islice(values, JUDGED_OBJECTS))
    table.judge([value for _, value, _ in first])
    table.look_for_kept([value for _, value, _ in first])
    for number, value, line in chain(first, values):
        text = "" if value is TOO_LONG else table.text_of(value, number)
        if text is None:
            continue
        table.keep(value)
        yield (SURROGATES.sub("\ufffd", text) if "\\u" in line else text,)


def _values(table: Table, rest: Iterator[str]) -> Iterator[tuple[int, object, str]]:
    """Yield the number of every line that is not empty, the value there, None for what is no JSON, and the line."""
    for number, line in enumerate(rest, 1):
        if len(line) > table.longest:
            table.too_long += 1
            skip_line(line, rest)
            yield number, TOO_LONG, ""
        elif line.strip():
            yield number, _value(line), line


def _value(line: str) -> object:
    """Return the value in a line, also as one of an array that goes over several lines; None for what is no JSON."""
    value = _decoded(line)
    return _decoded(line.strip().removeprefix("[").rstrip(",]")) if value is None else value


def _decoded(text: str) -> object:
    try:
        return DECODE(text)
    except (ValueError, RecursionError):
        return None
