"""Web pages, .html: the text that a reader of the page sees; a page is one document, a paragraph one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.cleaning import BREAK
from embrepl.corpus.reading.markup.pages import Page, html_text
from embrepl.corpus.reading.one_document import one_document

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

BREAKS = "tag of line breaks written as text"  # in the report


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text."""
    for text in html_text(reading.text(), Page(reading.left_out)):
        cleaned, many = BREAK.subn("\n", text) if "<" in text else (text, 0)
        if many:  # a tag that was escaped once too often
            reading.left_out[BREAKS] += many
        yield cleaned
