"""XML, .xml: the text of all elements but a TEI header; a file is one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup import xml_text

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield _text(reading)


def _text(reading: Reading) -> Iterator[str]:
    with reading.guarded():
        yield from xml_text(reading.text(), reading.note)
