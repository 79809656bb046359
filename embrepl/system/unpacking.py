"""Unpacking in chunks of bounded size: gzip, bzip2, xz, zstd and the methods of zip.

Every unpacker has the interface of `bz2.BZ2Decompressor`. We unpack by hand because `gzip.open` and its like throw away
what they had decoded when the end is missing.
"""

from __future__ import annotations

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from embrepl.errors import EmbreplError

CHUNK = 1 << 20
MOST_MEMORY = 1 << 27  # bytes that an xz file may ask for; `xz -9` asks for half
GZIP, DEFLATE = 16 + zlib.MAX_WBITS, -zlib.MAX_WBITS


class Damaged(Exception):  # noqa: N818 - caught within two functions of its raising
    """The packed data are wrong; `rest` is what could still be had."""

    def __init__(self, rest: bytes = b"") -> None:
        super().__init__()
        self.rest = rest


class Unpacker(Protocol):
    """What `bz2`, `lzma` and `compression.zstd` give."""

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
        """Return the next bytes, at most `max_length`."""


class Inflate:
    """`zlib.decompressobj` with the interface of the others, and with all that comes before damage."""

    def __init__(self, bits: int) -> None:
        self._unzip = zlib.decompressobj(bits)
        self._tail = b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return self._unzip.eof

    @property
    def unused_data(self) -> bytes:
        """What followed the end."""
        return self._unzip.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return the next bytes, at most `max_length`. Raises Damaged."""
        data = self._tail + data
        before = self._unzip.copy()
        try:
            out = self._unzip.decompress(data, max_length)
        except zlib.error:
            raise Damaged(_up_to_the_error(before, data)) from None
        self._tail = self._unzip.unconsumed_tail
        self.needs_input = not self._tail and len(out) < max_length
        return out


def _up_to_the_error(unzip: zlib._Decompress, data: bytes) -> bytes:
    """Unzip byte by byte what comes before the damage: zlib gives nothing of the stretch that holds it."""
    parts: list[bytes] = []
    try:
        for place in range(len(data)):
            parts.append(unzip.decompress(data[place : place + 1], CHUNK))  # noqa: PERF401 — keep what came before
    except zlib.error:
        pass
    return b"".join(parts)


def _zstd() -> Unpacker:
    module: Any
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd as module
        else:
            from backports import zstd as module
    except ImportError:
        raise missing_extra("zstd files", "zstd") from None
    unpacker: Unpacker = module.ZstdDecompressor()
    return unpacker


UNPACKERS: dict[str, Callable[[], Unpacker]] = {
    "gzip": lambda: Inflate(GZIP),
    "deflate": lambda: Inflate(DEFLATE),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=MOST_MEMORY),
    "zstd": _zstd,
}


def missing_extra(what: str, extra: str) -> EmbreplError:
    """Return the error for a format whose library is not installed."""
    return EmbreplError("missing-extra", f"Reading {what} needs a package more.", f"pip install 'embrepl[{extra}]'")


def unpacked(chunks: Iterable[bytes], packing: str, broken: Callable[[str], None]) -> Iterator[bytes]:
    """Yield the unpacked bytes, members one after the other; `broken` is told how they ended too early."""
    make = UNPACKERS[packing]
    unpacker, empty = make(), True
    for given in chunks:
        data, empty = given, False
        while True:
            if unpacker.eof:
                data = data.lstrip(b"\0")  # members may be padded with zeros
                if not data:
                    break
                unpacker = make()
            try:
                out = unpacker.decompress(data, CHUNK)
            except (Damaged, OSError, EOFError, ValueError, lzma.LZMAError, _zstd_error()) as error:
                if rest := getattr(error, "rest", b""):
                    yield rest
                return broken(f"damaged {packing} data")
            if out:
                yield out
            data = unpacker.unused_data if unpacker.eof else b""
            if not unpacker.eof and unpacker.needs_input:
                break
    if not unpacker.eof and not empty:
        broken(f"the {packing} data end too early")


def _zstd_error() -> type[Exception]:
    module = sys.modules.get("compression.zstd") or sys.modules.get("backports.zstd")
    found: type[Exception] = getattr(module, "ZstdError", Damaged)
    return found
