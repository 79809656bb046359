"""Word documents, .docx: paragraphs, tables, footnotes and endnotes, without what was deleted; one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from embrepl.corpus.reading.archives import open_zip
from embrepl.corpus.reading.markup import xml_parser
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
CHUNK = 1 << 16
BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
TWICE = "Fallback"  # of a text box: the same text for older programs


class _Runs:
    """Takes the text of runs alone."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._text = 0
        self._twice = 0

    def start(self, tag: str, _: object) -> None:
        """A tag opens."""
        name = tag.rpartition("}")[2]
        self._text += name == "t"
        self._twice += name == TWICE
        if name != "p" and not self._twice:
            self.parts.append(BREAKS.get(name, ""))

    def end(self, tag: str) -> None:
        """A tag closes."""
        name = tag.rpartition("}")[2]
        self._text -= name == "t"
        self._twice -= name == TWICE
        if name == "p" and not self._twice:
            self.parts.append(BREAKS["p"])

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._text > 0 and not self._twice:
            self.parts.append(text)

    def close(self) -> None:
        """The part has ended."""


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document. Raises `unreadable-file`, `bomb`."""
    yield _text(reading)


def _text(reading: Reading) -> Iterator[str]:
    shown = reading.source.shown
    trusted = reading.options.trust
    with (
        reading.guarded(),
        reading.stream.seekable() as file,
        open_zip(file, shown, trusted=trusted) as archive,
    ):
        names = set(archive.namelist())
        if PARTS[0] not in names:
            raise unreadable(shown, f"is no Word document: it has no {PARTS[0]}")
        for name in PARTS:
            if name in names:
                yield from _part(archive, name)


def _part(archive: ZipFile, name: str) -> Iterator[str]:
    runs = _Runs()
    parser = xml_parser(runs)
    with archive.open(name) as part:
        while data := part.read(CHUNK):
            parser.feed(data)
            yield "".join(runs.parts)
            runs.parts = []
    parser.close()
    yield "".join(runs.parts)
