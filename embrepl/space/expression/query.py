"""What a target is made of, ready to be worked out wherever its words have vectors.

Axes: D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Direction = Callable[["Word"], NDArray[np.floating]]
_TINY = 1e-20


@dataclass(frozen=True)
class Word:
    """A word, a phrase or a pattern as typed, where it stands, and the model it is to be of."""

    text: str
    place: int
    model: str = ""

    @property
    def whole(self) -> str:
        """The text with the name behind its @, which may be a word itself: an address."""
        return f"{self.text}@{self.model}" if self.model else self.text

    def words(self) -> Iterator[Word]:
        """Yield the words that it is made of."""
        yield self

    def of(self, model: str) -> Word:
        """Return it as one of a model, if none is named."""
        return self if self.model else replace(self, model=model)

    def vector(self, direction: Direction) -> NDArray[np.float64]:
        """Return its vector, (D,), not normalised."""
        return np.asarray(direction(self), np.float64)


@dataclass(frozen=True)
class Term:
    """A part of a sum, and its weight there."""

    weight: float
    part: Part


@dataclass(frozen=True)
class Sum:
    """Parts added with their weights.

    Each word counts with length one, so that a frequent word with a long vector does not drown the others; gensim's
    `most_similar` does the same (Mikolov, Yih & Zweig 2013: vector offsets), then divides by the number of words,
    which changes no direction.
    """

    terms: tuple[Term, ...]
    place: int

    def words(self) -> Iterator[Word]:
        """Yield the words that it is made of."""
        for term in self.terms:
            yield from term.part.words()

    def of(self, model: str) -> Sum:
        """Return it with its words as those of a model, where none is named."""
        return replace(self, terms=tuple(Term(term.weight, term.part.of(model)) for term in self.terms))

    def vector(self, direction: Direction) -> NDArray[np.float64]:
        """Return its vector, (D,), not normalised."""
        total = self.terms[0].weight * self.terms[0].part.vector(direction)
        for term in self.terms[1:]:
            total = total + term.weight * term.part.vector(direction)
        return total


@dataclass(frozen=True)
class Mean:
    """The mean of the directions of several parts, each with length one."""

    parts: tuple[Part, ...]
    place: int

    def words(self) -> Iterator[Word]:
        """Yield the words that it is made of."""
        for part in self.parts:
            yield from part.words()

    def of(self, model: str) -> Mean:
        """Return it with its words as those of a model, where none is named."""
        return replace(self, parts=tuple(part.of(model) for part in self.parts))

    def vector(self, direction: Direction) -> NDArray[np.float64]:
        """Return its vector, (D,), not normalised."""
        units = [_unit(part.vector(direction)) for part in self.parts]
        return np.asarray(np.mean(units, axis=0))


@dataclass(frozen=True)
class Without:
    """A part less what of it lies in the directions of others: `king | royal` is at a right angle to royal.

    Of several the whole plane (or more) that they span is taken out, not one direction after the other, which would
    leave some of the first where they are not at right angles themselves.
    """

    part: Part
    removed: tuple[Part, ...]
    place: int

    def words(self) -> Iterator[Word]:
        """Yield the words that it is made of."""
        for part in (self.part, *self.removed):
            yield from part.words()

    def of(self, model: str) -> Without:
        """Return it with its words as those of a model, where none is named."""
        return replace(self, part=self.part.of(model), removed=tuple(part.of(model) for part in self.removed))

    def vector(self, direction: Direction) -> NDArray[np.float64]:
        """Return its vector, (D,), not normalised; zero where nothing is left."""
        whole = self.part.vector(direction)
        rows = np.stack([_unit(part.vector(direction)) for part in self.removed])  # (n, D)
        _, sizes, basis = np.linalg.svd(rows, full_matrices=False)
        basis = basis[sizes > 1e-6 * max(1.0, float(sizes[0]))]
        left = whole - basis.T @ (basis @ whole)
        return left if np.linalg.norm(left) > 1e-6 * np.linalg.norm(whole) else np.zeros_like(whole)


Part = Word | Sum | Mean | Without


@dataclass(frozen=True)
class Query:
    """A target: the text as typed, and what it is made of."""

    text: str
    part: Part

    @property
    def words(self) -> tuple[Word, ...]:
        """The words in it, in the order typed."""
        return tuple(self.part.words())

    @property
    def is_word(self) -> bool:
        """Whether it is but one word, phrase or pattern."""
        return isinstance(self.part, Word)

    def vector(self, direction: Direction) -> NDArray[np.float32]:
        """Return its vector, (D,), not normalised; `direction` gives a word's at length one."""
        return self.part.vector(direction).astype(np.float32)


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    length = float(np.linalg.norm(vector))
    return vector / length if length > _TINY else vector
