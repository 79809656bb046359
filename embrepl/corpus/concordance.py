"""Keyword in context (Luhn 1960): every line is the original text around a hit, with its file and line.

A line's left and right are characters of the text itself, as it stands: case, punctuation, line breaks and all; they
end where the document does. Axes: T tokens, H hits, V types.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np

from embrepl.corpus import patterns, queries, unspaced, wildcards
from embrepl.corpus.characters import Characters, code_points, decoded
from embrepl.corpus.composing import composed
from embrepl.corpus.long_lines import LongLines
from embrepl.corpus.positions import LINE_FEED, Places, Positions
from embrepl.corpus.scripts import ACCENT_BLOCKS, within
from embrepl.corpus.store import Corpus
from embrepl.errors import EmbreplError, UnknownWordError

SORTED = 2_000_000  # hits that are sorted at most: about a second
REMEMBERED = 16  # patterns whose types are kept
WIDEST = 4  # bytes of a character in UTF-8
SLACK = 64  # bytes that a word may have beyond its own characters: the gaps in a joined phrase
_SORT_KEY = re.compile(r"([LR])([1-9])|M0?|C0?|0", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+\Z")
_NUMBER = re.compile(r"(?<![^\W_])\d[\d.,]*(?![^\W_])")


@dataclass(frozen=True)
class Line:
    """A hit in its context.

    `record` is the row of a table, or the part of a file that holds several texts, from 1; 0 where the file is one
    text. `line` counts from 1 within that text, at line feeds. `token` is the place of the hit in the corpus.
    """

    file: str
    record: int
    line: int
    left: str
    match: str
    right: str
    token: int


class Concordance:
    """Finds words, phrases and patterns in a corpus and shows them in their context."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.positions = Positions(corpus)
        self._patterns: dict[str, list[int]] = {}
        self._unspaced: dict[str, queries.Hits] = {}

    def find(self, text: str, *, however_cut: bool = False) -> queries.Hits:
        """Find a word, a phrase, either with wildcards, or the types that fit a /pattern/.

        `however_cut`: a text without spaces also where it is not a word of its own.
        Raises UnknownWordError, `no-words`, `bad-pattern`, `slow-pattern`.
        """
        if patterns.is_expression(text):
            return queries.TypeHits(self.positions, np.array(self.fitting(text), np.int64))
        if wildcards.is_wild(text):
            spelt = partial(queries.spellings, index=self.corpus.index, fold=self.folded, however_cut=however_cut)
            return wildcards.find(text, self.positions, self.fitting, spelt)
        if however_cut and (wanted := self.anywhere(text)):
            return self._everywhere(wanted)
        return queries.find(text, self.positions, self.corpus.index, self.folded, however_cut=however_cut)

    def _fold(self, text: str) -> str:
        """Return a text with its letters as the vocabulary spells them, one for one."""
        points = code_points(text)
        self._characters.classes(points)
        return decoded(self._characters.folded(points))

    def folded(self, text: str) -> str:
        """Return typed text as the vocabulary spells it; where accents or numbers are folded it may get shorter."""
        options = self.corpus.report.options
        text = composed(text)
        if options.accents == "fold":
            text = "".join(letter for letter in text if not within(ord(letter), ACCENT_BLOCKS))
        if options.numbers == "fold":
            text = _NUMBER.sub(lambda number: re.sub(r"\d", "0", number[0]), text)
        return self._fold(text)

    @cached_property
    def _characters(self) -> Characters:
        return Characters(self.corpus.report.options)

    def fitting(self, pattern: str) -> list[int]:
        """Return the ids of the types that a glob or a /pattern/ fits, the most frequent first."""
        if not patterns.is_expression(pattern):
            pattern = self.folded(pattern)
        if pattern not in self._patterns:
            lower = self.corpus.report.options.case == "lower"
            _forget_some(self._patterns)
            self._patterns[pattern] = patterns.fitting(pattern, self.corpus.words, lower=lower)
        return self._patterns[pattern]

    def is_pattern(self, text: str) -> bool:
        """Tell whether a text is a /pattern/ or has wildcards."""
        return patterns.is_expression(text) or wildcards.is_wild(text)

    def anywhere(self, text: str) -> str:
        """Return a text without spaces as the vocabulary spells it, for it is found inside words too; else ""."""
        wanted = "" if self.is_pattern(text) else self.folded(text.strip())
        return wanted if queries.is_unspaced(wanted) and len(wanted) <= unspaced.LONGEST else ""

    def _everywhere(self, text: str) -> queries.Hits:
        """Find a text without spaces wherever it stands. Raises UnknownWordError."""
        if text not in self._unspaced:
            _forget_some(self._unspaced)
            self._unspaced[text] = unspaced.everywhere(text, self.corpus.words, self.positions, self._spelt)
        if not self._unspaced[text].total:
            raise UnknownWordError(text, f"'{text}' is not in the text.")
        return self._unspaced[text]

    def _spelt(self, text: str) -> list[list[int]]:
        """Return the rows of types that spell a text without spaces, none where there are none."""
        try:
            return queries.spellings(text, self.corpus.index, self.folded, however_cut=True)
        except UnknownWordError:
            return []

    @cached_property
    def alphabet(self) -> Places:
        """The place of every type in alphabetical order, by code points. (V,)."""
        words = self.corpus.words
        places = np.empty(len(words), np.int64)
        places[np.array(sorted(range(len(words)), key=words.__getitem__), np.int64)] = np.arange(len(words))
        return places

    def sorted(self, places: Places, lengths: Places, keys: Sequence[int]) -> Places:
        """Return the order of hits by the words around them: -1 is the first on the left, 0 the hit's own first word.

        What has no such word in its document comes first; equal ones stay in the order of the text. (H,) → (H,).
        """
        document = self.positions.document(places)
        begins, ends = self.positions.documents[document], self.positions.documents[document + 1]
        columns = []
        for key in keys:
            at = places + (key if key <= 0 else lengths - 1 + key)
            inside = (at >= begins) & (at < ends)
            ranks = self.alphabet[self.positions.ids[np.where(inside, at, 0)]]
            columns.append(np.where(inside, ranks, -1))
        return np.lexsort(columns[::-1])

    def lines(self, places: Places, lengths: Places, left: int, right: int) -> list[Line]:
        """Return hits with `left` and `right` characters of their context. (H,), (H,) → H lines."""
        return [self._line(*hit, left, right) for hit in zip(places.tolist(), lengths.tolist(), strict=True)]

    def word_in_line(self, place: int) -> int | None:
        """Return the number of a token in its line where the line is long, else None."""
        return self._long_lines.word(place)

    @cached_property
    def _long_lines(self) -> LongLines:
        return LongLines(self.corpus, self.positions)

    def _line(self, place: int, length: int, left: int, right: int) -> Line:
        document = int(self.positions.document(np.array([place]))[0])
        first, after = self.positions.documents[document : document + 2].tolist()
        begin, end = int(self.corpus.starts[place]), self._end(place + length - 1)
        low = self._text_begin(first, begin - WIDEST * left)
        high = self._text_end(after, end, end + WIDEST * right)
        file, record = self.file(document)
        before = self._text_begin(first, 0)
        return Line(
            file, record, 1 + self.positions.line_feeds(before, begin), self._read(low, begin)[-left:] if left else "",
            self._read(begin, end), self._read(end, high)[:right], place,
        )  # fmt: skip

    def _end(self, place: int) -> int:
        """Return the byte after a token.

        The store keeps where tokens begin. A word has as many characters as its type, for folding keeps their number;
        where they do not look alike, as in joined words, it ends with the last letter or digit before the next token.
        """
        begin = int(self.corpus.starts[place])
        after = int(self.corpus.starts[place + 1]) if place + 1 < self.corpus.starts.size else self.corpus.text.size
        word = self.corpus.words[int(self.corpus.ids[place])]
        text = self._read(begin, min(after, begin + 2 * WIDEST * len(word) + SLACK))
        own = text[: len(word)]
        if self._fold(own) != word:
            own = _NO_WORD.sub("", text) or own
        marks = next((at for at, letter in enumerate(text[len(own) :]) if not unicodedata.combining(letter)), 0)
        return begin + len(text[: len(own) + marks].encode())

    def _text_begin(self, first: int, low: int) -> int:
        """Return where the text of the document begins whose first token is `first`, or `low` if that is later.

        Two documents are parted by a line feed; of several the last counts.
        """
        if first == 0:
            return max(low, 0)
        begin, end = int(self.corpus.starts[first - 1]), int(self.corpus.starts[first])
        if low >= end:
            return low
        gap = np.flatnonzero(self.corpus.text[max(begin, low) : end] == LINE_FEED)
        return max(low, begin) + int(gap[-1]) + 1 if gap.size else max(low, begin)

    def _text_end(self, after: int, end: int, high: int) -> int:
        """Return where the text of the document ends whose last token is `after` - 1, or `high` if that is earlier."""
        high = min(high, self.corpus.text.size)
        if after == self.corpus.starts.size or high <= int(self.corpus.starts[after - 1]):
            return high
        begin = max(end, self._end(after - 1))
        gap = np.flatnonzero(self.corpus.text[begin : min(high, int(self.corpus.starts[after]))] == LINE_FEED)
        return begin + int(gap[0]) if gap.size else high

    def _read(self, begin: int, end: int) -> str:
        """Return the text between two bytes; what is left of a character that was cut is dropped."""
        return bytes(self.corpus.text[begin:end]).decode("utf-8", "ignore")

    def file(self, document: int) -> tuple[str, int]:
        """Return the path of a document, and its number in a file that has several, else 0."""
        files = self.corpus.files
        at = bisect_right(self._firsts, document) - 1
        path, first = files[at]
        after = files[at + 1][1] if at + 1 < len(files) else self.corpus.report.documents
        return path, document - first + 1 if after - first > 1 else 0

    @cached_property
    def _firsts(self) -> list[int]:
        return [first for _, first in self.corpus.files]


def _forget_some(kept: dict[str, Any]) -> None:
    """Make room for one more."""
    while len(kept) >= REMEMBERED:
        del kept[next(iter(kept))]


def sort_keys(text: str) -> list[int]:
    """Return "L1,R2" as [-1, 2]; M is the hit itself, 0. Raises `bad-option`."""
    keys = []
    for part in re.split(r"[,\s]+", text.strip()):
        found = _SORT_KEY.fullmatch(part)
        if found is None:
            raise EmbreplError(
                "bad-option", f"--sort cannot be '{text}'.",
                "It takes L1 to L9, R1 to R9 and M (the word itself), with commas between: L1,R2.",
            )  # fmt: skip
        side, number = found.group(1), found.group(2)
        keys.append(0 if side is None else int(number) * (-1 if side.upper() == "L" else 1))
    return keys
