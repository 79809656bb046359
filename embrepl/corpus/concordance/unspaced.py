"""A text without spaces, wherever it stands: Chinese, Japanese, Thai … in a word, as several, or across their borders.

The segmenter makes other words than one expects: 黛玉 is found in 林黛玉, in 黛 and 玉, and in 微黛 and 玉色. So the
places of a text are those of the types that hold it, and of rows that begin with a type that ends as the text begins,
go on with types that spell its middle, and end with a type that begins as the text ends. These have to stand side by
side (`solidity`), but for where the text was typed in parts. Letters of other scripts in it (阿Q) are whole words.
Hits do not overlap, as those of any search: 哈哈 is twice in 哈哈哈哈. Where phrases were joined, types are here the
words that they are made of. Axes: H hits, K types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Hits, SearchedHits, Spans
from embrepl.corpus.concordance.joined import Types
from embrepl.corpus.concordance.queries import WAYS, WORD, Lexicon, kind_of
from embrepl.corpus.concordance.solidity import Solidity
from embrepl.corpus.concordance.spelling_search import SpellingSearch
from embrepl.corpus.store.positions import Places
from embrepl.system.progress import ReportProgress, silent

LONGEST_UNSPACED = 24  # characters; of a longer text only rows of whole words are found


@dataclass(frozen=True)
class Unspaced:
    """A text as the vocabulary spells it, and the characters before which it was typed in parts."""

    text: str
    parted: frozenset[int] = frozenset()

    def is_cut_within_letters(self, at: int) -> bool:
        """Return whether a border before this character would divide a word of letters: Q in 阿Q is one."""
        return 0 < at < len(self.text) and kind_of(self.text[at - 1]) == WORD == kind_of(self.text[at])


@dataclass(frozen=True)
class _Row:
    """Sets of types that may hold a text across their borders, and how many characters each has of it."""

    types: list[Types]
    sizes: list[int]


def everywhere(
    query: Unspaced,
    words: Sequence[str],
    search: SpellingSearch,
    vocabulary: Lexicon,
    solidity: Solidity,
    progress: ReportProgress = silent,
) -> Hits:
    """Find a text. W words."""
    progress("searching the words", 0, len(query.text))
    numbers, before = search.holding(query.text)
    behind = search.lengths[numbers] - before - len(query.text)
    whole = _are_whole(query, words, numbers, before, behind)
    inside = vocabulary.among(numbers[whole], before[whole], behind[whole])
    rows = _rows(query, search, vocabulary, progress)
    across = [_standing(row, query, words, search, vocabulary, solidity) for row in rows]
    if not any(map(len, across)) and not _overlaps_itself(query.text):
        return inside
    spans = Spans.concatenate([inside.first(), *across]).in_order()
    return SearchedHits(_apart(spans, search, vocabulary) if _overlaps_itself(query.text) else spans)


def _are_whole(
    query: Unspaced, words: Sequence[str], numbers: Places, before: Places, behind: Places
) -> NDArray[np.bool_]:
    """Return which of the texts inside words do not begin or end within letters that go on there. (K,)."""
    first, last = (kind_of(query.text[at]) == WORD for at in (0, -1))
    if not first and not last:
        return np.ones(numbers.size, np.bool_)
    return np.array([
        not (first and at and kind_of(words[number][at - 1]) == WORD)
        and not (last and rest and kind_of(words[number][-rest]) == WORD)
        for number, at, rest in zip(numbers.tolist(), before.tolist(), behind.tolist(), strict=True)
    ], np.bool_)  # fmt: skip


def _rows(query: Unspaced, search: SpellingSearch, vocabulary: Lexicon, progress: ReportProgress) -> Iterator[_Row]:
    """Yield every row of sets of types that may hold the text across their borders."""
    text = query.text
    borders = [at for at in range(1, len(text)) if not query.is_cut_within_letters(at)]
    heads = {at: search.ending(text[:at]) for at in borders}
    tails = {at: search.beginning(text[at:]) for at in borders}
    steps = {at: [end for end in reversed(borders) if at < end and text[at:end] in vocabulary.words] for at in borders}
    for first, head in heads.items():
        for last, tail in tails.items():
            if last >= first and head.size and tail.size:
                progress("searching the text", first, len(text))
                for middle in islice(_ways(steps, first, last), WAYS):
                    types = [np.array([vocabulary.words[text[at:end]]], np.int64) for at, end in pairwise(middle)]
                    yield _Row([head, *types, tail], [first, *np.diff(middle).tolist(), len(text) - last])


def _ways(steps: Mapping[int, list[int]], begin: int, end: int) -> Iterator[list[int]]:
    """Yield the ways from one border to another over words between them, those of the longest words first."""
    leads = {end}
    for at in sorted(steps, reverse=True):
        if at < end and leads.intersection(steps[at]):
            leads.add(at)

    def walk(way: list[int]) -> Iterator[list[int]]:
        if way[-1] == end:
            yield way
            return
        for following in steps[way[-1]]:
            if following in leads:
                yield from walk([*way, following])

    return walk([begin]) if begin in leads else iter(())


def _standing(
    row: _Row, query: Unspaced, words: Sequence[str], search: SpellingSearch, vocabulary: Lexicon, solidity: Solidity
) -> Spans:
    """Return where such a row holds the text."""
    spans = vocabulary.along(row.types)
    for number, at in enumerate(islice(accumulate(row.sizes), len(row.sizes) - 1)):
        if at not in query.parted and len(spans):
            place, following = (vocabulary.tokens(spans, step) for step in (number, number + 1))
            border = np.flatnonzero(following > place)
            solid = np.ones(len(spans), np.bool_)
            solid[border] = solidity.beside_next(place[border])
            spans = spans[solid]
    first, last = vocabulary.ends(spans)
    before, behind = search.lengths[first] - row.sizes[0], search.lengths[last] - row.sizes[-1]
    whole = _are_whole(query, words, first, before, np.zeros_like(before))
    whole &= _are_whole(query, words, last, np.zeros_like(behind), behind)
    return replace(spans, before=before, behind=behind)[whole]


def _overlaps_itself(text: str) -> bool:
    """Return whether two hits of a text may have characters in common."""
    return any(text.startswith(text[at:]) for at in range(1, len(text)))


def _apart(spans: Spans, search: SpellingSearch, vocabulary: Lexicon) -> Spans:
    """Leave out hits that begin before the one before them ends, from the first on."""
    last = spans.places + spans.lengths - 1
    words_before = vocabulary.sizes(last) - 1 - spans.left
    letters = search.lengths[vocabulary.ends(spans)[1]] - spans.behind
    begins = zip(spans.places.tolist(), spans.into.tolist(), spans.before.tolist(), strict=True)
    ends = zip(last.tolist(), words_before.tolist(), letters.tolist(), strict=True)
    kept, free = [], (-1, 0, 0)
    for at, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        if begin >= free:
            kept.append(at)
            free = end
    return spans[np.array(kept, np.int64)]
