"""JSON lines, .jsonl .ndjson: the text of the object in every line, or the string there, is a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import JSONDecoder
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines, skip_line
from embrepl.corpus.reading.tables.values import SURROGATES

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the texts. Raises `which-column`, `no-such-column`."""
    table = reading.table
    table.unit = "line"
    decode = JSONDecoder(strict=False).decode  # a tab in a string is not worth losing the text
    rest = lines(reading.text(), table.longest)
    for number, line in enumerate(rest, 1):
        if not line.strip():
            continue
        value: object = None
        text = ""
        if len(line) > table.longest:
            table.too_long += 1
            skip_line(line, rest)
        else:
            try:
                value = decode(line)
            except (ValueError, RecursionError):
                value = None
            text = table.text_of(value, number)
        table.note_label(value)
        yield (SURROGATES.sub("\ufffd", text) if "\\u" in line else text,)
