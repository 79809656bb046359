"""Words' vectors as sums over rows that they share: one row of each word's own, one for each n-gram bucket in use.

The rows and what they have gathered live in NumPy, the sums are SciPy's sparse products, so this is the same on every
backend.  A sum is divided by the square root of its terms' number: then the true gradient moves a word as far as in
fastText, which divides by the number and gives each row the whole gradient.

Axes: V words, N buckets in use, G = V + N rows, D dimensions, E terms of all sums, U words of a block, S rows of those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from embrepl.objectives.objective import Vectors
from embrepl.objectives.sampling import Ids
from embrepl.space.subwords import Ngrams

_AT_ONCE = 4096  # words


@dataclass(frozen=True)
class Index:
    """The rows of each word, rows[starts[w] : starts[w + 1]], its own first; `buckets` (N,): which the others are."""

    starts: NDArray[np.int64]  # (V + 1,)
    rows: Ids  # (E,)
    buckets: Ids  # (N,), rising

    @property
    def words(self) -> int:
        """How many words there are, V."""
        return len(self.starts) - 1

    @property
    def count(self) -> int:
        """How many rows there are, G."""
        return self.words + len(self.buckets)

    def terms(self, words: Ids) -> tuple[Ids, NDArray[np.int64]]:
        """Return the rows of some words, one word's behind the other's, and where each word's begin, (U + 1,)."""
        lengths = self.starts[words + 1] - self.starts[words]
        begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        return self.rows[np.repeat(self.starts[words] - begins[:-1], lengths) + np.arange(begins[-1])], begins


def make_index(words: Sequence[str], ngrams: Ngrams) -> Index:
    """Return the rows of a vocabulary."""
    hashed, offsets = ngrams.rows(words)
    buckets = np.unique(hashed)
    starts = offsets + np.arange(len(words) + 1)
    rows = np.empty(starts[-1], np.int32)
    own = np.zeros(len(rows), np.bool_)
    own[starts[:-1]] = True
    rows[own] = np.arange(len(words))
    rows[~own] = len(words) + np.searchsorted(buckets, hashed)
    return Index(starts, rows, buckets)


@dataclass(frozen=True)
class Sums:
    """How the vectors of U words are made of S rows, (S,) of all G: `matrix` (U, S) times those rows."""

    matrix: sparse.csr_array
    rows: NDArray[np.int64]

    @staticmethod
    def of(words: Ids, index: Index) -> Sums:
        """Return the sums of different words, (U,)."""
        terms, begins = index.terms(words)
        seen = np.zeros(index.count, np.bool_)
        seen[terms] = True
        rows = np.flatnonzero(seen)
        place = np.empty(index.count, np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        lengths = np.diff(begins)
        shares = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)
        return Sums(sparse.csr_array((shares, place[terms], begins), shape=(len(words), len(rows))), rows)


class Rows:
    """The rows (G, D), with an AdaGrad accumulator each, as a table of `rows` has for what a place reads."""

    def __init__(self, table: Vectors, index: Index, start: float) -> None:
        self.table, self._index = table, index
        self.squares = np.full(len(table), start, np.float32)

    def compose(self, sums: Sums) -> Vectors:
        """Return the vectors of words, (U, D)."""
        return np.asarray(sums.matrix @ np.take(self.table, sums.rows, axis=0))

    def move(self, sums: Sums, by_words: Vectors, rate: float) -> None:
        """Move the rows that words are made of against the gradient by those words' vectors, (U, D)."""
        slope = sums.matrix.T @ by_words
        self.squares[sums.rows] += np.einsum("sd,sd->s", slope, slope) / np.float32(slope.shape[1])
        slope *= (np.float32(-rate) / np.sqrt(self.squares[sums.rows]))[:, None]
        slope += np.take(self.table, sums.rows, axis=0)
        self.table[sums.rows] = slope

    def fit(self, vectors: Vectors) -> None:
        """Set the rows so that `means` gives these vectors, (V, D).

        A bucket gets the mean of the words that have it, so that words never seen are near those spelt like them; a
        word's own row makes up for the difference.
        """
        every, starts = self._index.rows, self._index.starts
        ones = sparse.csr_array((np.ones(len(every), np.float32), every, starts), (len(vectors), len(self.table)))
        words = np.asarray(ones.sum(axis=0)).reshape(-1)
        self.table[:] = (ones.T @ vectors) / words[:, None]
        self.table[: len(vectors)] = 0
        self.table[: len(vectors)] = vectors * np.diff(starts)[:, None] - ones @ self.table

    def means(self) -> Vectors:
        """Return the vectors of all words as fastText has them, (V, D): the means of their rows."""
        result = np.empty((self._index.words, self.table.shape[1]), np.float32)
        for first in range(0, len(result), _AT_ONCE):
            terms, begins = self._index.terms(np.arange(first, min(first + _AT_ONCE, len(result)), dtype=np.int32))
            ones = sparse.csr_array(
                (np.ones(len(terms), np.float32), terms, begins), shape=(len(begins) - 1, len(self.table))
            )
            result[first : first + _AT_ONCE] = (ones @ self.table) / np.diff(begins)[:, None]
        return result
