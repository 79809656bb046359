"""Phrases with wildcards: "the * of" is any one word between two, "king* of" any that begins so.

A part with * or ? or [letters] is a glob over the types, as `patterns` has it; the others are words, as `queries` has
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, product

import numpy as np

from embrepl.corpus.concordance.hits import Hits, SearchedHits, Spans, TypeHits
from embrepl.corpus.concordance.joined import Types
from embrepl.corpus.concordance.queries import LONGEST_PHRASE, WAYS, Lexicon
from embrepl.errors import EmbreplError, UnknownWordError

ANY = "*"
_WILD = re.compile(r"[*?]|\w\[.+\]|\[.+\]\w")
Fitting = Callable[[str], Sequence[int]]
Spelt = Callable[[str], list[list[int]]]


def is_wild(text: str) -> bool:
    """Return whether a text has wildcards; brackets around a whole word, as in [sic], are none."""
    return any(_WILD.search(part) for part in text.split())


def find(text: str, vocabulary: Lexicon, types: Fitting, words: Fitting, spelt: Spelt) -> Hits:
    """Find the places of a word or a phrase with wildcards.

    `types` gives the types of a glob, `words` those of the words that phrases are made of, `spelt` the rows of words
    that spell a text. Raises UnknownWordError and `no-words`.
    """
    parts = text.split()
    if len(parts) > LONGEST_PHRASE:
        raise EmbreplError("no-words", f"A phrase has at most {LONGEST_PHRASE} words.", "Look for a part of it.")
    if len(parts) == 1:
        return TypeHits(vocabulary.positions, np.array(types(parts[0]), np.int64))
    ways = [_ways(part, words, spelt) for part in parts]
    rows = [[types for way in chosen for types in way] for chosen in islice(product(*ways), WAYS)]
    return SearchedHits(Spans.concatenate([vocabulary.along(row) for row in rows]).in_order())


def _ways(part: str, fitting: Fitting, spelt: Spelt) -> list[list[Types]]:
    """Return the rows of types that one part of a phrase may be."""
    if part == ANY:
        return [[None]]
    if not is_wild(part):
        return [[np.array([number], np.int64) for number in row] for row in spelt(part)]
    types = np.array(fitting(part), np.int64)
    if not types.size:
        hint = "* stands for any letters of a word, ? for one; without them the text itself is searched for."
        raise UnknownWordError(part, f"No word of the text matches '{part}'.", hint)
    return [[types]]
