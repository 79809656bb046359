"""The bytes of a file of vectors, unpacked, in blocks; its beginning can be looked at before."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType

from embrepl.errors import EmbreplError
from embrepl.space.formats import zips
from embrepl.space.formats.vectors import Wish
from embrepl.system.plain import open_plain
from embrepl.system.unpacking import hold_back_bombs, packing_of, unpack

HEAD = 1 << 20  # bytes that can be looked at, and the longest line
RATIO = 1_000  # times that packed vectors may unpack
PACKINGS = ("gzip", "bzip2", "xz", "zstd")
HINT = "Name a file of vectors."
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32", "iso2022", "hz")  # encodings where a byte is no character
_CHUNK, _PACKED_CHUNK = 1 << 22, 1 << 16  # bytes of vectors, and of packed ones, at a time


class Stream:
    """An open file: `path`, its `size` on disk, how it is `packed` (zip, or "" where not), its first bytes in `head`.

    `transcoded`: its text was not UTF-8, and is given as such. `trouble` says how it ended too early, once it has.
    Raises `unreadable-file`.
    """

    def __init__(self, path: Path, wish: Wish) -> None:
        self.path = path
        self._wish = wish
        self.trouble = ""
        self.transcoded = False
        self._file = open_plain(path, HINT)
        self.size = os.fstat(self._file.fileno()).st_size
        self.done = 0
        begin = self._file.read(8)
        packing = "zip" if begin.startswith(zips.MAGIC) else packing_of(begin)
        self.packed = packing if packing in {*PACKINGS, "zip"} else ""
        self._file.seek(0)
        self._chunks = self._unpack()
        self.head = b""
        try:
            self._chunks = self._transcoded(self._chunks)
            while len(self.head) < HEAD and (chunk := next(self._chunks, b"")):
                self.head += chunk
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Stream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def most_bytes(self) -> int:
        """Return how many bytes can come out of it at most."""
        return self.size * RATIO if self.packed else self.size

    def blocks(self) -> Iterator[bytes]:
        """Yield all bytes, the head first, reporting the progress; end early when asked to stop."""
        yield self.head
        for chunk in self._chunks:
            self._wish.progress(min(self.done, self.size), self.size)
            if self._wish.stopped():
                self.trouble = f"reading was stopped at {100 * self.done / max(1, self.size):.0f} % of the file"
                return
            yield chunk
        self._wish.progress(self.size, self.size)

    def _unpack(self) -> Iterator[bytes]:
        if self.packed == "zip":
            yield from hold_back_bombs(self._member(), lambda: self.done, RATIO, self._refuse)
            return
        if not self.packed:
            yield from self._raw(_CHUNK)
            return
        data = unpack(self._raw(_PACKED_CHUNK), self.packed, self._break_off, _CHUNK)
        yield from hold_back_bombs(data, lambda: self.done, RATIO, self._refuse)

    def _member(self) -> Iterator[bytes]:
        """Yield the bytes of the only file of a zip archive."""
        for data in zips.only_member(self.path, self._file, self._break_off, _CHUNK):
            self.done = min(self._file.tell(), self.size)
            yield data

    def _transcoded(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield text in an encoding with wide characters as UTF-8, if its mark or the wish says that it is in one."""
        first = next(chunks, b"")
        marked = first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        named = self._wish.encoding if self._wish.encoding.startswith(_WIDE) else ""
        if not (marked or named):
            yield from chain([first], chunks)
            return
        self.transcoded = True
        decoder = codecs.getincrementaldecoder("utf-16" if marked else named)("replace")
        for chunk in chain([first], chunks):
            yield decoder.decode(chunk).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")

    def _break_off(self, why: str) -> None:
        self.trouble = self.trouble or why

    def _refuse(self) -> None:
        message = f"{self.path} unpacks to more than {RATIO:,} times its size, as no vectors do."
        raise EmbreplError("bomb", message, "Check where it comes from.")

    def _raw(self, step: int) -> Iterator[bytes]:
        while True:
            try:
                data = self._file.read(step)
            except OSError as error:
                self.trouble = f"it cannot be read any further ({error.strerror})"
                return
            if not data:
                return
            self.done += len(data)
            yield data
