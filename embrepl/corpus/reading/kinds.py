"""The table of what can be read: suffix to kind to reader, and how files are packed. It imports no reader."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from embrepl.system.unpacking import packing_of

Reader = Callable[..., Iterator[Iterable[str]]]  # takes a `Reading`, gives one item a document, each in chunks of text


@dataclass(frozen=True)
class FileKind:
    """A kind of file: the module in `embrepl.corpus.reading.readers` that reads it, and how it is recognised.

    `columns` says that --column chooses the text; `magic` is how such files begin, for those without a suffix.
    """

    module: str
    suffixes: tuple[str, ...]
    columns: bool = False
    magic: bytes = b""


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
    "srt": FileKind("lines.srt", (".srt",)),
    "vtt": FileKind("lines.vtt", (".vtt",)),
    "sbv": FileKind("lines.sbv", (".sbv",)),
    "ass": FileKind("lines.ass", (".ass", ".ssa")),
    "lrc": FileKind("lines.lrc", (".lrc",)),
    "epub": FileKind("documents.epub", (".epub",)),
    "docx": FileKind("documents.docx", (".docx", ".docm")),
    "odt": FileKind("documents.odt", (".odt", ".ott")),
    "pdf": FileKind("documents.pdf", (".pdf",), magic=b"%PDF-"),
}
TABLES = frozenset({"csv", "tsv", "jsonl", "parquet"})  # whose texts are rows, were there but one
BY_SUFFIX = {suffix: name for name, kind in KINDS.items() for suffix in kind.suffixes}
PACKINGS = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
ARCHIVE = ".zip"
ARCHIVE_MAGIC = b"PK\x03\x04"
SUFFIXES = f"{' '.join(BY_SUFFIX)}, each also with {' '.join(PACKINGS)} or in a {ARCHIVE}"


def kind_of(name: str) -> tuple[str | None, str]:
    """Return how the suffix says to read a file (None when it says nothing) and how it is packed ("": not)."""
    path = PurePath(name.lower())
    packing = PACKINGS.get(path.suffix, "")
    return BY_SUFFIX.get(PurePath(path.stem).suffix if packing else path.suffix), packing


def kind_within(head: bytes) -> tuple[str | None, str]:
    """Return what the first bytes of a file without a telling suffix say: its kind, or how it is packed."""
    kind = next((name for name, kind in KINDS.items() if kind.magic and head.startswith(kind.magic)), None)
    return kind, packing_of(head)


def reader(kind: str) -> Reader:
    """Import and return the function that reads a kind of file."""
    read: Reader = importlib.import_module(f"embrepl.corpus.reading.readers.{KINDS[kind].module}").read
    return read
