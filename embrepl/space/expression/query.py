"""A weighted sum of words, ready to be worked out in any space.

Axes: D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import UnknownWordError
from embrepl.space.space import Space

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Term:
    """A word, its weight in the sum, and where it stands in the text."""

    weight: float
    word: str
    place: int


@dataclass(frozen=True)
class Query:
    """What a person asked for: the text as typed, and the sum that it means."""

    text: str
    terms: tuple[Term, ...]

    def with_words(self, spelling: Callable[[str], str]) -> Query:
        """Return the query with each word in another spelling."""
        return Query(self.text, tuple(replace(term, word=spelling(term.word)) for term in self.terms))

    def words(self, space: Space) -> tuple[int, ...]:
        """Return the rows of the words, each once, in the order typed; `unknown-word` where there is none.

        Words that have no row, but a vector from their n-grams, are left out.
        """
        composed = space.unseen(term.word for term in self.terms)
        rows = (_ask(space, term.word, space.id) for term in self.terms if term.word not in composed)
        return tuple(dict.fromkeys(rows))

    def evaluate(self, space: Space) -> NDArray[np.float32]:
        """Return the sum of weight times unit vector, (D,), not normalised.

        Unit vectors, so that a frequent word with a long vector does not drown the others; gensim's `most_similar`
        does the same (Mikolov, Yih & Zweig 2013: vector offsets), then divides by the number of words, which changes
        no direction.
        """
        total = np.zeros(space.dim)
        for term in self.terms:
            total += term.weight * _ask(space, term.word, space.direction).astype(np.float64)
        return total.astype(np.float32)


def _ask(space: Space, word: str, ask: Callable[[str], _Found]) -> _Found:
    """Return what a space says of a word; one such as `king-man`, unknown as a whole, may be a sum without spaces."""
    try:
        return ask(word)
    except UnknownWordError as error:
        parts = word.split("-")
        if len(parts) > 1 and all(part in space for part in parts):
            raise UnknownWordError(word, error.message, f"For a difference put spaces: {' - '.join(parts)}.") from None
        raise
