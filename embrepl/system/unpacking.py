"""Unpacking in chunks of bounded size: gzip, bzip2, xz, zstd and the methods of zip.

Every unpacker has the interface of `bz2.BZ2Decompressor`. We unpack by hand because `gzip.open` and its like throw away
what they had decoded when the end is missing.

A bomb unpacks to hundreds of times its size. What unpacks that far is held back until it is clear what it is, so that
little of a bomb reaches our memory, and nothing of it goes on.
"""

from __future__ import annotations

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Generator, Iterable
from typing import Any, Protocol

from embrepl.errors import EmbreplError

CHUNK_BYTES = 1 << 20  # bytes that come out at a time
MOST_XZ_MEMORY = 1 << 27  # bytes that an xz file may ask for; `xz -9` asks for half
MOST_UNPACKED = 1 << 28  # bytes of text that a file may unpack to however small it is: a log that repeats itself
UNJUDGED = 1 << 25  # bytes that may come out before, and between two times that, it is asked how far a file unpacks
MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
GZIP, DEFLATE = 16 + zlib.MAX_WBITS, -zlib.MAX_WBITS


class DamagedDataError(Exception):
    """The packed data are wrong; `rest` is what could still be unpacked."""

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
        """Return the next bytes, at most `max_length`. Raises DamagedDataError."""
        data = self._tail + data
        before = self._unzip.copy()
        try:
            out = self._unzip.decompress(data, max_length)
        except zlib.error:
            raise DamagedDataError(_up_to_the_error(before, data)) from None
        self._tail = self._unzip.unconsumed_tail
        self.needs_input = not self._tail and len(out) < max_length
        return out


def _up_to_the_error(unzip: zlib._Decompress, data: bytes) -> bytes:
    """Unzip byte by byte what comes before the damage: zlib gives nothing of the part that holds it."""
    parts: list[bytes] = []
    try:
        for place in range(len(data)):
            parts.append(unzip.decompress(data[place : place + 1], CHUNK_BYTES))  # noqa: PERF401 — keep what came before
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
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=MOST_XZ_MEMORY),
    "zstd": _zstd,
}


def missing_extra(what: str, extra: str) -> EmbreplError:
    """Return the error for a format whose library is not installed."""
    return EmbreplError("missing-extra", f"Reading {what} needs an extra package.", f"pip install 'embrepl[{extra}]'")


def packing_of(head: bytes) -> str:
    """Return how a file that begins so is packed, "" where it is not."""
    return next((packing for magic, packing in MAGIC.items() if head.startswith(magic)), "")


def unpack(
    chunks: Iterable[bytes], packing: str, break_off: Callable[[str], None], most: int = CHUNK_BYTES
) -> Generator[bytes, None, None]:
    """Yield the unpacked bytes, at most so many at a time, members one after the other.

    Where they end too early `break_off` is called with the reason.
    """
    make = UNPACKERS[packing]
    unpacker, empty = make(), True
    for chunk in chunks:
        data, empty = chunk, False
        while True:
            if unpacker.eof:
                data = data.lstrip(b"\0")  # members may be padded with zeros
                if not data:
                    break
                unpacker = make()
            try:
                out = unpacker.decompress(data, most)
            except (DamagedDataError, OSError, EOFError, ValueError, lzma.LZMAError, _zstd_error()) as error:
                if rest := getattr(error, "rest", b""):
                    yield rest
                return break_off(f"damaged {packing} data")
            if out:
                yield out
            data = unpacker.unused_data if unpacker.eof else b""
            if not unpacker.eof and unpacker.needs_input:
                break
    if not unpacker.eof and not empty:
        break_off(f"the {packing} data end too early")
    return None


def hold_back_bombs(
    chunks: Iterable[bytes],
    read_bytes: Callable[[], int],
    ratio: int,
    refuse: Callable[[], None],
    is_small: Callable[[], bool] = lambda: False,
) -> Generator[bytes, None, None]:
    """Yield the chunks; those that unpack to more than `ratio` times are held back, and refused once they are many.

    `read_bytes` says how many packed bytes have been read; when `refuse` returns, the rest is left out. What is of
    bounded size as a whole, which `is_small` finds out, is let through.
    """
    chunks, held = iter(chunks), []
    total, begin = 0, read_bytes()  # of the part that is judged
    for chunk in chunks:
        total += len(chunk)
        held.append(chunk)
        if total <= ratio * (read_bytes() - begin):
            yield from held
            held = []
        if total > UNJUDGED:
            if held:
                if not is_small():
                    return refuse()
                yield from held
                del held
                yield from chunks
                return None
            total, begin = 0, read_bytes()
    yield from held
    return None


def _zstd_error() -> type[Exception]:
    module = sys.modules.get("compression.zstd") or sys.modules.get("backports.zstd")
    error: type[Exception] = getattr(module, "ZstdError", DamagedDataError)
    return error
