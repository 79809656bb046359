"""Vertical text, .vrt and .vert, as of TreeTagger and the Corpus Workbench: a word a line, its tags after tabs.

Lines of tags such as `<s>` structure it: a sentence becomes a line, `<g/>` sets no space, and where `<text>` or `<doc>`
begins, a document does. Where no sentences are marked, they end at their signs. Tags and lemmas are kept: of
the first two columns behind the word, the tags are in the one with fewer different values.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines
from embrepl.corpus.reading.word_tags import WordTags
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

TAG = re.compile(r"<(/?)([A-Za-z_][\w.\-]*)(?:\s[^<>]*)?/?>|<[?!].*>")
DOCUMENTS = frozenset({"text", "doc", "document"})
SENTENCE, GLUE = "s", "g"
JUDGED = 1_000  # lines by which the columns are told apart
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
        text = lines(reading.text())
        first = list(islice(text, JUDGED))
        self._lines = chain(first, text)
        self._tag, self._lemma = _columns(first)
        self._words = 0
        self._tags = reading.tags = WordTags()

    def document(self) -> Iterator[str]:
        """Yield the words of the next document, up to where another begins; the file may end with it."""
        words_before, gap, marked, tags = self._words, "", False, self._tags
        tags.begin_document()
        for line in self._lines:
            row = line.strip("\r\n\ufeff")
            if tag := TAG.fullmatch(row.strip()):
                name = (tag[2] or "").lower()
                if name in DOCUMENTS and not tag[1] and self._words > words_before:
                    return
                marked = marked or name == SENTENCE
                if name != GLUE:
                    yield tags.plain("\n" * bool(gap))
                gap = ""
            elif word := html.unescape((fields := [*row.split("\t"), "", ""])[0].strip()):
                self._words += 1
                part, lemma = (html.unescape(fields[column].strip()) for column in (self._tag, self._lemma))
                yield tags.plain(gap) + tags.word(word, part, lemma)
                gap = " "
                if not marked and word in ENDS:
                    yield tags.plain("\n")
                    gap = ""
        self.ended = True
        self._reading.note(tags.note(f"{counted(self._words, 'row')} of tagged words"))


def _columns(rows: Sequence[str]) -> tuple[int, int]:
    """Return which columns hold the tags and the lemmas: 1 and 2, or 2 and 1."""
    words = [row.strip("\r\n").split("\t") for row in rows if not TAG.fullmatch(row.strip())]
    different = [len({fields[column] for fields in words if len(fields) > column}) for column in (1, 2)]
    return (2, 1) if 0 < different[1] < different[0] else (1, 2)
