"""Words' vectors as sums over rows that they share: one row of each word's own, one for each n-gram bucket in use.

The rows and what they have gathered live in NumPy, the sums are SciPy's sparse products, so this is the same on every
backend. A sum is divided by the square root of its terms' number: then the true gradient moves a word as far as in
fastText, which divides by the number and gives each row the whole gradient.

Axes: V words, N buckets in use, G = V + N rows, D dimensions, E terms of all sums, U words of a block, S rows of those.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from embrepl.objectives.engine.sampling import Ids
from embrepl.objectives.engine.task import Vectors
from embrepl.space.subwords import Ngrams
from embrepl.system import threads

_WORDS_AT_ONCE = 4096  # words


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


class NgramTable:
    """The rows (G, D), with an AdaGrad accumulator each, as a table of `rows` has for what a place reads.

    They are held as blocks of columns, one for each thread.
    """

    def __init__(self, table: Vectors, index: Index, start: float) -> None:
        self._index = index
        self._blocks = [np.ascontiguousarray(block) for block in np.array_split(table, threads.available(), axis=1)]
        self._pool = ThreadPoolExecutor(threads.available())
        self.squares = np.full(len(table), start, np.float32)

    @property
    def table(self) -> Vectors:
        """The rows, copied."""
        return np.concatenate(self._blocks, axis=1)

    @table.setter
    def table(self, rows: Vectors) -> None:
        for block, columns in zip(self._blocks, np.array_split(rows, threads.available(), axis=1), strict=True):
            block[:] = columns

    def compose(self, sums: Sums) -> Vectors:
        """Return the vectors of words, (U, D)."""

        def composed(block: Vectors) -> Vectors:
            return np.asarray(sums.matrix @ np.take(block, sums.rows, axis=0))

        return np.concatenate(list(self._pool.map(composed, self._blocks)), axis=1)

    def move(self, sums: Sums, by_words: Vectors, rate: float) -> None:
        """Move the rows that words are made of against the gradient by those words' vectors, (U, D)."""
        turned = sums.matrix.T

        def by_rows(columns: Vectors) -> tuple[Vectors, Vectors]:
            slope = turned @ np.ascontiguousarray(columns)
            return slope, np.einsum("sd,sd->s", slope, slope)

        def moved(block: Vectors, slope: Vectors) -> None:
            slope *= scale
            slope += np.take(block, sums.rows, axis=0)
            block[sums.rows] = slope

        slopes, squares = zip(
            *self._pool.map(by_rows, np.array_split(by_words, threads.available(), axis=1)), strict=True
        )
        self.squares[sums.rows] += np.sum(squares, axis=0) / np.float32(by_words.shape[1])
        scale = (np.float32(-rate) / np.sqrt(self.squares[sums.rows]))[:, None]
        list(self._pool.map(moved, self._blocks, slopes))

    def fit(self, vectors: Vectors) -> None:
        """Set the rows so that `means` gives these vectors, (V, D).

        A bucket gets the mean of the words that have it, so that words never seen are near those spelt like them; a
        word's own row makes up for the difference.
        """
        every, starts = self._index.rows, self._index.starts
        ones = sparse.csr_array((np.ones(len(every), np.float32), every, starts), (len(vectors), self._index.count))
        table = np.asarray((ones.T @ vectors) / np.asarray(ones.sum(axis=0)).reshape(-1)[:, None], np.float32)
        table[: len(vectors)] = 0
        table[: len(vectors)] = vectors * np.diff(starts)[:, None] - ones @ table
        self.table = table

    def means(self) -> Vectors:
        """Return the vectors of all words as fastText has them, (V, D): the means of their rows."""
        table = self.table
        result = np.empty((self._index.words, table.shape[1]), np.float32)
        for first in range(0, len(result), _WORDS_AT_ONCE):
            last = min(first + _WORDS_AT_ONCE, len(result))
            terms, begins = self._index.terms(np.arange(first, last, dtype=np.int32))
            ones = sparse.csr_array((np.ones(len(terms), np.float32), terms, begins), (len(begins) - 1, len(table)))
            result[first:last] = (ones @ table) / np.diff(begins)[:, None]
        return result
