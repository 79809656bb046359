"""Small documents with markup, and what a file gives: its words, and what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.reading.markup.elements import xml_text
from embrepl.corpus.reading.markup.pages import Page, html_text

VANISH = "<w:vanish/>"
ODT_STYLES = (
    '<style:style style:name="Off"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Offer" style:parent-style-name="Off"/>'
    '<style:style style:name="Up"><style:text-properties style:text-position="super 58%"/></style:style>'
)
FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}{\f2\fcharset128 Mincho;}{\f3\fcharset2 Symbol;}}"


def named(space: str, source: str) -> str:
    """Put the tags that have no namespace into one."""
    return re.sub(r"<(/?)(?=[\w-]+[\s/>])", rf"<\1{space}:", source)


def run(text: str, properties: str = "") -> str:
    """Return a run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def rich(body: str) -> bytes:
    """Return a document in rich text."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + r"{\stylesheet{\s0 Normal;}}{\info{\title no}}\pard\f0 "
    return f"{head}{body}}}".encode()


def counted(names: str) -> Counter[str]:
    """Return how often each name is in a list with commas."""
    return Counter(filter(None, names.split(", ")))


def read(path: Path, data: bytes | str) -> tuple[list[str], Reading]:
    """Write a file; return its documents, each with single spaces, and the reading."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    reading = Reading(find([str(path)]).files[0], ReadOptions())
    documents: list[str] = []
    for piece in reading.pieces():
        if piece.begins:
            documents.append("")
        documents[-1] += piece.text
    return [" ".join(text.split()) for text in documents], reading


def page(*source: str) -> tuple[str, Counter[str]]:
    """Return the text of a web page, with single spaces, and what was left out."""
    left_out: Counter[str] = Counter()
    return _text(html_text, source, Page(left_out)), left_out


def xml(*source: str) -> tuple[str, Counter[str]]:
    """Return the text of XML, with single spaces, and what was left out."""
    left_out: Counter[str] = Counter()
    return _text(xml_text, source, left_out, _fail), left_out


def _text(reader: Callable[..., Iterable[str]], *arguments: object) -> str:
    return " ".join("".join(reader(*arguments)).split())


def _fail(note: str) -> None:
    raise AssertionError(note)
