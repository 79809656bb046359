"""Text of a source, streamed: a file is one document, a row of a table or a value of JSON is one document.

Memory is bounded: long documents come as several pieces, split at white space, of which the first begins the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from embrepl.corpus.options import FOLDER, ReadOptions
from embrepl.corpus.reading.cleaning import Markup
from embrepl.corpus.reading.conventions.licence import without_licence
from embrepl.corpus.reading.decoding.decoder import Decoder, line_ends
from embrepl.corpus.reading.decoding.encodings import (
    ESCAPE,
    SAMPLE_BYTES,
    Detected,
    declared_encoding,
    far_letter,
    is_plain,
    recognise,
)
from embrepl.corpus.reading.decoding.names import find_encoding, usual
from embrepl.corpus.reading.foreign import refuse_foreign
from embrepl.corpus.reading.kinds import KINDS, reader
from embrepl.corpus.reading.lines import LONGEST_FIELD
from embrepl.corpus.reading.sources import Source
from embrepl.corpus.reading.streams import CUT, MOST_HELD, ByteStream
from embrepl.corpus.reading.tables.columns import Wish
from embrepl.corpus.reading.tables.table import Table
from embrepl.corpus.reading.value_sources import columns_of, folder_of, value_sources
from embrepl.corpus.reading.word_tags import WordTags
from embrepl.errors import EmbreplError
from embrepl.system.memory import PER_CHARACTER
from embrepl.system.plain import unreadable

PIECE = 1 << 18  # characters
SHORTEST = PIECE - (PIECE >> 4)  # where a piece may end at the earliest
AT_ONCE = PIECE << 2  # characters of a long text of which the rest is held
ENOUGH = 1 << 12  # bytes beyond the first letter that is not ASCII, to judge the encoding by
ENOUGH_TO_KNOW = 1 << 14  # characters that readers judge by what they have before them
LAST_BREAK = re.compile(r"[\W_](?=[^\W_]*\Z)")
CUT_WORD = tuple(hyphen + line_end for hyphen in "-\xad\u2010¬" for line_end in ("\n", "\r\n"))
DECLARING = ("html", "xml")
COUNTING_TAGS = ("text", "xml")  # in feeds, pages stand as text


class Piece(NamedTuple):
    """Text as it stands in the file, and whether a document begins with it."""

    text: str
    begins: bool


@dataclass
class Reading:
    """One source while it is read; what it knows is complete when `pieces()` has ended.

    `encoding` is "" for formats that do not leave it open; `has_text` says whether any text came of it. Readers take
    `text()` or `stream.seekable()`, and report what they leave out by `note` and `guarded`; `left_out` counts what is
    no text of a document by what it is ("note mark"); `tags` has those of words, where a reader sees any.
    `longest`: characters of a field of a table, or value of JSON, that must be held in memory.
    """

    source: Source
    options: ReadOptions
    longest: int = LONGEST_FIELD
    encoding: str = ""
    has_text: bool = False
    left_out: Counter[str] = field(init=False, default_factory=Counter)
    stream: ByteStream = field(init=False)
    table: Table = field(init=False)
    markup: Markup = field(init=False)
    tags: WordTags | None = field(init=False, default=None)
    decoder: Decoder | None = field(init=False, default=None)
    _gave: bool = field(init=False, default=False)
    _notes: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        most_held = min(MOST_HELD, self.longest * PER_CHARACTER)
        self.stream = ByteStream(self.source, trusted=self.options.trust, most_held=most_held)
        asked = self.options.markup
        kept = asked == "keep" or (not asked and not KINDS[self.source.kind].columns)
        self.markup = Markup(kept, default=not asked)
        wish = Wish(self.source.shown, self.options.column, self.options.label, columns_of(self.options.by))
        self.table = Table(wish, self.longest)

    @property
    def replaced(self) -> int:
        """How many bytes did not decode."""
        return self.decoder.replaced if self.decoder else 0

    @property
    def label(self) -> str:
        """The label of the document that the latest piece is of, "" for none."""
        label = self.options.label or ""
        return self.table.kept.get(label, folder_of(self.source) if label == FOLDER else "")

    @cached_property
    def _named_values(self) -> dict[str, str]:
        """The variables that the file's name has for all its documents."""
        sources = value_sources(self.options.by)
        return {each.name: each.value_in_name(self.source) for each in sources if each.expression is not None}

    @property
    def variables(self) -> dict[str, str]:
        """The variables of the document that the latest piece is of, "" for no value."""
        return {**self._named_values, **self.table.kept} if self._named_values else self.table.kept

    def pieces(self) -> Iterator[Piece]:
        """Yield the text of the source.

        Raises `unreadable-file`, `binary-file`, `bomb`, `missing-extra`, `which-column`, `no-such-column`,
        `unknown-encoding`.
        """
        cells = KINDS[self.source.kind].columns
        bare = self.options.boilerplate == "drop" and not cells
        for text in self._documents():
            if cells and isinstance(text, tuple) and len(text) == 1 and len(text[0]) <= PIECE:
                cell = self.markup.text(text[0])  # what is below would give the same, in thrice the time
                self._gave = self._gave or bool(cell)
                self.has_text = True
                yield Piece(cell, True)
                continue
            chunks = self._noticing(text if self.tags else self._without_markup(text))
            whole = not bare or self.tags is not None  # the places of tags are those in the text that a reader gives
            for piece in document(chunks if whole else without_licence(chunks, self.left_out, self.note)):
                self.has_text = True
                yield piece
        self.has_text = True

    def _documents(self) -> Iterator[Iterable[str]]:
        """Yield the documents; what goes wrong in a reader costs no other file."""
        with self.guarded():
            yield from reader(self.source.kind)(self)

    def notes(self) -> list[str]:
        """Return sentences on what went wrong while reading."""
        notes = [] if self.stream.trouble is None else [self.stream.trouble]
        notes += self._notes
        notes += [*self.table.notes(), *self.markup.notes()]
        return [*notes, *(self.decoder.notes(self.encoding) if self.decoder else ())]

    def note(self, text: str) -> None:
        """Add a note to the report on the file."""
        if text not in self._notes:
            self._notes.append(text)

    @contextmanager
    def guarded(self, part: str = "") -> Iterator[None]:
        """Turn any exception of a library on damaged data into a note, or into the error that nothing can be read.

        With a `part`, only that part is lost.
        """
        try:
            yield
        except EmbreplError:
            raise
        except Exception as error:
            why = " ".join(str(error).split())[:100] or type(error).__name__
            if part:
                self.note(f"{part} cannot be read: {why}")
            elif self._gave:
                self.note(f"{CUT}{why}")
            else:
                shown = self.source.shown
                raise unreadable(shown, f"cannot be read as {self.source.kind}: {why}", "Check the file.") from error

    def text(self) -> Iterator[str]:
        """Decide the encoding by the first bytes that show it and yield the decoded text. Raises `binary-file`."""
        chunks = self.stream.chunks()
        head = _longer(next(chunks, b""), chunks, SAMPLE_BYTES)
        refuse_foreign(self.source.shown, head)
        found = self._detect(head)
        if found.encoding is None:
            what = "NUL bytes" if b"\0" in head else "control characters"
            message = f"{self.source.shown} is not text: it holds {what}, as programs, pictures and archives do."
            raise EmbreplError("binary-file", message, "Save it as plain text, or name its encoding.")
        taken, line = 0, 1
        while found.encoding == "utf-8" and is_plain(head):
            yield head.decode("ascii")
            taken, line = taken + len(head), line + line_ends(head)
            head = next(chunks, b"")
            if not head:
                break
        if taken and head:
            begin = _first_sign(head)
            head = _longer(head, chunks, begin + ENOUGH)
            found = recognise(head[begin : begin + SAMPLE_BYTES], whole=len(head) <= begin + SAMPLE_BYTES, begins=False)
        encoding = found.encoding or "utf-8"
        if found.doubt:
            self.note(found.doubt)
        self.encoding = usual(encoding)
        self.decoder = Decoder(encoding, taken, line, named=bool(self.options.encoding))
        yield from _begun(self.decoder.text(chain([head], chunks)))

    def _without_markup(self, text: Iterable[str]) -> Iterable[str]:
        """Return the text without its markup, or counted, where the kind of file says that it should have none."""
        if KINDS[self.source.kind].columns:
            return map(self.markup.text, text)
        return self.markup.chunks(text) if self.source.kind in COUNTING_TAGS else text

    def _noticing(self, text: Iterable[str]) -> Iterator[str]:
        for chunk in text:
            self._gave = self._gave or bool(chunk)
            yield chunk

    def _detect(self, head: bytes) -> Detected:
        if self.options.encoding:
            return Detected(find_encoding(self.options.encoding, head))
        begin = 0 if b"\0" in head[:SAMPLE_BYTES] else _first_sign(head)
        whole = len(head) <= begin + SAMPLE_BYTES
        found = recognise(head[begin : begin + SAMPLE_BYTES], whole=whole, begins=not begin)
        if self.source.kind in DECLARING and not (found.encoding == "utf-8" and not head.isascii()):
            declared = declared_encoding(head)
            return Detected(declared) if declared else found
        return found


