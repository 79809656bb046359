"""Lyrics, .lrc: the sung lines without their times and without the tags on the song; a file is one document.

The lines that Whisper prints, `[00:00.000 --> 00:04.000] Hello`, are read so too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions.captions import TIME, plain
from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

TAG = re.compile(r"\s*\ufeff?\[[A-Za-z#][^:\[\]]{0,30}:[^\[\]]{0,500}\]\s*")
TIMES = re.compile(rf"(?:\ufeff|(?<!\s))\s*+\[{TIME}(?:\s*-->\s*{TIME})?\](?:\s*+\[{TIME}(?:\s*-->\s*{TIME})?\])*")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield (plain(TIMES.sub("", line, count=1)) for line in lines(reading.text()) if not TAG.fullmatch(line))
