"""A text without spaces, wherever it stands: Chinese, Japanese, Thai … in a word, as several, or across their borders.

The segmenter makes words that nobody asked for: 黛玉 is found in 林黛玉, in 黛 and 玉, and in 微黛 and 玉色. So the
places of a text are those of the types that hold it, and of rows that begin with a type that ends as the text begins,
go on with types that spell its middle, and end with a type that begins as the text ends. Axes: H hits, K types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from embrepl.corpus import wildcards
from embrepl.corpus.positions import Places, Positions
from embrepl.corpus.queries import PhraseHits

LONGEST = 24  # characters; of a longer text only rows of whole words are found
Spelt = Callable[[str], list[list[int]]]  # rows of types that spell a text


def everywhere(text: str, words: Sequence[str], positions: Positions, spelt: Spelt) -> PhraseHits:
    """Find a text as the vocabulary spells it; one token, or row of tokens, is one hit."""
    inside = _types([number for number, word in enumerate(words) if text in word])
    places, lengths = [positions.among(inside)], [1]
    for row in _rows(text, words, spelt):
        places.append(wildcards.phrase(positions, row))
        lengths.append(len(row))
    hits = np.concatenate(
        [np.stack((at, np.full(at.size, length))) for at, length in zip(places, lengths, strict=True)], axis=1
    )
    order = np.unique(hits, axis=1)  # the same tokens may hold the text in two ways
    return PhraseHits(order[0], order[1])


def _types(numbers: list[int]) -> Places:
    return np.array(numbers, np.int64)


def _rows(text: str, words: Sequence[str], spelt: Spelt) -> Iterator[list[wildcards.Types]]:
    """Yield every row of sets of types that may hold the text across their borders."""
    cuts = range(1, len(text))
    begins = {at: _types([number for number, word in enumerate(words) if word.endswith(text[:at])]) for at in cuts}
    ends = {at: _types([number for number, word in enumerate(words) if word.startswith(text[at:])]) for at in cuts}
    for first, head in begins.items():
        for last, tail in ends.items():
            if last >= first and head.size and tail.size:
                for middle in spelt(text[first:last]) if last > first else [[]]:
                    yield [head, *(np.array([number], np.int64) for number in middle), tail]
