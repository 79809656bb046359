"""The sections of docs/benchmarks.md: each benchmark prints its own and, with --write, puts it into the page.

A section stands between two comments of its name.  A figure that was measured once stands alone; of one measured
several times the median is shown, with the least and the most behind it.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark take --write and --page."""
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--page", type=Path, default=PAGE, help="put them into this page instead")


def publish(section: str, lines: Iterable[str], chosen: argparse.Namespace) -> None:
    """Print the lines of a section as they come, and put them into the page if that was asked for."""
    if chosen.write:
        _split(section, chosen.page)  # a page without the section is refused before hours of measuring
    kept = []
    for line in lines:
        print(line, flush=True)
        kept.append(line)
    if chosen.write:
        before, after = _split(section, chosen.page)
        chosen.page.write_text("\n".join([before, *kept, after]), "utf-8")


def _split(section: str, page: Path) -> tuple[str, str]:
    """Return the page up to the comment that begins a section, and from the comment that ends it."""
    begin, end = f"<!-- {section} -->", f"<!-- end of {section} -->"
    before, begun, rest = page.read_text("utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not begun or not ended:
        sys.exit(f"nothing measured: {page} has no section between {begin} and {end}")
    return before + begin, end + after


def machine() -> str:
    """Return what the figures of a section were measured on."""
    return f"Python {platform.python_version()}, {os.cpu_count()} cores"


def counted(number: int, noun: str) -> str:
    """Return a number of things: 1 round, 3 rounds."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def median_of(number: int, noun: str) -> str:
    """Return what `spread` shows of so many measurements."""
    return counted(number, noun) if number == 1 else f"median (least-most) of {counted(number, noun)}"


def spread(values: Sequence[float], digits: int) -> str:
    """Return a figure measured once, or the median of several with the least and the most."""
    middle = f"{statistics.median(values):.{digits}f}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def met(good: bool) -> str:
    """Return whether a target is met, in words."""
    return "met" if good else "not met"
