"""Books, .epub: the chapters in the order of the book's spine; a book is one document.

The cover and the table of contents are left out, for they repeat the title and the headings.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from embrepl.corpus.reading.decoding.encodings import SAMPLE_BYTES, detect
from embrepl.corpus.reading.markup.pages import LISTS, Page, html_text
from embrepl.corpus.reading.one_document import one_document, open_packed
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

CONTAINER = "META-INF/container.xml"
LONGEST_LIST = 1 << 24  # bytes of the file that lists the pages
LONGEST_CONTENTS = 1 << 20  # characters of a table of contents
PAGES = (".xhtml", ".html", ".htm")
CONTENTS, COVER = LISTS["toc"], "cover page"
COVERS = frozenset({"cover", "coverpage", "cover-page", "cover.xhtml", "cover.html", "cover_page"})
LISTED = frozenset({"toc", "contents", "htmltoc", "toc.xhtml", "toc.html", "contents.xhtml", "contents.html"})
SHORT = 300  # characters of a cover, or beside the lists of a page of contents
FEWEST_LINKS, LONGEST_LINK = 3, 100  # of a page of contents; characters
LINKED = 0.7  # share of the letters of a page of contents that lead to other places in the book


@dataclass(frozen=True)
class _Chapter:
    """A page of the book: its name in the archive, and what the book says that it is ("", "nav", "toc", "cover")."""

    name: str
    role: str = ""


class _BookPage(Page):
    """A page of a book, and how much of it leads to other places in the book."""

    def __init__(self, left_out: Counter[str]) -> None:
        super().__init__(left_out)
        self._links_at: list[int] = []
        self._links = self._linked = self._letters = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element opens."""
        if name == "a" and "://" not in attributes.get("href", "://"):
            self._links_at.append(self.depth)
            self._links += 1
        return super().opened(name, attributes)

    def closed(self, name: str) -> None:
        """An element closes."""
        if self._links_at and self._links_at[-1] == self.depth:
            self._links_at.pop()
        super().closed(name)

    def text(self, text: str) -> None:
        """Text between tags."""
        letters = sum(map(str.isalpha, text))
        self._letters += letters
        self._linked += letters if self._links_at else 0
        super().text(text)

    @property
    def is_contents(self) -> bool:
        """Whether it is made of links."""
        return (
            FEWEST_LINKS <= self._links <= self._linked <= LONGEST_LINK * self._links
            and self._linked >= LINKED * self._letters
        )

    @property
    def has_links_alone(self) -> bool:
        """Whether there is little beside its links, and they are no marks of notes."""
        return 0 < self._links <= self._linked and self._letters - self._linked <= SHORT


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text. Raises `unreadable-file`, `bomb`."""
    with open_packed(reading, "book") as archive:
        chapters = _chapters(archive)
        if not chapters:
            raise unreadable(reading.source.shown, "is not a book: it has no chapters")
        for chapter in chapters:
            with reading.guarded(chapter.name):
                yield from _text(reading, archive, chapter)


def _text(reading: Reading, archive: ZipFile, chapter: _Chapter) -> Iterator[str]:
    with archive.open(chapter.name) as part:
        head = part.read(SAMPLE_BYTES)
        encoding = detect(head, whole=len(head) < SAMPLE_BYTES)
        if encoding is None:
            reading.note(f"{chapter.name} is not text; the book may be encrypted")
            return
        left_out: Counter[str] = Counter()
        page = _BookPage(left_out)
        text = html_text(_decoded(head, part, encoding), page)
        held, size = [], 0
        for each in text:
            held.append(each)
            size += len(each)
            if size > LONGEST_CONTENTS:
                break
        if size > LONGEST_CONTENTS or not _is_left_out(reading, chapter, page, "".join(held)):
            yield from held
            del held
            yield from text
            yield "\n"
            reading.left_out.update(left_out)


def _decoded(head: bytes, part: IO[bytes], encoding: str) -> Iterator[str]:
    decoder = getincrementaldecoder(encoding)("replace")
    yield decoder.decode(head)
    while data := part.read(SAMPLE_BYTES):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _is_left_out(reading: Reading, chapter: _Chapter, page: _BookPage, text: str) -> bool:
    """Return whether a chapter is a cover or a table of contents, and count it."""
    lists = {what: number for what, number in page.lines.left_out.items() if what in LISTS.values()}
    short = len(text.strip()) <= SHORT
    listed = chapter.role == "toc" and page.has_links_alone
    if page.is_contents or listed or (lists and chapter.role == "nav" and short):
        reading.left_out.update(lists or [CONTENTS])
        return True
    if chapter.role == "cover" and short:
        reading.left_out.update([COVER] if text.strip() else [])
        return True
    return False


def _chapters(archive: ZipFile) -> list[_Chapter]:
    """Return the chapters in reading order; without a usable spine, the pages in the archive's order."""
    names = set(archive.namelist())
    try:
        package = str(_tree(archive, CONTAINER).find(".//{*}rootfile").get("full-path"))
        book = _tree(archive, package)
        items = {item.get("id"): item for item in book.iterfind(".//{*}manifest/{*}item")}
        spine = [
            items[name] for each in book.iterfind(".//{*}spine/{*}itemref") if (name := each.get("idref")) in items
        ]
        guide = {
            _page(package, each.get("href", "")): each.get("type", "")
            for each in book.iterfind(".//{*}guide/{*}reference")
            if each.get("type") in {"cover", "toc"}
        }
        chapters = [
            _Chapter(name, _role(item, guide.get(name, "")))
            for item in spine
            if (name := _page(package, item.get("href", "")))
        ]
    except (KeyError, AttributeError, TypeError, ValueError, etree.XMLSyntaxError):
        chapters = []
    pages = [_Chapter(name) for name in archive.namelist() if name.endswith(PAGES)]
    known = {chapter.name: chapter for chapter in chapters if chapter.name in names}  # a page comes once
    return list(known.values()) or pages


def _page(package: str, address: str) -> str:
    return normpath(join(dirname(package), unquote(address.partition("#")[0])))


def _role(item: Any, guided: str) -> str:
    if "nav" in item.get("properties", "").split() or item.get("media-type") == "application/x-dtbncx+xml":
        return "nav"
    called = {item.get("id", "").lower(), item.get("href", "").lower().rpartition("/")[2]}
    return guided or ("cover" if called & COVERS else "toc" if called & LISTED else "")


def _tree(archive: ZipFile, name: str) -> Any:
    with archive.open(name) as part:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        return etree.fromstring(part.read(LONGEST_LIST), parser)
