"""XML, .xml: the text of all elements but a TEI header, a file is one document; of the dump of a wiki each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.elements import xml_text
from embrepl.corpus.reading.wiki.dump import articles, is_dump

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the documents."""
    text = reading.text()
    head = next(text, "")
    with reading.guarded():
        if is_dump(head):
            for article in articles(reading, chain([head], text)):
                yield [article]
        else:
            yield xml_text(chain([head], text), reading.left_out, reading.note)
