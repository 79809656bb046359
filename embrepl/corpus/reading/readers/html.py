"""Web pages, .html: the text that a reader of the page sees; a page is one document, a paragraph one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup import html_text

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield _text(reading)


def _text(reading: Reading) -> Iterator[str]:
    with reading.guarded():
        yield from html_text(reading.text())
