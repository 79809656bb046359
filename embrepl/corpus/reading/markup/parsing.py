"""Feeding tags to lxml: nothing outside a file is ever fetched, and no entity that a file defines is expanded.

The definitions are dropped, so that they cannot multiply.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import IO
from zipfile import ZipFile

from lxml import etree

from embrepl.corpus.reading.markup.target import Target

PARSED_AT_ONCE = 1 << 16  # characters
REFERENCE = re.compile(r"&(#?\w{1,40});?")
OPEN_END = re.compile(r"&[#\w]{0,41}\Z")
PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*\?>)?")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
OPEN_DOCTYPE = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.IGNORECASE | re.DOTALL)
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
    """Yield the text of an XML file that says its encoding."""
    parser = xml_parser(target)
    while data := file.read(PARSED_AT_ONCE):
        parser.feed(data)
        yield target.take()
    parser.close()
    yield target.finish()


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


def well_formed(text: Iterable[str]) -> Iterator[str]:
    """Yield XML under one root of ours, without the definitions before the first element, and its references solved."""
    yield "<text>"
    for chunk in _without_definitions(part.replace("\0", "\ufffd") for part in text):
        yield REFERENCE.sub(_resolve, chunk)
    yield "</text>"


def _without_definitions(text: Iterator[str]) -> Iterator[str]:
    """Drop the XML declaration and the document type, which may be long; it is searched for at every doubling."""
    head, enough = "", 0
    for chunk in text:
        head += chunk
        if len(head) < enough:
            continue
        rest = DOCTYPE.sub("", PROLOGUE.sub("", head.lstrip("\ufeff"), count=1), count=1)
        if OPEN_DOCTYPE.match(rest) and len(head) < LONGEST_DOCTYPE:
            enough = 2 * len(head)
        elif rest.strip():
            yield rest
            break
        else:
            head = ""
    else:
        yield DOCTYPE.sub("", PROLOGUE.sub("", head.lstrip("\ufeff"), count=1), count=1)
    yield from text


def _resolve(match: re.Match[str]) -> str:
    """Return what a reference stands for, as XML; one that is not known stays as it is written."""
    if match[1] in KEPT:
        return match[0]
    solved = html.unescape(match[0])
    return html.escape(solved if solved < "\ud800" or solved > "\udfff" else "\ufffd", quote=False)
