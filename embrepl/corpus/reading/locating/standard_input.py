"""Standard input as a source: kept in a private file first, for it is the shell's, and another process reads texts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from embrepl.corpus.options import STANDARD_INPUT
from embrepl.errors import EmbreplError

PATH = "-"  # how a person names it; a file of that name is ./-
COPY_CHUNK = 1 << 20


def keep(stream: BinaryIO | None, folder: Path) -> Path:
    """Copy what can be read from `stream` into a new folder. Raises `no-standard-input`, `cannot-write`."""
    if stream is None:
        raise EmbreplError(
            "no-standard-input",
            "No text can be read from standard input here: it is the keyboard, the script, or it was read already.",
            "In a system shell: `program | embrepl - -c 'train; near king'`.",
        )
    path = folder / STANDARD_INPUT
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as copy:
            shutil.copyfileobj(stream, copy, COPY_CHUNK)
    except OSError as error:
        message = f"Standard input could not be kept in {folder}: {error.strerror}."
        raise EmbreplError("cannot-write", message, "Free some space, or check the permissions.") from error
    return path