def _begun(text: Iterator[str]) -> Iterator[str]:
    """Yield text whose first chunk is long enough to see what it is, unless that is all."""
    head = ""
    for chunk in text:
        head += chunk
        if len(head) >= ENOUGH_TO_KNOW:
            break
    if head:
        yield head
    yield from text


def _first_sign(head: bytes) -> int:
    """Return from where on the bytes show their encoding."""
    begin = far_letter(head)
    return max(0, head.find(ESCAPE)) if begin is None else begin


def check_column(source: Source, options: ReadOptions, longest: int = LONGEST_FIELD) -> None:
    """Look for the columns of a table, so that a wrong name is reported before hours of reading."""
    if KINDS[source.kind].columns:
        next(Reading(source, options, longest).pieces(), None)


def document(text: Iterable[str]) -> Iterator[Piece]:
    """Yield one document in pieces of at most PIECE characters that end after white space."""
    rest, begins = "", True
    for chunk in text:
        for begin in range(0, len(chunk), AT_ONCE):  # a slice of all of a chunk is no copy
            rest += chunk[begin : begin + AT_ONCE]
            at = 0
            while len(rest) - at > PIECE:
                end = _end_of_piece(rest, at)
                yield Piece(rest[at:end], begins)
                at, begins = end, False
            rest = rest[at:]
    if rest or begins:
        yield Piece(rest, begins)


def _longer(head: bytes, chunks: Iterator[bytes], least: int) -> bytes:
    while len(head) <= least and (more := next(chunks, b"")):
        head += more
    return head


def _end_of_piece(text: str, begin: int) -> int:
    """Return where the piece that begins there ends: after the last line end, white space, or no letter or digit.

    Only the last stretch is searched; a word that fills it is split. A line that ends in a hyphen goes on.
    """
    least, most = begin + SHORTEST, begin + PIECE
    end = text.rfind("\n", least, most) + 1
    while end and text.endswith(CUT_WORD, begin, end):
        end = text.rfind("\n", least, end - 1) + 1
    if end:
        return end
    tail = text[least:most]
    word = "" if tail[-1].isspace() else tail.rsplit(None, 1)[-1]
    if len(word) < len(tail):
        return most - len(word)
    last_break = LAST_BREAK.search(tail)
    return least + last_break.end() if last_break else most
