"""Bytes of a source, gzipped or not, in chunks of bounded size; a broken gzip gives what it held up to the break."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from embrepl.errors import EmbreplError

CHUNK = 1 << 20
GZIP = 16 + zlib.MAX_WBITS


class ByteStream:
    """A file's bytes after unzipping.

    `chunks()` yields them; `read_bytes` says how much of the file on disk has been read, for progress;
    `trouble` is None or a sentence part telling how the file ended too early.
    We unzip by hand because `gzip.open` throws away what it had decoded when the end is missing.
    """

    def __init__(self, path: Path, zipped: bool) -> None:
        self.path = path
        self.zipped = zipped
        self.read_bytes = 0
        self.trouble: str | None = None

    def chunks(self) -> Iterator[bytes]:
        """Yield non-empty chunks of at most about CHUNK bytes. Raises `unreadable-file`."""
        try:
            with self.path.open("rb") as file:
                yield from self._unzipped(file) if self.zipped else self._raw(file)
        except OSError as error:
            message = f"{self.path} cannot be read: {error.strerror}."
            raise EmbreplError("unreadable-file", message, "Check the file and its permissions.") from error

    def _raw(self, file: BinaryIO) -> Iterator[bytes]:
        while data := file.read(CHUNK):
            self.read_bytes += len(data)
            yield data

    def _unzipped(self, file: BinaryIO) -> Iterator[bytes]:
        unzip = zlib.decompressobj(GZIP)
        waiting, gave = b"", False
        while True:
            if not waiting:
                waiting = file.read(CHUNK)
                self.read_bytes += len(waiting)
            if unzip.eof:
                waiting = waiting.lstrip(b"\0")  # members may be padded with zeros
                unzip = zlib.decompressobj(GZIP) if waiting else unzip
            if not waiting:
                break
            before = unzip.copy()
            try:
                data = unzip.decompress(waiting, CHUNK)
            except zlib.error:
                rest = _up_to_the_error(before, waiting)
                self._break_off("damaged gzip data", gave or bool(rest))
                if rest:
                    yield rest
                return
            waiting = unzip.unused_data if unzip.eof else unzip.unconsumed_tail
            if data:
                gave = True
                yield data
        if not unzip.eof:
            self._break_off("the gzip data end too early", gave)

    def _break_off(self, why: str, gave: bool) -> None:
        if not gave:
            raise EmbreplError("unreadable-file", f"{self.path} cannot be unzipped: {why}.", "Check the file.")
        self.trouble = f"cut short: {why}"


def _up_to_the_error(unzip: zlib._Decompress, data: bytes) -> bytes:
    """Unzip byte by byte what comes before the damage: zlib gives nothing of the stretch that holds it."""
    parts = []
    try:
        for place in range(len(data)):
            parts.append(unzip.decompress(data[place : place + 1]))  # noqa: PERF401 — keep what came before the error
    except zlib.error:
        pass
    return b"".join(parts)
