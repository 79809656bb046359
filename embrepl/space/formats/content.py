"""What is written to another tool's file.

Axes: V words, H buckets of n-grams, N of them in use, D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embrepl.space.subwords import Ngrams


@dataclass(frozen=True)
class Args:
    """How a model was trained, which fastText's files record; the defaults are those of `fasttext skipgram`."""

    window: int = 5
    epochs: int = 5
    min_count: int = 5
    negatives: int = 5
    cbow: bool = False
    sample: float = 1e-4


class RowSource(Protocol):
    """Rows that are read some at a time."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, rows: slice, /) -> NDArray[np.float32]:
        """Return some of them, (rows, D)."""


@dataclass(frozen=True)
class Sparse:
    """H rows of which only those of the numbers `ids` (N,), rising, are not zero: `rows` (N, D)."""

    size: int
    ids: NDArray[np.int32]
    rows: NDArray[np.float32]

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        first, last, _ = rows.indices(self.size)
        begin, end = np.searchsorted(self.ids, (first, last))
        result = np.zeros((last - first, self.rows.shape[1]), np.float32)
        result[self.ids[begin:end] - first] = self.rows[begin:end]
        return result


@dataclass(frozen=True)
class Subwords:
    """A model of words and n-grams: `own` rows of the words (V, D), `buckets` (H, D), `outputs` (V, D) or None.

    The vector of a word is the mean of its own row and of the rows of its n-grams.
    """

    ngrams: Ngrams
    own: NDArray[np.float32]
    buckets: RowSource
    outputs: NDArray[np.float32] | None = None
    args: Args = field(default_factory=Args)


@dataclass(frozen=True)
class Content:
    """V words as a file can hold them, their finite vectors (V, D), how often each was seen (V,), and the n-grams."""

    words: Sequence[bytes]
    matrix: NDArray[np.float32]
    counts: NDArray[np.int64]
    subwords: Subwords | None = None
