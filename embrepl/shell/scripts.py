"""Files of commands: how they are opened, and how lines are joined where one ends in a backslash."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from embrepl.commands.lexer import tokens
from embrepl.system.plain import open_plain

PIPED = "What a program writes can be run from standard input: `program | embrepl run -`."


def open_script(path: str) -> TextIO:
    """Return the lines of a file of commands, which may be in any encoding that texts are in.

    Raises `unreadable-file`.
    """
    with open_plain(Path(path), PIPED) as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from embrepl.corpus.reading.decoding.side_files import side_text

        held = side_text(data)
        text = held.text if held else data.decode("utf-8", "replace")
    return io.StringIO(text, newline=None)


def joined_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield lines with the number of each, one that ends in a backslash, or in one and spaces, together with the next.

    In a comment, and after another backslash, one is part of the text.
    """
    whole, first = "", 1
    for number, line in enumerate(lines, 1):
        whole += line.removeprefix("\ufeff" if number == 1 else "").rstrip("\r\n")
        if _goes_on(whole.rstrip()):
            whole = whole.rstrip()[:-1]
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
