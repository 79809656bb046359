"""Vertical text, .vrt and .vert, as of TreeTagger and the Corpus Workbench: a word a line, its tags after tabs.

Lines of tags such as `<s>` structure it: a sentence becomes a line, `<g/>` sets no space, and where `<text>` or `<doc>`
begins, a document does. Where no sentences are marked, they end at their signs. Tags of words are used by nothing yet.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

TAG = re.compile(r"<(/?)([A-Za-z_][\w.\-]*)(?:\s[^<>]*)?/?>|<[?!].*>")
DOCUMENTS = frozenset({"text", "doc", "document"})
SENTENCE, GLUE = "s", "g"
ENDS = frozenset(".!?…。！？")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the documents."""
    file = _Vertical(reading)
    while True:
        yield file.document()
        if file.ended:
            break


class _Vertical:
    """The lines of a file, given as one document after the other."""

    def __init__(self, reading: Reading) -> None:
        self.ended = False
        self._reading = reading
        self._lines = lines(reading.text())
        self._words = 0

    def document(self) -> Iterator[str]:
        """Yield the words of the next document, up to where another begins; the file may end with it."""
        words_before, gap, marked = self._words, "", False
        for line in self._lines:
            row = line.strip("\r\n\ufeff")
            if tag := TAG.fullmatch(row.strip()):
                name = (tag[2] or "").lower()
                if name in DOCUMENTS and not tag[1] and self._words > words_before:
                    return
                marked = marked or name == SENTENCE
                if name != GLUE:
                    yield "\n" * bool(gap)
                gap = ""
            elif word := html.unescape(row.split("\t", 1)[0].strip()):
                self._words += 1
                yield gap + word
                gap = " "
                if not marked and word in ENDS:
                    yield "\n"
                    gap = ""
        self.ended = True
        many = counted(self._words, "row")
        self._reading.note(f"{many} of tagged words: the words are read, their lemmas and tags not used yet")
