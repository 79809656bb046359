"""The table of what can be read: suffix to kind to reader, and how files are packed. It imports no reader."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from embrepl.system.unpacking import packing_of

Reader = Callable[..., Iterator[Iterable[str]]]  # takes a `Reading`, gives one item a document, each in chunks of text


@dataclass(frozen=True)
class FileKind:
    """A kind of file: the module in `embrepl.corpus.reading.readers` that reads it, and how it is recognised.

    `columns` says that --column chooses the text; `magic` is how such files begin, for those without a suffix, or
    `begins` a pattern of it.
    """

    module: str
    suffixes: tuple[str, ...]
    columns: bool = False
    magic: bytes = b""
    begins: re.Pattern[bytes] | None = None


_MAIL = re.compile(  # the line between the mails of a mailbox, or headers with an address among them
    rb"From \S+ .{0,60}\d\d:\d\d.{0,30}\d{4}\r?\n"
    rb"|(?=(?:[^\n]*\n){0,20}?(?:Message-ID|From|Received|Return-Path):[^\n]*[@<])"
    rb"(?:[A-Z][A-Za-z-]{1,40}:[ \t][^\n]*\n(?:[ \t]+[^\n]*\n)*){3,}",
    re.IGNORECASE,
)
_TIME = rb"(?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d{2,3}"
_ROWS = {  # words in columns: CoNLL numbers them, vertical text has lines of tags around them
    "conllu": rb"(?:#[^\n]*\n|\r?\n)*1(?:-\d+)?\t[^\t\n]+(?:\t[^\t\n]+){7,}\r?\n",
    "vrt": rb"(?:<[^<>\n]*>[ \t]*\r?\n)+(?:[^\s<]\S*\t[^\s]+(?:\t[^\t\n]*)*\r?\n){2}",
}
_CAPTIONS = {
    "srt": rb"\s*(?:\d+\s*\n)?\s*" + _TIME + rb"\s*-->\s*" + _TIME + rb"\s*\n",
    "vtt": rb"WEBVTT(?=\s)",
    "lrc": rb"(?:\[[a-z]{2}:[^\n\]]*\]\s*)*\[" + _TIME + rb"(?:\s*-->\s*" + _TIME + rb")?\]",
}
_BEGINS = {kind: re.compile(rb"(?:\xef\xbb\xbf)?" + begins) for kind, begins in {**_ROWS, **_CAPTIONS}.items()}

KINDS = {
    "text": FileKind("lines.plain", (".txt",)),
    "markdown": FileKind("documents.markdown", (".md", ".markdown")),
    "html": FileKind("documents.html", (".html", ".htm", ".xhtml")),
    "xml": FileKind("documents.xml", (".xml",)),
    "csv": FileKind("tables.csv", (".csv",), columns=True),
    "tsv": FileKind("tables.csv", (".tsv", ".tab"), columns=True),
    "jsonl": FileKind("tables.jsonl", (".jsonl", ".ndjson"), columns=True),
    "json": FileKind("tables.json", (".json",), columns=True),
    "parquet": FileKind("tables.parquet", (".parquet",), columns=True, magic=b"PAR1"),
    "arrow": FileKind("tables.arrow", (".arrow", ".feather"), columns=True, magic=b"ARROW1"),
    "spreadsheet": FileKind("tables.spreadsheet", (".xlsx", ".xlsm", ".xls", ".ods"), columns=True),
    "sqlite": FileKind("tables.sqlite", (".sqlite", ".sqlite3", ".db"), columns=True, magic=b"SQLite format 3\0"),
    "srt": FileKind("lines.srt", (".srt",), begins=_BEGINS["srt"]),
    "vtt": FileKind("lines.vtt", (".vtt",), begins=_BEGINS["vtt"]),
    "sbv": FileKind("lines.sbv", (".sbv",)),
    "ass": FileKind("lines.ass", (".ass", ".ssa")),
    "lrc": FileKind("lines.lrc", (".lrc",), begins=_BEGINS["lrc"]),
    "conllu": FileKind("lines.conllu", (".conllu", ".conll", ".conllx"), begins=_BEGINS["conllu"]),
    "vrt": FileKind("lines.vrt", (".vrt", ".vert"), begins=_BEGINS["vrt"]),
    "mail": FileKind("lines.mail", (".eml", ".mbox", ".mbx"), begins=_MAIL),
    "tex": FileKind("lines.tex", (".tex", ".ltx", ".latex")),
    "epub": FileKind("documents.epub", (".epub",)),
    "docx": FileKind("documents.docx", (".docx", ".docm")),
    "odt": FileKind("documents.odt", (".odt", ".ott", ".fodt")),
    "rtf": FileKind("documents.rtf", (".rtf",), magic=b"{\\rtf"),
    "pdf": FileKind("documents.pdf", (".pdf",), magic=b"%PDF-"),
}
TABLES = frozenset(
    {"csv", "tsv", "jsonl", "parquet", "arrow", "spreadsheet", "sqlite"}
)  # whose texts are rows, were there but one
BY_SUFFIX = {suffix: name for name, kind in KINDS.items() for suffix in kind.suffixes}
PACKINGS = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
ARCHIVE = ".zip"
ARCHIVE_MAGIC = b"PK\x03\x04"
SUFFIXES = f"{' '.join(BY_SUFFIX)}, each also with {' '.join(PACKINGS)} or in a {ARCHIVE}"


PART_OF_DUMP = re.compile(r"\.xml-p\d+p\d+(?=\.|$)")  # of a wiki


def kind_of(name: str) -> tuple[str | None, str]:
    """Return how the suffix says to read a file (None when it says nothing) and how it is packed ("": not)."""
    path = PurePath(PART_OF_DUMP.sub(".xml", name.lower()))
    packing = PACKINGS.get(path.suffix, "")
    return BY_SUFFIX.get(PurePath(path.stem).suffix if packing else path.suffix), packing


def kind_within(head: bytes) -> tuple[str | None, str]:
    """Return what the first bytes of a file without a telling suffix say: its kind, or how it is packed."""
    for name, kind in KINDS.items():
        if (kind.magic and head.startswith(kind.magic)) or (kind.begins and kind.begins.match(head)):
            return name, packing_of(head)
    return None, packing_of(head)


def kind_of_markup(head: bytes) -> str | None:
    """Return whether the first bytes are those of a page or of XML."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith((b"<!doctype html", b"<html")) or (begin.startswith(b"<?xml") and b"<html" in begin):
        return "html"
    return "xml" if begin.startswith((b"<?xml", b"<mediawiki", b"<tei")) else None


def reader(kind: str) -> Reader:
    """Import and return the function that reads a kind of file."""
    read: Reader = importlib.import_module(f"embrepl.corpus.reading.readers.{KINDS[kind].module}").read
    return read
