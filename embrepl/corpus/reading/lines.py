r"""Lines with their ends (\n, \r or \r\n), from text in any chunks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

LONGEST_FIELD = 1 << 24  # characters of a line or field, where no limit of memory is known


def lines(text: Iterable[str], longest: int = LONGEST_FIELD) -> Iterator[str]:
    r"""Yield lines with their ends (\n, \r or \r\n, as the csv module wants them) from text in any chunks.

    A line longer than `longest` comes in parts, each about as long or longer.
    """
    rest = ""
    for chunk in text:
        begin = max(0, len(rest) - 1)
        rest += chunk
        end = rest.rfind("\n", begin) + 1 or rest.rfind("\r", begin, -1) + 1
        if not end and len(rest) > longest:
            end = len(rest)
        if end:
            part, rest = rest[:end], rest[end:]
            yield from _split(part)
    yield from _split(rest)


def ended(line: str) -> bool:
    """Return whether a line was read to its end."""
    return line.endswith(("\n", "\r"))


def skip_line(beginning: str, rest: Iterator[str]) -> None:
    """Go past what is left of a line of which only the beginning was read."""
    part: str | None = beginning
    while part is not None and not ended(part):
        part = next(rest, None)


def _split(part: str) -> Iterator[str]:
    returns = "\r" in part
    begin = 0
    while begin < len(part):
        end = part.find("\n", begin) + 1 or len(part)
        line = part[begin:end]
        if returns and line.find("\r", 0, -2 if line.endswith("\r\n") else -1) >= 0:
            yield from io.StringIO(line, newline="")
        else:
            yield line
        begin = end
