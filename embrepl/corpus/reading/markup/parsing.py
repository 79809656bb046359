"""Feeding tags to lxml: nothing outside a file is ever fetched, and no entity that a file defines is expanded.

The definitions are dropped, so that they cannot multiply.
"""

from __future__ import annotations

import html
import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from typing import IO
from zipfile import ZipFile

from lxml import etree

from embrepl.corpus.reading.markup.tags import Tags
from embrepl.corpus.reading.markup.target import Target

PARSED_AT_ONCE = 1 << 16  # characters
REFERENCE = re.compile(r"&(#?\w{1,40});?")
OPEN_END = re.compile(r"&[#\w]{0,41}\Z")
PROLOGUE = re.compile(r"\ufeff*(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>", re.IGNORECASE | re.DOTALL)
OPEN = ("<!DOCTYPE", "<!--", "<?")  # what may stand before the first element
LONGEST_DOCTYPE = 1 << 23  # characters
LONGEST_REFERENCE = 42
KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})


def html_parser(target: object) -> etree.HTMLParser:
    """Return a parser that fetches nothing and forgives everything."""
    return etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)


def xml_parser(target: object) -> etree.XMLParser:
    """Return a parser that fetches and expands nothing and forgives what it can."""
    return etree.XMLParser(
        target=target, encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=True,
    )  # fmt: skip


def part_text(archive: ZipFile, name: str, target: Target) -> Iterator[str]:
    """Yield the text of an XML file in a document that is a zip archive."""
    with archive.open(name) as part:
        yield from text_of(part, target)


def text_of(file: IO[bytes], target: Target) -> Iterator[str]:
    """Yield the text of an XML file in UTF-8."""
    yield from feed(xml_parser(target), target, Tags().mended(_decoded(file)))
    yield target.finish()


def _decoded(file: IO[bytes]) -> Iterator[str]:
    decoder = getincrementaldecoder("utf-8-sig")("replace")
    while data := file.read(PARSED_AT_ONCE):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def feed(parser: etree.XMLParser | etree.HTMLParser, target: Target, text: Iterable[str]) -> Iterator[str]:
    """Feed the text and then the end of it; yield what comes of it."""
    for chunk in text:
        parser.feed(chunk.encode("utf-8", "replace"))
        yield target.take()
    parser.feed(b" ")  # for a parser that was fed nothing cannot be closed
    parser.close()
    yield target.take()


def steps(text: Iterable[str]) -> Iterator[str]:
    """Yield the text in short steps, no reference (`&eacute;`) split."""
    rest = ""
    for chunk in text:
        rest += chunk
        while rest:
            part = rest[:PARSED_AT_ONCE]
            last = len(part) == len(rest)
            unfinished = OPEN_END.search(part, max(0, len(part) - LONGEST_REFERENCE))
            end = unfinished.start() if unfinished else len(part)
            if end:
                yield part[:end]
            rest = rest[end:]
            if last:
                break
    if rest:
        yield rest


def well_formed(text: Iterable[str], tags: Tags) -> Iterator[str]:
    """Yield XML under one root of ours, without the definitions before the first element, and its references solved."""
    yield "<text>"
    for chunk in tags.mended(_without_definitions(part.replace("\0", "\ufffd") for part in text)):
        yield REFERENCE.sub(_resolve, chunk)
    yield "</text>"


def _without_definitions(text: Iterator[str]) -> Iterator[str]:
    """Drop the XML declaration and the document type, which may be long; its end is looked for at every doubling."""
    head, enough = "", 0
    for chunk in text:
        head += chunk
        if len(head) >= enough:
            if not _first_element(head)[1] or len(head) > LONGEST_DOCTYPE:
                break
            enough = 2 * len(head)
    yield head[_first_element(head)[0] :]
    yield from text


def _first_element(head: str) -> tuple[int, bool]:
    """Return where what is before the first element ends, and whether it may go on after that."""
    prologue = PROLOGUE.match(head)
    begin = prologue.end() if prologue else 0
    if doctype := DOCTYPE.match(head, begin):
        return doctype.end(), False
    next_sign = head[begin : begin + len(OPEN[0])].upper()
    return begin, next_sign.startswith(OPEN) or any(sign.startswith(next_sign) for sign in OPEN)


def _resolve(match: re.Match[str]) -> str:
    """Return what a reference stands for, as XML; one that is not known stays as it is written."""
    if match[1] in KEPT:
        return match[0]
    solved = html.unescape(match[0])
    return html.escape(solved if solved < "\ud800" or solved > "\udfff" else "\ufffd", quote=False)
