"""Standard input, output and error as the program needs them: whatever they are, it can write, or say why not.

What standard output refuses (a full disk, a stream that is closed) ends the run with one error. What standard error
refuses is dropped: it is no reason to keep the answer from standard output.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embrepl.errors import EmbreplError


class OutputRefusedError(Exception):
    """Standard output takes no more."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self._cause = cause

    @property
    def error(self) -> EmbreplError:
        """What the user is told."""
        from embrepl.errors import EmbreplError
        from embrepl.system.full_disk import is_full

        cause = self._cause
        hint = "Make room, or send it to another disk." if is_full(cause) else "Send it to a file or a program."
        why = "it is closed" if cause.errno == errno.EBADF else cause.strerror or str(cause)
        return EmbreplError("cannot-write", f"Standard output cannot be written: {why}.", hint)


class _Output(io.FileIO):
    """Standard output, which is written to no more once it has refused something."""

    refused = False

    def write(self, data: Any, /) -> int:
        """Write bytes. Raises OutputRefusedError, and BrokenPipeError where the reader has seen enough."""
        if self.refused:
            return len(data)
        try:
            return super().write(data)
        except OSError as error:
            self.refused = True
            if isinstance(error, BrokenPipeError):
                raise
            raise OutputRefusedError(error) from error


class _Error(io.FileIO):
    """Standard error, which never fails."""

    def write(self, data: Any, /) -> int:
        """Write bytes, or drop them."""
        try:
            return super().write(data)
        except OSError:
            return len(data)


class _Closed(io.RawIOBase):
    """Standard output that was closed before the program began."""

    refused = False

    def writable(self) -> bool:
        """It can be written to, in principle."""
        return True

    def write(self, data: Any, /) -> int:
        """Refuse the first bytes, drop the others."""
        if self.refused:
            return len(data)
        self.refused = True
        raise OutputRefusedError(OSError(errno.EBADF, os.strerror(errno.EBADF)))


def prepare_streams() -> None:
    """Replace the standard streams by those that can always be read or written, whatever character it is."""
    for number in range(3):  # so that no file that is opened later takes the place of a closed stream
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stdout = _text(_Closed()) if sys.stdout is None else _rewritten(sys.stdout, _Output)
    sys.stderr = open(os.devnull, "w", encoding="utf-8") if sys.stderr is None else _rewritten(sys.stderr, _Error)  # noqa: PTH123, SIM115
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _rewritten(stream: Any, kind: type[_Output | _Error]) -> Any:
    """Return a stream that writes to the same file in our way; one of a terminal or of another program stays."""
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # there is no buffer where PYTHONUNBUFFERED is set
    if type(raw) is not io.FileIO or stream.isatty():
        return stream
    stream.flush()
    return _text(kind(raw.fileno(), "wb", closefd=False), stream)


def _text(raw: io.RawIOBase, like: Any = None) -> io.TextIOWrapper:
    """Return a text stream over bytes, with the encoding of another one."""
    encoding = like.encoding if like else "utf-8"
    lines = isinstance(raw, _Error) or bool(like and like.write_through)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, line_buffering=lines)
