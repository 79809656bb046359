"""Text of a source, streamed: a plain file is one document, a row of a table or a line of JSON is one document.

Memory is bounded: long documents come as several pieces, cut at white space, of which the first begins the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from embrepl.corpus.encodings import SAMPLE, Decoder, detect, named
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.report import counted
from embrepl.corpus.sources import Source
from embrepl.corpus.streams import ByteStream
from embrepl.corpus.tables import Table
from embrepl.errors import EmbreplError

PIECE = 1 << 18  # characters
SHORTEST = PIECE - (PIECE >> 4)  # where a piece may be cut at the earliest
LAST_SPACE = re.compile(r"\s(?=\S*\Z)")
LAST_BREAK = re.compile(r"[\W_](?=[^\W_]*\Z)")


@dataclass(frozen=True)
class Piece:
    """Text as it stands in the file, and whether a document begins with it."""

    text: str
    begins: bool


@dataclass
class Reading:
    """One source while it is read; what it tells is complete when `pieces()` has ended."""

    source: Source
    options: ReadOptions
    encoding: str = ""
    stream: ByteStream = field(init=False)
    table: Table = field(init=False)
    decoder: Decoder | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.stream = ByteStream(self.source.path, self.source.zipped)
        self.table = Table(self.source.path, self.source.kind, self.options.column)

    def pieces(self) -> Iterator[Piece]:
        """Yield the text of the source.

        Raises `unreadable-file`, `binary-file`, `which-column`, `no-such-column`, `unknown-encoding`.
        """
        text = self._text()
        if self.source.kind == "text":
            yield from document(text)
        else:
            for row in self.table.texts(text):
                yield from document([row])

    def notes(self) -> list[str]:
        """Say what went wrong while reading."""
        said = [] if self.stream.trouble is None else [self.stream.trouble]
        if self.table.malformed:
            said.append(f"{counted(self.table.malformed, 'malformed line')} left out")
        if self.decoder and self.decoder.replaced:
            said.append(f"{counted(self.decoder.replaced, 'byte')} not valid in {self.encoding} replaced")
        return said

    def _text(self) -> Iterator[str]:
        """Decide the encoding from the first bytes and return the decoded text, still to be read."""
        chunks = self.stream.chunks()
        head = next(chunks, b"")
        while len(head) <= SAMPLE and (more := next(chunks, b"")):
            head += more
        if self.options.encoding:
            encoding: str | None = named(self.options.encoding, head)
        else:
            encoding = detect(head[:SAMPLE], whole=len(head) <= SAMPLE)
        if encoding is None:
            message = f"{self.source.path} is not text."
            raise EmbreplError("binary-file", message, "Save it as plain text, or name its encoding.")
        self.encoding = encoding.removesuffix("-sig").replace("_", "-")
        self.decoder = Decoder(encoding)
        return self.decoder.text(chain([head], chunks))


def check_column(source: Source, options: ReadOptions) -> None:
    """Look for the text column of a table, so that a wrong name is told before hours of reading."""
    if source.kind != "text":
        next(Reading(source, options).pieces(), None)


def document(text: Iterable[str]) -> Iterator[Piece]:
    """Yield one document in pieces of at most PIECE characters that end after white space."""
    rest, begins = "", True
    for chunk in text:
        rest += chunk
        while len(rest) > PIECE:
            cut = _cut(rest)
            yield Piece(rest[:cut], begins)
            rest, begins = rest[cut:], False
    if rest or begins:
        yield Piece(rest, begins)


def _cut(text: str) -> int:
    """Return where to cut: after the last white space, else after the last character that is no letter or digit.

    Only the last stretch is searched; a word that fills it is cut in the middle.
    """
    tail = text[SHORTEST:PIECE]
    found = LAST_SPACE.search(tail) or LAST_BREAK.search(tail)
    return SHORTEST + found.end() if found else PIECE
