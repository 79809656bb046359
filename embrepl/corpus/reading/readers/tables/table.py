"""Tables, .csv .tsv .jsonl: the text of every row is a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the rows. Raises `which-column`, `no-such-column`."""
    for text in reading.table.texts(reading.text()):
        yield (text,)
