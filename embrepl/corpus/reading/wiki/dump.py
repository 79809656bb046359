"""The articles of a dump, one at a time: redirects and pages of other namespaces are left out and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.parsing import steps, xml_parser
from embrepl.corpus.reading.markup.tags import Tags
from embrepl.corpus.reading.wiki.wikitext import CATEGORY, FILE, Wikitext

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

ROOT = re.compile(r"[\ufeff\s]*+(?:<\?xml[^>]*\?>)?\s*+<(?:\w+:)?mediawiki\b")
REDIRECT = re.compile(r"\s*#[^\W\d_]{2,30}\s?:?\s*\[\[|\s*#redirect\b", re.IGNORECASE)  # in any language
FIELDS = frozenset({"title", "ns", "model", "text"})
WIKITEXT = ("", "wikitext")
MEDIA = -2
_FILES = (
    "file image media datei bild fichier archivo imagen immagine ficheiro arquivo imagem bestand afbeelding plik "
    "grafika fil soubor файл изображение 文件 檔案 档案 图像 圖像 ファイル 画像 파일 ملف"
)
_CATEGORIES = (
    "category kategorie catégorie categoría categoria categorie kategoria kategori категория категорія 分类 分類 "
    "カテゴリ 분류 تصنيف"
)
NAMESPACES = {FILE: _FILES.split(), CATEGORY: _CATEGORIES.split()}  # where a dump does not say them


class _Pages:
    """What lxml reports of a dump becomes pages; of a page with several revisions the last is kept."""

    def __init__(self, longest: int) -> None:
        self.pages: list[dict[str, str]] = []
        self.namespaces: dict[str, int] = {}  # their names in this wiki, in lower case
        self._longest = longest
        self._page: dict[str, str] = {}
        self._parts: list[str] | None = None
        self._size = 0
        self._key = ""
        self._revisions = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        name = tag.rpartition("}")[2]
        if name in FIELDS:
            self._parts, self._size = [], 0
        elif name == "namespace":
            self._parts, self._size, self._key = [], 0, attributes.get("key", "0")
        elif name == "page":
            self._page, self._revisions = {}, 0
        elif name == "redirect":
            self._page["redirect"] = "yes"
        elif name == "revision":
            self._revisions += 1

    def end(self, tag: str) -> None:
        """A tag closes."""
        name = tag.rpartition("}")[2]
        if self._parts is not None and (name in FIELDS or name == "namespace"):
            text, self._parts = "".join(self._parts), None
            if name == "namespace":
                self.namespaces[text.lower()] = int(self._key) if self._key.lstrip("-").isdigit() else 0
            else:
                self._page[name] = text
        elif name == "page":
            self._page["earlier"] = "1" * max(0, self._revisions - 1)
            self.pages.append(self._page)
            self._page = {}

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._parts is not None:
            self._size += len(text)
            if self._size <= self._longest:
                self._parts.append(text)
            else:
                self._parts = []
                self._page["too long"] = "yes"

    def close(self) -> None:
        """The dump has ended."""


def is_dump(head: str) -> bool:
    """Return whether a file that begins so is the dump of a wiki."""
    return bool(ROOT.match(head))


def articles(reading: Reading, text: Iterable[str]) -> Iterator[str]:
    """Yield the text of every article."""
    pages = _Pages(reading.longest)
    parser = xml_parser(pages)
    plain: Wikitext | None = None
    tags = Tags()
    for chunk in tags.mended(steps(text)):
        parser.feed(chunk.replace("\0", "\ufffd").encode("utf-8", "replace"))
        for page in pages.pages:
            if _is_article(reading, page, pages.namespaces):
                plain = plain or Wikitext(_links(pages.namespaces), reading.left_out)
                yield plain.text(page.get("text", ""))
        pages.pages.clear()
    tags.report(reading.note)
    if parser.feed_error_log:
        error = parser.feed_error_log[0]
        reading.note(f"damaged XML, some text may be missing: line {error.line:,}, {error.message}")
    if plain is None:
        reading.note("this dump of a wiki holds no articles")


def _is_article(reading: Reading, page: Mapping[str, str], namespaces: Mapping[str, int]) -> bool:
    """Return whether a page is an article; what is none is counted."""
    prefix, colon, _ = page.get("title", "").partition(":")
    place = page.get("ns", "").strip() or str(namespaces.get(prefix.lower(), 0) if colon else 0)
    text, left_out = page.get("text", ""), reading.left_out
    if page["earlier"]:
        left_out["earlier revision"] += len(page["earlier"])
    if page.get("too long"):
        reading.table.too_long += 1
    elif place != "0" or page.get("model", "").strip() not in WIKITEXT:
        left_out["page of another namespace"] += 1
    elif "redirect" in page or REDIRECT.match(text):
        left_out["redirect"] += 1
    else:
        return True
    return False


def _links(namespaces: Mapping[str, int]) -> dict[str, int]:
    """Return the names before the colon of links to files and categories, in many languages and in the wiki's own."""
    names = {name: place for place, names in NAMESPACES.items() for name in names}
    for name, place in namespaces.items():
        if place in {FILE, CATEGORY, MEDIA}:
            names[name] = FILE if place == MEDIA else place
    return names
