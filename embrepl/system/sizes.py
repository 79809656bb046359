"""Sizes and numbers of things in words: 300MB is so many bytes, 1 is "1 file" and 2 are "2 files"."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

UNITS = {"K": 1_000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000}
MOST_BYTES = 1 << 60


def number_of_bytes(text: str) -> int:
    """Return 300MB, 1.5 GB or 4096 as a number of bytes. Raises ValueError."""
    digits = text.strip().upper().removesuffix("B").removesuffix("I")
    unit = UNITS.get(digits[-1:], 1)
    number = float((digits[:-1] if unit > 1 else digits).replace(",", "").replace("_", ""))
    if not 0 <= number * unit < MOST_BYTES:
        raise ValueError(text)
    return int(number * unit)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "1 file" or "1,204 files"; a `plural` is given where it is none with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def size(number: float) -> str:
    """Return a number of bytes as "32.0 MB"."""
    unit, name = unit_of(number)
    return f"{number / unit:.1f} {name}" if unit > 1 else f"{number:.0f} {name}"


def unit_of(number: float) -> tuple[float, str]:
    """Return the unit that a number of bytes is written in, in bytes, and its name."""
    for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if number >= unit:
            return unit, name
    return 1.0, "B"


def bytes_in(folder: Path) -> int:
    """Return how many bytes the files in a folder and in those below it take, what vanishes meanwhile left out."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_size  # noqa: PTH118
    return total
