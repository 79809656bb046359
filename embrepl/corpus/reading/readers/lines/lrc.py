"""Lyrics, .lrc: the sung lines without their times and without the tags on the song; a file is one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions.captions import plain
from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

TAG = re.compile(r"\s*\ufeff?\[[A-Za-z#][^:\[\]]{0,30}:[^\[\]]{0,500}\]\s*")
TIMES = re.compile(r"\ufeff?(?:\s*\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\])+")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield (plain(TIMES.sub("", line, count=1)) for line in lines(reading.text()) if not TAG.fullmatch(line))
