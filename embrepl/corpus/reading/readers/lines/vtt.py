"""Captions for the web, .vtt (WebVTT): the spoken words; a file is one document.

Left out are the head of the file, its blocks NOTE, STYLE and REGION, the names, times and settings of the cues, and
tags, the names of speakers (`<v Mary>`) among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions.captions import TIMES, cues, spoken
from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

HEAD = re.compile(r"\ufeff?WEBVTT(?=\s|\Z)")
BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?=\s|\Z)")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield spoken(cues(_without_names(_without_blocks(lines(reading.text()))), lambda _: False), reading.left_out)


def _without_blocks(every: Iterable[str]) -> Iterator[str]:
    """Yield the lines without the head and the blocks that are no cues; a block ends at an empty line or at times."""
    left_out, begins, first = False, True, True
    for line in every:
        empty = not line.rstrip("\r\n")
        if empty or TIMES.match(line):
            left_out = False
        elif begins and (BLOCK.match(line) or (first and HEAD.match(line))):
            left_out = True
        begins, first = empty, False
        if not left_out:
            yield line


def _without_names(every: Iterable[str]) -> Iterator[str]:
    """Yield the lines without those that stand alone between an empty line and times: the names of cues."""
    name, begins = "", True
    for line in every:
        if name and not TIMES.match(line):
            yield name
        name = ""
        empty = not line.rstrip("\r\n")
        if begins and not empty and not TIMES.match(line):
            name = line
        else:
            yield line
        begins = empty
    if name:
        yield name
