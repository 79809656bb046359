"""Books, .epub: the chapters in the order of the book's spine; a book is one document."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from embrepl.corpus.reading.decoding.encodings import SAMPLE_BYTES, detect
from embrepl.corpus.reading.markup import html_text
from embrepl.corpus.reading.one_document import one_document, open_packed
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

CONTAINER = "META-INF/container.xml"
LONGEST_CHAPTER = 1 << 26  # bytes of one chapter
PAGES = (".xhtml", ".html", ".htm")


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text. Raises `unreadable-file`, `bomb`."""
    with open_packed(reading, "book") as archive:
        chapters = _chapters(archive)
        if not chapters:
            raise unreadable(reading.source.shown, "is not a book: it has no chapters")
        for name in chapters:
            with reading.guarded(name):
                yield from _chapter(reading, archive, name)


def _chapter(reading: Reading, archive: ZipFile, name: str) -> Iterator[str]:
    with archive.open(name) as part:
        data = part.read(LONGEST_CHAPTER)
    encoding = detect(data[:SAMPLE_BYTES], whole=len(data) <= SAMPLE_BYTES)
    if encoding is None:
        reading.note(f"{name} is not text; the book may be encrypted")
        return
    yield from html_text([data.decode(encoding, "replace")])
    yield "\n"


def _chapters(archive: ZipFile) -> list[str]:
    """Return the names of the chapters in reading order; without a usable spine, the pages in the archive's order."""
    names = set(archive.namelist())
    try:
        package = str(_tree(archive, CONTAINER).find(".//{*}rootfile").get("full-path"))
        book = _tree(archive, package)
        pages = {item.get("id"): item.get("href", "") for item in book.iterfind(".//{*}manifest/{*}item")}
        spine = [pages.get(item.get("idref"), "") for item in book.iterfind(".//{*}spine/{*}itemref")]
        chapters = [normpath(join(dirname(package), unquote(page))) for page in spine]
    except (KeyError, AttributeError, TypeError, ValueError, etree.XMLSyntaxError):
        chapters = []
    return [name for name in chapters if name in names] or [name for name in archive.namelist() if name.endswith(PAGES)]


def _tree(archive: ZipFile, name: str) -> Any:
    with archive.open(name) as part:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        return etree.fromstring(part.read(LONGEST_CHAPTER), parser)
