"""XML, .xml: the text of all elements but a TEI header; a file is one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.elements import xml_text
from embrepl.corpus.reading.one_document import one_document

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text."""
    yield from xml_text(reading.text(), reading.left_out, reading.note)
