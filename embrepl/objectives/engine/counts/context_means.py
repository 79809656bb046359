"""The mean of the vectors around the places of words, for many words at once.

Around a place are the words of the model at most WINDOW words away in the same document, but for the word itself. Each
place counts the same, however many of the words around it are known. All sums are one product of a sparse matrix of
places, one row a word, with the vectors; at most MOST_PLACES of a word are taken, evenly spread.

Axes: W words asked for, V words of the model, D dimensions, P places, K = 2 WINDOW words around one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places, Positions, ragged
from embrepl.system import threads

MOST_PLACES = 500  # of one word
_PLACES_AT_ONCE = 1 << 16


@dataclass(frozen=True)
class Contexts:
    """Where words stand, and what vectors those around them have.

    `rows`: the row of each type of the text, -1 for none; `matrix` (V, D), `scale` (V,) what makes each vector's length
    one, 0 for a word without a direction; `window`: words to each side.
    """

    positions: Positions
    rows: NDArray[np.int32]
    matrix: NDArray[np.float32]
    scale: NDArray[np.float32]
    window: int

    def means(self, types: Places, stopped: Callable[[], bool]) -> NDArray[np.float32] | None:
        """Return the mean around the places of each of some types, zero where nothing is; None where stopped.

        (W,) → (W, D).
        """
        counts = self.positions.counts(types)
        taken = np.minimum(counts, MOST_PLACES)
        edges = np.concatenate(([0], np.cumsum(taken)))
        cuts = np.unique([*np.searchsorted(edges, np.arange(0, edges[-1], _PLACES_AT_ONCE)), len(types)])
        result = np.zeros((len(types), self.matrix.shape[1]), np.float32)

        def fill(first: int, last: int) -> None:
            if not stopped():
                some = slice(first, last)
                result[some] = self._means(types[some], counts[some], taken[some])

        with ThreadPoolExecutor(threads.available()) as pool:
            list(pool.map(fill, cuts[:-1].tolist(), cuts[1:].tolist()))
        return None if stopped() else result

    def _means(self, types: Places, counts: Places, taken: Places) -> NDArray[np.float32]:
        from scipy.sparse import csr_array

        which = np.repeat(np.arange(len(types)), taken)
        number = ragged(np.zeros_like(taken), taken)
        places, _ = self.positions.choose(
            types, np.repeat(np.cumsum(counts) - counts, taken) + number * counts[which] // taken[which]
        )
        own = self.rows[types[which]]
        around = np.stack(list(self.positions.around(places, self.rows, own, self.window)), axis=1)  # (P, K)
        known = around >= 0
        many = np.count_nonzero(known, axis=1)
        columns = around[known]
        weights = np.repeat(1 / np.maximum(many, 1), many).astype(np.float32) * self.scale[columns]
        ends = np.concatenate(([0], np.cumsum(np.bincount(which, many, len(types)))))
        total = csr_array((weights, columns, ends.astype(np.int64)), (len(types), len(self.matrix))) @ self.matrix
        seen = np.bincount(which[many > 0], minlength=len(types))
        return np.asarray(total / np.maximum(seen, 1)[:, None], np.float32)
