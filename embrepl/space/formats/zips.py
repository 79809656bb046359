"""The one file of vectors in a zip archive; where there are several they are named."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from embrepl.errors import EmbreplError

MAGIC = b"PK\3\4"
_NAMED = 6  # members that are named
_SAVE_TEXT = "Write the words and their vectors as text: a word and its numbers a line."


def only_member(path: Path, file: BinaryIO, break_off: Callable[[str], None], step: int) -> Iterator[bytes]:
    """Yield the bytes of the only file of an archive. Raises `not-vectors` where there are several, or other things."""
    try:
        with zipfile.ZipFile(file) as archive:
            member = _choose(path, archive)
            with archive.open(member) as unpacked:
                while data := unpacked.read(step):
                    yield data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        break_off(f"damaged zip data ({error})")
    except RuntimeError as error:  # as zipfile says that a password is needed
        raise EmbreplError("not-vectors", f"{path} is encrypted.", "Unzip it and name the file in it.") from error


def _choose(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [each for each in archive.infolist() if not each.is_dir() and not each.filename.startswith("__MACOSX/")]
    names = [each.filename for each in members]
    if names and all(name.endswith(".npy") for name in names):
        raise EmbreplError("not-vectors", f"{path} holds NumPy arrays, which have numbers but no words.", _SAVE_TEXT)
    if any(name.endswith("data.pkl") for name in names):
        raise EmbreplError("not-vectors", f"{path} is a model of PyTorch, which is a Python pickle.", _SAVE_TEXT)
    if "[Content_Types].xml" in names:
        message = f"{path} is a document or workbook of an office program."
        raise EmbreplError("not-vectors", message, "Save its table as CSV, or `load FILE` for text.")
    if len(members) == 1:
        return members[0]
    shown = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")
    message = f"{path} is a zip archive of {len(names):,} files: {shown}."
    raise EmbreplError("not-vectors", message, "Unzip it and name the file in it.")
