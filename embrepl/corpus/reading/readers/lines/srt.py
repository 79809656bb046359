"""Subtitles, .srt: the spoken words without numbers, times and tags; a file is one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

CUE_NUMBER = re.compile(r"\s*\d+\s*")
TIMES = re.compile(r"\s*-?[\d:.,]+\s*-->\s*-?[\d:.,]+")
TAGS = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield _spoken_lines(reading.text())


def _spoken_lines(text: Iterable[str]) -> Iterator[str]:
    number = ""  # a line of digits is left out only when times follow
    for line in lines(text):
        if TIMES.match(line):
            number = ""
            continue
        yield TAGS.sub("", number)
        number = line if CUE_NUMBER.fullmatch(line) else ""
        if not number and line.strip():
            yield TAGS.sub("", line)
    yield number
