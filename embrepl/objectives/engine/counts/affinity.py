"""How much words have to do with each other, as a sparse matrix: discounted positive pointwise mutual information.

Pairs weigh as `corpus.statistics.information` says. We differ from Levy, Goldberg & Dagan 2015: no smoothing of the
contexts, which made it worse; only the most frequent words are contexts.

Axes: V words, C contexts (the first C words), K columns, P pairs, N entries.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from embrepl.corpus.statistics.information import rarity, weigh
from embrepl.errors import EmbreplError
from embrepl.objectives.engine.counts.counting import PairCounts
from embrepl.objectives.engine.sampling import Ids
from embrepl.objectives.engine.task import Vectors
from embrepl.system import threads
from embrepl.training.options.spectral import SpectralOptions

if TYPE_CHECKING:
    from scipy.sparse import csr_array

PAIRS_AT_ONCE = 1 << 20  # pairs weighed at a time


@dataclass(frozen=True)
class Affinity:
    """The matrix (V, C), symmetric where both are contexts, as what is below its diagonal, above it and on it.

    `lower` (V, C), `upper` (C, C), `diagonal` (C,).
    """

    lower: csr_array
    upper: csr_array
    diagonal: Vectors

    @property
    def words(self) -> int:
        """How many words there are, V."""
        return int(self.lower.shape[0])

    @property
    def contexts(self) -> int:
        """How many of them are contexts, C."""
        return int(self.lower.shape[1])

    @property
    def entries(self) -> int:
        """How many entries the matrix has that are not 0."""
        return int(self.lower.nnz + self.upper.nnz + np.count_nonzero(self.diagonal))

    def core(self, size: int) -> Affinity:
        """Return the matrix of the first words among themselves."""
        return Affinity(
            first_rows(self.lower, size)[:, :size], first_rows(self.upper, size)[:, :size], self.diagonal[:size]
        )

    def product(self, columns: Vectors, pool: ThreadPoolExecutor, rows: int | None = None) -> Vectors:
        """Return the matrix, or its first rows, times columns of the first S contexts, (S, K): (V, K) or (rows, K)."""
        lower = self.lower if rows is None else first_rows(self.lower, rows)
        upper = first_rows(self.upper, len(columns))
        return by_columns(partial(self._product, lower, upper), columns, pool)

    def toarray(self) -> Vectors:
        """Return the matrix as an array (V, C)."""
        result: Vectors = self.lower.toarray()
        result[: self.contexts] += self.upper.toarray()
        result[np.arange(self.contexts), np.arange(self.contexts)] = self.diagonal
        return result

    def _product(self, lower: csr_array, upper: csr_array, columns: Vectors) -> Vectors:
        size = len(columns)
        padded = np.pad(columns, ((0, self.contexts - size), (0, 0)))
        result: Vectors = lower @ padded
        result[:size] += upper @ padded
        result[:size] += self.diagonal[:size, None] * columns
        return result


def by_columns(product: Callable[[Vectors], Vectors], columns: Vectors, pool: ThreadPoolExecutor) -> Vectors:
    """Return a product of columns, (S, K), of which each thread takes some, so that a matrix is read as it lies."""
    parts = map(np.ascontiguousarray, np.array_split(columns, threads.available(), axis=1))
    return np.concatenate(list(pool.map(product, parts)), axis=1)


def first_rows(matrix: csr_array, size: int) -> csr_array:
    """Return the first rows of a matrix, not copied."""
    from scipy.sparse import csr_array

    end = matrix.indptr[size]
    return csr_array((matrix.data[:end], matrix.indices[:end], matrix.indptr[: size + 1]), (size, matrix.shape[1]))


def affinity(counts: PairCounts, options: SpectralOptions, pool: ThreadPoolExecutor) -> Affinity:
    """Return the matrix of a text's pair counts. Raises `nothing-to-learn` where it would be empty."""
    from scipy.sparse import csr_array

    contexts = min(options.contexts or counts.words, counts.words)
    pairs = int(np.searchsorted(counts.rows, contexts))  # pairs are in order, so those with a context come first
    weighed = partial(_weigh, counts, rarity(counts.marginals()), options)
    slices = (slice(begin, min(begin + PAIRS_AT_ONCE, pairs)) for begin in range(0, pairs, PAIRS_AT_ONCE))
    parts = list(pool.map(weighed, slices))
    if not sum(values.size for values, _, _ in parts):
        raise EmbreplError(
            "nothing-to-learn", "No two words occur together more often than by chance.",
            "Load more text, widen --window, or lower --min-count.",
        )  # fmt: skip
    values, rows, columns = (np.concatenate(side) for side in zip(*parts, strict=True))
    diagonal = np.zeros(contexts, np.float32)
    itself = rows == columns
    diagonal[rows[itself]] = values[itself]
    values, rows, columns = (side[~itself] for side in (values, rows, columns))
    starts = np.searchsorted(rows, np.arange(contexts + 1)).astype(np.int32 if len(rows) < 1 << 31 else np.int64)
    upper = csr_array((values, columns, starts), (contexts, counts.words))
    inside = pool.submit(lambda: upper[:, :contexts])
    turned = upper.tocsc()
    lower = csr_array((turned.data, turned.indices, turned.indptr), (counts.words, contexts))
    return Affinity(lower, inside.result(), diagonal)


def _weigh(counts: PairCounts, sides: Vectors, options: SpectralOptions, part: slice) -> tuple[Vectors, Ids, Ids]:
    """Return the entries of some pairs that are greater than 0: values, words, contexts. (N,), (N,), (N,)."""
    rows, columns, amounts = counts.rows[part], counts.columns[part], counts.counts[part].astype(np.float32)
    discount = options.discount * options.window
    values = weigh(amounts, rows == columns, sides[rows], sides[columns], options.shift, discount)
    there = values > 0
    return values[there], rows[there], columns[there]
