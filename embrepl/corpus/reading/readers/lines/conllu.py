"""Tagged words in columns, .conllu and .conll: the words, a sentence a line; a file is one document.

The word stands in the second column where the first numbers the words (CoNLL-U, CoNLL-X), in the fourth where the third
does (CoNLL-2012), else in the first (CoNLL-2003). Of words that are written as one (`1-2 du`) the written one is taken;
what nobody wrote (`8.1`) is left out.
`SpaceAfter=No` sets no space. Lemmas and parts of speech are kept, those of `1-2 du` joined: ADP+DET.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines
from embrepl.corpus.reading.word_tags import NOTHING, WordTags
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

NUMBER = re.compile(r"(\d+)(?:-(\d+))?")
UNWRITTEN = re.compile(r"\d+\.\d+")
NUMBERED, PART = 4, 2  # columns, at least, of CoNLL-2012; the one that numbers its words
NO_SPACE = "SpaceAfter=No"
BOUNDARY = "-DOCSTART-"


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    reading.tags = WordTags()
    yield _sentences(reading, reading.tags)


def _sentences(reading: Reading, tags: WordTags) -> Iterator[str]:
    tags.begin_document()
    words = malformed = first = written = columns = 0
    gap = ""
    for number, line in enumerate(lines(reading.text()), 1):
        row = line.strip("\r\n\ufeff")
        if not row.strip():
            written, gap = 0, ""
            yield tags.plain("\n")
            continue
        fields = row.split("\t") if "\t" in row else row.split()
        if row.startswith("#") and len(fields) != columns:
            continue
        if fields[0] == BOUNDARY or UNWRITTEN.fullmatch(fields[0]):
            continue
        form, last = _form(fields)
        if not form:
            malformed, first = malformed + 1, first or number
            continue
        columns = len(fields) if last is None else 0  # a word may be the sign of comments
        if last is None or last > written:
            numbers = NUMBER.fullmatch(fields[0])
            written = int(numbers[2]) if numbers and numbers[2] else written
            words += 1
            yield tags.plain(gap) + tags.word(form, *_tag_and_lemma(fields))
            gap = "" if NO_SPACE in fields[-1] else " "
        else:
            tags.add_part(*_tag_and_lemma(fields))
    if words:
        reading.note(tags.note(f"{counted(words, 'row')} of tagged words"))
    if malformed:
        reading.note(f"{counted(malformed, 'line')} without a word left out, the first is line {first:,}")


def _form(fields: list[str]) -> tuple[str, int | None]:
    """Return the word of a row, and the number of the last word that it stands for, None where words have none."""
    if numbers := NUMBER.fullmatch(fields[0]):
        return fields[1].strip() if len(fields) > 1 else "", int(numbers[2] or numbers[1])
    if _numbers_parts(fields):
        return fields[PART + 1], None
    return fields[0].strip(), None


def _numbers_parts(fields: list[str]) -> bool:
    """Return whether a row is of CoNLL-2012: the document, its part, the number of the word, the word."""
    return len(fields) > NUMBERED and fields[PART].isdigit() and fields[PART - 1].isdigit()


def _tag_and_lemma(fields: list[str]) -> tuple[str, str]:
    """Return the part of speech and the lemma of a row, "" where it has none."""
    if NUMBER.fullmatch(fields[0]):
        lemma, *tags = [*fields[2:5], "", "", ""][:3]
        return next((tag for tag in tags if tag not in NOTHING), ""), lemma
    if _numbers_parts(fields):
        return fields[PART + 2], ""
    return fields[1] if len(fields) > 1 else "", ""
