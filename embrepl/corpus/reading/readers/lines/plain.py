"""Plain text, .txt: one document, as it stands; the tags of its words (The_DT mill_NN) are kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions.tagged import separator, without_tags
from embrepl.corpus.reading.word_tags import WordTags
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    text = reading.text()
    head = next(text, "")
    whole = chain((head,), text)
    sign = separator(head)
    if sign:
        reading.tags = WordTags()
        yield _words(reading, reading.tags, whole, sign)
    else:
        yield whole


def _words(reading: Reading, tags: WordTags, text: Iterable[str], sign: str) -> Iterator[str]:
    many = 0
    tags.begin_document()
    for line, tagged in without_tags(text, sign, tags):
        many += tagged
        yield line
    reading.note(tags.note(f"{counted(many, 'word')} with {sign} and a tag"))
