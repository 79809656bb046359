"""Web pages, .html: the text that a reader of the page sees; a page is one document, a paragraph one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.pages import Page, html_text
from embrepl.corpus.reading.one_document import one_document

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text."""
    yield from html_text(reading.text(), Page(reading.left_out))
