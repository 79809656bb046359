"""Subtitles, .srt: the spoken words without numbers, times and tags; a file is one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions.captions import cues, spoken
from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

NUMBER = re.compile(r"\s*\ufeff?\d+\s*")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield spoken(cues(lines(reading.text()), lambda line: NUMBER.fullmatch(line) is not None), reading.left_out)
