"""Opening what a person named: plain files only, and never one that makes us wait."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from embrepl.errors import EmbreplError

PIPED = "What a program writes can be sent to standard input: `program | embrepl - `."


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file for reading. Raises `unreadable-file`, for pipes and devices too.

    Opening a pipe that nobody writes to would wait for ever, even when it took the place of a file just now.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise unreadable(path, f"cannot be read: {error.strerror}") from error
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise not_plain(path, mode)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def not_plain(path: Path, mode: int) -> EmbreplError:
    """Return the error for what is neither a file nor a folder."""
    kinds = {stat.S_ISFIFO: "a named pipe", stat.S_ISSOCK: "a socket", stat.S_ISDIR: "a folder"}
    what = next((name for test, name in kinds.items() if test(mode)), "a device")
    hint = PIPED if stat.S_ISFIFO(mode) else "Name a text file or a folder of them."
    return EmbreplError("unreadable-file", f"{path} is {what}, not a plain file.", hint)


def unreadable(shown: object, why: str, hint: str = "Check the file and its permissions.") -> EmbreplError:
    """Return the error for a file that gives nothing."""
    return EmbreplError("unreadable-file", f"{shown} {why.rstrip('. ')}.", hint)
