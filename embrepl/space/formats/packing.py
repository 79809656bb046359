"""Files packed as .gz, .bz2 and .xz: written by what their names say, read by what they begin with."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, Protocol, cast

CHUNK = 1 << 22  # bytes that come out at a time
_SIGNS = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
_MOST_MEMORY = 1 << 27  # bytes that an xz file may ask for; `xz -9` asks for half


class Damaged(Exception):  # noqa: N818 - caught within two functions of its raising
    """The packed data end too early, or are wrong."""


class _Unpacker(Protocol):
    """What `bz2` and `lzma` give."""

    @property
    def eof(self) -> bool:
        """Whether the end of the packed data was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more data."""

    @property
    def unused_data(self) -> bytes:
        """What followed the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return up to so many bytes."""


class _Gzip:
    """zlib's unpacker with the interface of the others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        """Whether the end of the packed data was reached."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more data."""
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What followed the end."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return up to so many bytes."""
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def packing(begin: bytes) -> str:
    """Return gz, bz2 or xz when a file that begins so is packed, else nothing."""
    return next((name for sign, name in _SIGNS.items() if begin.startswith(sign)), "")


def unpacked(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield what was packed so, in chunks of at most CHUNK bytes; raise `Damaged` behind the last that can be had."""
    make, refused = _unpacker(name)
    unpacker, begun = make(), False
    for chunk in chunks:
        data = chunk
        while data or not unpacker.needs_input:
            begun = True
            try:
                out = unpacker.decompress(data, CHUNK)
            except refused as error:
                raise Damaged from error
            data = b""
            if out:
                yield out
            if unpacker.eof:  # packed files may be joined, and padded with zeros
                data = unpacker.unused_data.lstrip(b"\0")
                unpacker, begun = make(), False
    if begun:
        raise Damaged


def _unpacker(name: str) -> tuple[Callable[[], _Unpacker], type[Exception]]:
    """Return what makes an unpacker, and the error that it refuses data with."""
    if name == "gz":
        return _Gzip, zlib.error
    if name == "bz2":
        import bz2

        return bz2.BZ2Decompressor, OSError
    import lzma

    return lambda: lzma.LZMADecompressor(memlimit=_MOST_MEMORY), lzma.LZMAError


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
