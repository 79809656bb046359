r"""Subtitles of Aegisub, .ass and .ssa: the spoken words of the lines `Dialogue:`; a file is one document.

Left out are the styles, comments, marks such as `{\an8}`, and drawings (`{\p1}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

FIELDS = 10  # of a line, where no line `Format:` says it
MARKS = re.compile(r"\{[^{}]*\}")
DRAWING = re.compile(r"\\p(\d+)")
BREAK, SPACE = re.compile(r"\\N"), re.compile(r"\\[nh]")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield _spoken(lines(reading.text()))


def _spoken(every: Iterable[str]) -> Iterator[str]:
    fields, events = FIELDS, True
    for line in every:
        name, colon, rest = line.strip().lstrip("\ufeff").partition(":")
        if line.lstrip().startswith("["):
            events = name.strip().lower() == "[events]"
        elif colon and events and name == "Format":
            fields = rest.count(",") + 1
        elif colon and events and name == "Dialogue":
            text = rest.split(",", fields - 1)[-1]
            words = _without_marks(text)
            if words.strip() or not text.strip():
                yield SPACE.sub(" ", BREAK.sub("\n", words)) + "\n"


def _without_marks(text: str) -> str:
    """Return a line without its marks and drawings, which one mark begins and another ends."""
    parts, place, draws = [], 0, False
    for mark in MARKS.finditer(text):
        parts += [] if draws else [text[place : mark.start()]]
        place = mark.end()
        if scales := DRAWING.findall(mark[0]):
            draws = int(scales[-1]) > 0
    return "".join(parts if draws else [*parts, text[place:]])
