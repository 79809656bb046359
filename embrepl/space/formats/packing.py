"""Files packed as their names say: .gz, .bz2 and .xz."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, cast


def writing(file: BinaryIO, name: str) -> AbstractContextManager[BinaryIO]:
    """Return what packs into an open file all that is written, by the ending of the file's name."""
    ending = name.rpartition(".")[2].lower()
    packed: object = nullcontext(file)
    if ending == "gz":
        import gzip

        packed = gzip.GzipFile("", "wb", 6, file, mtime=0)
    elif ending == "bz2":
        import bz2

        packed = bz2.BZ2File(file, "wb")
    elif ending == "xz":
        import lzma

        packed = lzma.open(file, "wb")  # noqa: SIM115 - the caller's to close
    return cast("AbstractContextManager[BinaryIO]", packed)
