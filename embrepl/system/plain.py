"""Opening what a person named: only plain files, and never one that blocks."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from embrepl.errors import EmbreplError

PIPED = "What a program writes can be sent to standard input: `program | embrepl - `."
KINDS = {stat.S_ISFIFO: "a named pipe", stat.S_ISSOCK: "a socket", stat.S_ISDIR: "a folder"}


def open_plain(path: Path, hint: str = "") -> BinaryIO:
    """Open a plain file for reading. Raises `unreadable-file`, for pipes and devices too, with a `hint` what to name.

    Opening a pipe that nobody writes to would wait for ever, even when it took the place of a file just now.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise unreadable(path, f"cannot be read: {why}") from error
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise not_plain(path, mode, hint)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def not_plain(path: Path, mode: int, hint: str = "") -> EmbreplError:
    """Return the error for what is no plain file; without a `hint`, of what was to be text."""
    what = next((name for is_kind, name in KINDS.items() if is_kind(mode)), "a device")
    hint = hint or (PIPED if stat.S_ISFIFO(mode) else "Name a text file or a folder of them.")
    return EmbreplError("unreadable-file", f"{path} is {what}, not a plain file.", hint)


def unreadable(shown: object, why: str, hint: str = "Check the file and its permissions.") -> EmbreplError:
    """Return the error for a file that gives nothing."""
    return EmbreplError("unreadable-file", f"{shown} {why.rstrip('. ')}.", hint)
