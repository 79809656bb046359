"""A text without spaces, wherever it stands: Chinese, Japanese, Thai … in a word, as several, or across their borders.

The segmenter makes other words than one expects: 黛玉 is found in 林黛玉, in 黛 and 玉, and in 微黛 and 玉色. So the
places of a text are those of the types that hold it, and of rows that begin with a type that ends as the text begins,
go on with types that spell its middle, and end with a type that begins as the text ends. Where
phrases were joined, the types here are the words that they are made of. Axes: H hits, K types.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from embrepl.corpus.concordance.hits import Hits, SearchedHits, Spans
from embrepl.corpus.concordance.joined import Types
from embrepl.corpus.concordance.queries import Lexicon, spellings
from embrepl.corpus.store.positions import Places
from embrepl.errors import UnknownWordError
from embrepl.system.progress import ReportProgress, silent

LONGEST_UNSPACED = 24  # characters; of a longer text only rows of whole words are found


def everywhere(text: str, words: Sequence[str], vocabulary: Lexicon, progress: ReportProgress = silent) -> Hits:
    """Find a text as the vocabulary spells it; one token, or row of tokens, is one hit."""
    progress("searching the words", 0, len(text))
    inside = vocabulary.among(_types([number for number, word in enumerate(words) if text in word]))
    across = [vocabulary.along(row) for row in _rows(text, words, vocabulary, progress)]
    if not any(map(len, across)):
        return inside
    return SearchedHits(_distinct(Spans.concatenate([inside.first(), *across])))


def _distinct(spans: Spans) -> Spans:
    """Return each hit once, in the order of the text: the same tokens may hold a text in two ways."""
    columns = np.stack((spans.left, spans.lengths, spans.into, spans.places))
    order = np.lexsort(columns)
    ranked = columns[:, order]
    new = np.concatenate(([True], np.any(ranked[:, 1:] != ranked[:, :-1], axis=0)))
    return spans[order[new]]


def _types(numbers: list[int]) -> Places:
    return np.array(numbers, np.int64)


def _rows(text: str, words: Sequence[str], vocabulary: Lexicon, progress: ReportProgress) -> Iterator[list[Types]]:
    """Yield every row of sets of types that may hold the text across their borders."""
    begins: dict[int, Places] = {}
    ends: dict[int, Places] = {}
    for at in range(1, len(text)):
        progress("searching the words", at, len(text))
        begins[at] = _types([number for number, word in enumerate(words) if word.endswith(text[:at])])
        ends[at] = _types([number for number, word in enumerate(words) if word.startswith(text[at:])])
    for first, head in begins.items():
        for last, tail in ends.items():
            if last >= first and head.size and tail.size:
                progress("searching the text", first, len(text))
                for middle in _spelt(text[first:last], vocabulary) if last > first else [[]]:
                    yield [head, *(_types([number]) for number in middle), tail]


def _spelt(text: str, vocabulary: Lexicon) -> list[list[int]]:
    """Return the rows of types that spell a text without spaces, none where there are none."""
    try:
        return spellings(text, vocabulary.words, vocabulary.fold, any_segmentation=True)
    except UnknownWordError:
        return []
