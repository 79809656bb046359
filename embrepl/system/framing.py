"""Objects through a pipe between two of our own processes, each as bytes with their length before them."""

from __future__ import annotations

import pickle
from typing import IO, Any

LENGTH = 8  # bytes


def packed(what: Any) -> bytes:
    """Return the bytes of an object."""
    return pickle.dumps(what, protocol=5)


def unpacked(data: bytes) -> Any:
    """Return the object of some bytes, which must come from a process of ours."""
    return pickle.loads(data)  # noqa: S301 - it came through a pipe that only the two processes hold


def write_frame(file: IO[bytes], data: bytes) -> None:
    """Write some bytes at once."""
    file.write(len(data).to_bytes(LENGTH, "little"))
    file.write(data)
    file.flush()


def read_frame(file: IO[bytes]) -> bytes:
    """Return what was written at once. Raises `EOFError` where the other end is closed."""
    head = file.read(LENGTH)
    data = file.read(int.from_bytes(head, "little"))
    if len(head) < LENGTH or len(data) < int.from_bytes(head, "little"):
        raise EOFError
    return data
