"""Portable documents, .pdf: the text of the pages, as PDFium finds it; a file is one document, a page begins a line.

A scan has no text in it. Words that a line end divides with a hyphen are joined where PDFium marks the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from embrepl.corpus.reading.one_document import one_document
from embrepl.system.unpacking import missing_extra

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

DIVIDED = "\ufffe\r\n"


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text. Raises `missing-extra`, `unreadable-file`."""
    try:
        import pypdfium2
    except ImportError:
        raise missing_extra(f"{reading.source.shown}, a .pdf file,", "pdf") from None
    with reading.stream.seekable() as file:
        document = pypdfium2.PdfDocument(file)
        try:
            has_text = False
            for number in range(len(document)):
                with reading.guarded(f"page {number + 1:,}"):
                    text = _page(document, number)
                    has_text = has_text or bool(text.strip())
                    yield text + "\n"
            if not has_text:
                reading.note("it holds no text; if it is a scan, have its characters recognised first")
        finally:
            document.close()


def _page(document: Any, number: int) -> str:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            text: str = words.get_text_range()
        finally:
            words.close()
    finally:
        page.close()
    return text.replace(DIVIDED, "").replace("\ufffe", "").replace("\r\n", "\n")
