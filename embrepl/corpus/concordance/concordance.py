"""Keyword in context (Luhn 1960): every line is the original text around a hit, with its file and line.

A line's left and right are characters of the text itself, as it stands: case, punctuation, line breaks and all; they
end where the document does. Axes: T tokens, H hits, V types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate
from typing import Any, TypeVar

import numpy as np

from embrepl.corpus.concordance import patterns, queries, unspaced, wildcards
from embrepl.corpus.concordance.extents import WIDEST, Extents, read
from embrepl.corpus.concordance.hits import Hits, SearchedHits, Spans, TypeHits
from embrepl.corpus.concordance.joined import Joined
from embrepl.corpus.concordance.long_lines import LongLines
from embrepl.corpus.concordance.ordering import Ordering
from embrepl.corpus.concordance.rests import rests
from embrepl.corpus.concordance.sequences import Gap, Ruler, follow
from embrepl.corpus.concordance.solidity import Solidity
from embrepl.corpus.concordance.spelling_search import SpellingSearch
from embrepl.corpus.store.positions import Places, Positions
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.unicode_forms import compose_text
from embrepl.errors import UnknownWordError
from embrepl.system.progress import ReportProgress, silent

T = TypeVar("T")
REPORTED_LINES = 1_000
REMEMBERED = 128  # answers that are kept: the types of patterns, the places of texts without spaces, and others
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
        self._made: dict[Hashable, Any] = {}

    def find(self, text: str, *, any_segmentation: bool = False, progress: ReportProgress = silent) -> Hits:
        """Find a word, a phrase, either with wildcards, or the types that fit a /pattern/.

        `any_segmentation`: a text without spaces also where it is not a word of its own, and a word in joined phrases
        too.
        Raises UnknownWordError, `no-words`, `bad-pattern`, `slow-pattern`.
        """
        if patterns.is_expression(text):
            return TypeHits(self.positions, np.array(self.matching_types(text, progress), np.int64))
        if wildcards.is_wild(text):
            spelt = partial(
                queries.spellings, index=self._vocabulary.words, fold=self.folded, any_segmentation=any_segmentation
            )
            types, words = (
                partial(self._fitting, words=each, progress=progress) for each in (self.corpus.words, self._words)
            )
            return wildcards.find(text, self._vocabulary, types, words, spelt)
        if any_segmentation and (query := self._unspaced_query(text)):
            return self._everywhere(query, progress)
        return queries.find(text, self._vocabulary, any_segmentation=any_segmentation)

    def of_types(self, numbers: Places) -> Hits:
        """Return all places of some types as words of their own. (K,)."""
        return TypeHits(self.positions, numbers)

    def sequence(
        self, positions: Sequence[Spans], gaps: Sequence[Gap], before: int = 0, behind: int = 0
    ) -> tuple[Hits, list[Spans]]:
        """Return where positions follow each other with such gaps, and the hits that fill each, as `follow` does."""
        spans, filled = follow(self._ruler, positions, gaps, before, behind)
        return SearchedHits(spans), filled

    @cached_property
    def _ruler(self) -> Ruler:
        return Ruler(self.positions, self.joined, lambda: self._spelling_search.lengths)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what a function makes of this corpus under a key, worked out when first asked for."""
        if key not in self._made:
            _forget_some(self._made)
            self._made[key] = make()
        result: T = self._made[key]
        return result

    @cached_property
    def _vocabulary(self) -> queries.Lexicon:
        return queries.Lexicon(self.positions, self.corpus.index, self.joined, self.folded)

    def folded(self, text: str) -> str:
        """Return typed text as the vocabulary spells it; where accents or numbers are folded it may get shorter."""
        text = self._characters.typed(compose_text(text))
        if self.corpus.report.options.numbers == "fold":
            text = _NUMBER.sub(lambda number: re.sub(r"\d", "0", number[0]), text)
        return self._counted_as(text)

    def _counted_as(self, text: str) -> str:
        """Return a text with the names that others count as for those, where they stand apart."""
        names = self.corpus.report.aliases
        return " ".join(names.get(part, part) for part in text.split(" ")) if names else text

    @cached_property
    def _characters(self) -> Characters:
        return Characters(self.corpus.report.options)

    def matching_types(self, pattern: str, progress: ReportProgress = silent) -> list[int]:
        """Return the ids of the types that a glob or a /pattern/ fits, the most frequent first."""
        return self._fitting(pattern, self.corpus.words, progress)

    def _fitting(self, pattern: str, words: Sequence[str], progress: ReportProgress) -> list[int]:
        if not patterns.is_expression(pattern):
            pattern = self.folded(pattern)
        lower = self.corpus.report.options.case != "keep"
        return self.once(  # of the types, or with them the words that are only in phrases
            ("fitting", pattern, len(words)),
            lambda: patterns.matching(pattern, words, lower=lower, progress=progress),
        )

    def count(self, number: int) -> int:
        """Return how often a type of the text is found in it."""
        return self.find(self.corpus.words[number], any_segmentation=True).total

    def is_pattern(self, text: str) -> bool:
        """Return whether a text is a /pattern/ or has wildcards."""
        return patterns.is_expression(text) or wildcards.is_wild(text)

    def anywhere(self, text: str) -> str:
        """Return a text without spaces, typed in one or in parts, as the vocabulary spells it; else "".

        It is found inside words too.
        """
        query = self._unspaced_query(text)
        return query.text if query else ""

    def _unspaced_query(self, text: str) -> unspaced.Unspaced | None:
        """Return a text that has to be searched for in words and across them, None where it is of whole words."""
        if self.is_pattern(text) or queries.is_name_with_sign(self.folded(text), self._vocabulary.words):
            return None
        parts = queries.parts_of(text, self.folded)
        joined = "".join(parts)
        query = unspaced.Unspaced(joined, frozenset(accumulate(map(len, parts[:-1]))))
        if not queries.is_unspaced(joined) or len(joined) > unspaced.LONGEST_UNSPACED:
            return None
        return None if any(map(query.is_cut_within_letters, query.parted)) else query

    def _everywhere(self, query: unspaced.Unspaced, progress: ReportProgress) -> Hits:
        """Find a text without spaces wherever it stands. Raises UnknownWordError."""
        found = self.once(query, lambda: self._found_everywhere(query, progress))
        if not found.total:
            raise UnknownWordError(query.text, f"'{query.text}' is not in the text.")
        return found

    def _found_everywhere(self, query: unspaced.Unspaced, progress: ReportProgress) -> Hits:
        found = unspaced.everywhere(
            query, self._words, self._spelling_search, self._vocabulary, self._solidity, progress
        )
        return self._as_written(found, query.text) if self.corpus.report.aliases else found

    def _as_written(self, found: Hits, text: str) -> Hits:
        """Leave out hits in parts of names where the text has another one, which counts as that."""
        spans = found.first()
        whole = (spans.lengths == 1) & (spans.before + spans.behind == 0)
        kept = whole if text in self.corpus.report.aliases.values() else np.zeros(len(spans), np.bool_)
        for at in np.flatnonzero(~kept).tolist():
            hit = spans[at : at + 1]
            place, last = int(hit.places[0]), int(hit.places[0] + hit.lengths[0]) - 1
            begin = self._extents.begin(place, int(hit.into[0]), int(hit.before[0]))
            end = self._extents.end(last, int(hit.left[0]), int(hit.behind[0]))
            written = self._characters.typed(compose_text(read(self.corpus, begin, end)))
            kept[at] = "".join(written.split()) == text
        return SearchedHits(spans[kept])

    @cached_property
    def _spelling_search(self) -> SpellingSearch:
        return SpellingSearch(self._words)

    @cached_property
    def _solidity(self) -> Solidity:
        return Solidity(self.corpus, self._extents)

    @property
    def _words(self) -> Sequence[str]:
        """The types, and where phrases were joined the words that are only in those."""
        return self.joined.words if self.joined else self.corpus.words

    @cached_property
    def joined(self) -> Joined | None:
        """The words inside joined phrases, where phrases were joined."""
        return Joined(self.corpus.words, self.positions) if self.corpus.report.options.phrases else None

    @cached_property
    def ordering(self) -> Ordering:
        """Puts hits in order."""
        return Ordering(self.positions, self._words, self.joined)

    def beside(self, spans: Spans) -> tuple[Places, Places]:
        """Return what types the rests of tokens are that hits lie in, before and behind them; -1: none. (H,), (H,).

        Of a joined phrase the rest is the word beside the hit. Between two hits in one token there is no rest. The hits
        are in the order of the text.
        """
        beside = rests(spans, self._words, self.positions, self.joined)
        types = np.array([self.corpus.index.get(rest, -1) for rest in beside.texts], np.int64)
        before, behind = types[beside.before], types[beside.behind]
        if self.joined:
            in_phrase = self.joined.beside_in_phrase(spans)
            before, behind = (
                np.where(each >= 0, each, rest) for each, rest in zip(in_phrase, (before, behind), strict=True)
            )
        shared = np.zeros(len(spans) + 1, np.bool_)
        shared[1:-1] = spans.places[1:] == (spans.places + spans.lengths - 1)[:-1]
        return np.where(shared[:-1], -1, before), np.where(shared[1:], -1, behind)

    def word_in_line(self, place: int) -> int | None:
        """Return the number of a token in its line where the line is long, else None."""
        return self._long_lines.word(place)

    @cached_property
    def _long_lines(self) -> LongLines:
        return LongLines(self.corpus, self.positions)

    @cached_property
    def _extents(self) -> Extents:
        return Extents(self.corpus, self._characters)

    def lines(self, spans: Spans, left: int, right: int, progress: ReportProgress = silent) -> list[Line]:
        """Return hits with `left` and `right` characters of their context. H hits → H lines."""
        columns = (spans.places, spans.lengths, spans.into, spans.left, spans.before, spans.behind)
        lines = []
        for number, hit in enumerate(zip(*(each.tolist() for each in columns), strict=True)):
            if number % REPORTED_LINES == 0:
                progress("reading lines", number, len(spans))
            lines.append(self._line(hit, left, right))
        return lines

    def _line(self, hit: tuple[int, ...], left: int, right: int) -> Line:
        place, length, into, words_left, before, behind = hit
        document = int(self.positions.document(np.array([place]))[0])
        first, after = self.corpus.bytes_of(document)
        begin = self._extents.begin(place, into, before)
        end = self._extents.end(place + length - 1, words_left, behind)
        low, high = max(first, begin - WIDEST * left), min(after, end + WIDEST * right)
        file, record = self.corpus.place_of(document)
        return Line(
            file, record, 1 + self.positions.line_feeds(first, begin),
            read(self.corpus, low, begin)[-left:] if left else "", read(self.corpus, begin, end),
            read(self.corpus, end, high)[:right], place,
        )  # fmt: skip


def _forget_some(kept: dict[Any, Any]) -> None:
    """Make room for one more."""
    while len(kept) >= REMEMBERED:
        del kept[next(iter(kept))]
