"""Files of commands: how they are opened, and how lines are joined where one ends in a backslash."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from embrepl.commands.lexer import tokens

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_script(path: str) -> TextIO:
    """Open a file of commands: UTF-8, or UTF-16 where it says so. Raises OSError."""
    with Path(path).open("rb") as file:
        wide = file.read(2) in _WIDE
    return Path(path).open(encoding="utf-16" if wide else "utf-8-sig", errors="replace")


def joined_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield lines with the number of each, one that ends in a backslash together with the next.

    In a comment, and after another backslash, one is part of the text.
    """
    whole, first = "", 1
    for number, line in enumerate(lines, 1):
        whole += line.removeprefix("\ufeff" if number == 1 else "").rstrip("\r\n")
        if _goes_on(whole):
            whole = whole[:-1]
            continue
        yield first, whole
        whole, first = "", number + 1
    if whole:
        yield first, whole


def _goes_on(line: str) -> bool:
    if not line.endswith("\\") or line.endswith("\\\\"):
        return False
    parts = tokens(line)
    return bool(parts) and parts[-1].place + len(parts[-1].raw) == len(line)
