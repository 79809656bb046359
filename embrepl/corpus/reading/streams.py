"""Bytes of a source, unpacked, in chunks of bounded size; a broken one gives what it held up to the break."""

from __future__ import annotations

import io
import zlib
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import BinaryIO

from embrepl.corpus.reading.archives import TEXT_RATIO, Member, bomb
from embrepl.corpus.reading.sources import Source
from embrepl.system.plain import open_plain, unreadable
from embrepl.system.threads import beside_reading
from embrepl.system.unpacking import CHUNK_BYTES, MOST_UNPACKED, hold_back_bombs, unpack

FIRST, PACKED_CHUNK = 1 << 12, 1 << 16  # bytes of packed data at a time, few at first so that the ratio is known soon
CUT = "cut short: "
MOST_HELD = 1 << 27  # bytes, at most, of a packed book or table that is read in memory: it cannot be streamed


class ByteStream:
    """A source's bytes after unpacking.

    `chunks()` yields them; `read_bytes` says how much of the file on disk has been read, for progress;
    `trouble` is None or a part of a sentence that says how the file ended too early.
    """

    def __init__(self, source: Source, *, trusted: bool = False, most_held: int = MOST_HELD) -> None:
        self.source = source
        self._most_held = most_held
        self.trusted = trusted
        self.read_bytes = 0
        self.trouble: str | None = None
        self._gave = False
        entry = source.entry
        self._packings = [packing for packing in (entry.method if entry else "", source.packing) if packing]

    def chunks(self) -> Generator[bytes, None, None]:
        """Yield non-empty chunks of at most about CHUNK bytes. Raises `unreadable-file`, `bomb`, `missing-extra`."""
        with open_plain(self.source.path) as file:
            data = self._packed(file)
            for packing in self._packings:
                data = unpack(data, packing, self._break_off)
                if not self.trusted:
                    data = hold_back_bombs(data, lambda: self.read_bytes, TEXT_RATIO, self._refuse, self._is_small)
            if self.source.entry and not self.source.packing:
                data = self._checked(data, self.source.entry)
            with closing(_ahead(data) if self._packings and beside_reading() else data) as given:
                for chunk in given:
                    self._gave = True
                    yield chunk
        if self.trouble and not self._gave:
            raise unreadable(self.source.shown, f"gives no text: {self.trouble.removeprefix(CUT)}", "Check the file.")

    def seekable(self) -> BinaryIO:
        """Return the unpacked bytes as a seekable file; the caller closes it."""
        if not self._packings and not self.source.entry:
            return open_plain(self.source.path)
        held = io.BytesIO()
        for chunk in self.chunks():
            held.write(chunk)
            if held.tell() > self._most_held:
                why = f"unpacks to more than {self._most_held >> 20:,} MB, which its format needs in memory"
                raise unreadable(self.source.shown, why, "Unpack it first.")
        held.seek(0)
        return held

    def _packed(self, file: BinaryIO) -> Generator[bytes, None, None]:
        if self.source.entry:
            return self._member(file, self.source.entry)
        return self._raw(file, self.source.size, PACKED_CHUNK if self._packings else CHUNK_BYTES)

    def _is_small(self) -> bool:
        """Return whether all that the file unpacks to is no more than a text may be; it is unpacked once for that."""
        again, size = ByteStream(self.source, trusted=True), 0
        with closing(again.chunks()) as chunks:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST_UNPACKED:
                    return False
        return True

    def _raw(self, file: BinaryIO, size: int, step: int) -> Generator[bytes, None, None]:
        """Yield `size` bytes from here on; a file may have grown, shrunk or become unreadable since it was found."""
        before = self.read_bytes
        while (left := size - (self.read_bytes - before)) > 0:
            most = step if step == CHUNK_BYTES else min(step, max(FIRST, self.read_bytes >> 3))
            try:
                data = file.read(min(most, left))
            except OSError as error:
                return self._break_off(f"it cannot be read any further ({error.strerror})")
            if not data:
                return self._break_off(f"it became {left:,} bytes shorter while it was read")
            self.read_bytes += len(data)
            yield data
        return None

    def _member(self, file: BinaryIO, entry: Member) -> Generator[bytes, None, None]:
        """Yield the packed bytes of one file of a zip archive, whose own header stands before them."""
        try:
            file.seek(entry.offset)
            header = file.read(30)
            file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), io.SEEK_CUR)
        except OSError as error:
            raise unreadable(self.source.shown, f"cannot be read: {error.strerror}") from error
        if len(header) < 30 or not header.startswith(b"PK\3\4"):
            raise unreadable(self.source.shown, "is damaged: its place in the archive holds something else")
        yield from self._raw(file, entry.packed, PACKED_CHUNK if self._packings else CHUNK_BYTES)

    def _checked(self, chunks: Iterable[bytes], entry: Member) -> Generator[bytes, None, None]:
        """Yield the member's bytes, no more than it declares, and compare the checksum."""
        left, checksum = entry.size, 0
        for chunk in chunks:
            data = chunk[:left]
            left -= len(data)
            checksum = zlib.crc32(data, checksum)
            if data:
                yield data
            if not left:
                break
        if self.trouble is None and (left or checksum != entry.checksum):
            self.trouble = "its checksum differs from the one in the archive"

    def _refuse(self) -> None:
        if self._gave:
            return self._break_off(f"it unpacks to more than {TEXT_RATIO} times its size")
        raise bomb(self.source.shown, TEXT_RATIO)

    def _break_off(self, why: str) -> None:
        self.trouble = self.trouble or CUT + why


def _ahead(data: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    """Yield what `data` does, the next of it made by a thread meanwhile: unpacking lets go of the interpreter."""
    with closing(data), ThreadPoolExecutor(1, "unpacking") as thread:
        following = thread.submit(next, data, None)
        while (chunk := following.result()) is not None:
            following = thread.submit(next, data, None)
            yield chunk
