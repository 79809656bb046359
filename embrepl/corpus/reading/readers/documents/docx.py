"""Word documents, .docx: paragraphs, tables, footnotes and endnotes, without what was deleted; one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from embrepl.corpus.reading.markup import xml_parser
from embrepl.corpus.reading.one_document import one_document, open_packed
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
PART_CHUNK = 1 << 16
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


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text. Raises `unreadable-file`, `bomb`."""
    with open_packed(reading, "Word document") as archive:
        names = set(archive.namelist())
        if TEXT_PARTS[0] not in names:
            raise unreadable(reading.source.shown, f"is not a Word document: it has no {TEXT_PARTS[0]}")
        for name in TEXT_PARTS:
            if name in names:
                yield from _part(archive, name)


def _part(archive: ZipFile, name: str) -> Iterator[str]:
    runs = _Runs()
    parser = xml_parser(runs)
    with archive.open(name) as part:
        while data := part.read(PART_CHUNK):
            parser.feed(data)
            yield "".join(runs.parts)
            runs.parts = []
    parser.close()
    yield "".join(runs.parts)
