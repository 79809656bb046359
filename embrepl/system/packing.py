"""Packing files of vectors as .gz, .bz2 and .xz, by what their names say."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, cast


def packing_into(file: BinaryIO, name: str) -> AbstractContextManager[BinaryIO]:
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
