"""The bytes of a file of vectors, unpacked, in blocks; its beginning can be looked at before."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from embrepl.errors import EmbreplError
from embrepl.space.formats.packing import CHUNK, Damaged, packing, unpacked
from embrepl.space.formats.vectors import Wish

HEAD = 1 << 20  # bytes that can be looked at, and the longest line
RATIO = 1_000  # times that packed vectors may unfold
_FREE = 1 << 25  # bytes that may come out before that is asked
_PACKED_CHUNK = 1 << 16


class Stream:
    """An open file: `path`, its `size` on disk, `packed` (gz, bz2, xz or nothing), `head`, its first bytes unpacked.

    `trouble` says how it ended too early, once it has. Raises `unreadable-file`.
    """

    def __init__(self, path: Path, wish: Wish) -> None:
        self.path = path
        self._wish = wish
        self.trouble = ""
        self._file = opened(path)
        self.size = os.fstat(self._file.fileno()).st_size
        self.done = 0
        self.packed = packing(self._file.read(8))
        self._file.seek(0)
        self._chunks = self._unpacked()
        self.head = b""
        while len(self.head) < HEAD and (chunk := next(self._chunks, b"")):
            self.head += chunk

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
        """Yield all bytes, the head first, telling the progress; end early when it is wished."""
        yield self.head
        for chunk in self._chunks:
            self._wish.progress(min(self.done, self.size), self.size)
            if self._wish.stopped():
                self.trouble = f"reading was stopped at {100 * self.done / max(1, self.size):.0f} % of the file"
                return
            yield chunk
        self._wish.progress(self.size, self.size)

    def _unpacked(self) -> Iterator[bytes]:
        if not self.packed:
            yield from self._raw(CHUNK)
            return
        came = 0
        try:
            for chunk in unpacked(self._raw(_PACKED_CHUNK), self.packed):
                came += len(chunk)
                if came > _FREE + RATIO * self.done:
                    message = f"{self.path} unfolds to more than {RATIO:,} times its size, as no vectors do."
                    raise EmbreplError("bomb", message, "Check where it comes from.")
                yield chunk
        except Damaged:
            self.trouble = f"the packed data ({self.packed}) break off"

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


def opened(path: Path) -> BinaryIO:
    """Open a plain file for reading. Raises `unreadable-file`, for pipes and devices too."""
    try:
        # opening a pipe that nobody writes to would wait for ever
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise _unreadable(path, f"cannot be read: {why}") from error
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise _unreadable(path, "is not a plain file", "Name a file of vectors.")


def _unreadable(path: Path, why: str, hint: str = "Check the name and the permissions.") -> EmbreplError:
    return EmbreplError("unreadable-file", f"{path} {why}.", hint)
