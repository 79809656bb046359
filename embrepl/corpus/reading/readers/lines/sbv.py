"""Captions of YouTube, .sbv: the spoken words without times; a file is one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions.captions import TIME, cues, spoken
from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

TIMES = re.compile(rf"\s*({TIME}),({TIME})\s*")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield spoken(cues(map(_with_arrow, lines(reading.text())), lambda _: False), reading.left_out)


def _with_arrow(line: str) -> str:
    times = TIMES.fullmatch(line)
    return f"{times[1]} --> {times[2]}" if times else line
