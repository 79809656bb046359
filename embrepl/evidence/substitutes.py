"""Which words could stand where another one stands: their direct neighbours in the text are distributed alike.

Vectors put together what occurs together: near *film* are *movie* and *cinema*, but also *this* and *is*, since every
film is "this film is". For a position in a text only the former will do. They share the words directly before and
behind them: of both sides the Bhattacharyya coefficient Σ √(p q) over the F most frequent words, the rest taken as one
and the end of a document as another; the product of the two sides is how alike two words stand.

A word of few places shows only a few neighbours, so that its coefficient is low with any other. It is divided by what
two samples of these sizes would have if both were drawn from the same neighbours: Σ g(n p) g(m p) / √(n m), where g(λ)
is the mean of √X of a Poisson X, and p the neighbours of both together.

Axes: K words, F + 2 kinds of neighbours.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places, Positions

ALIKE = 0.6  # and more, for a word that could stand there
_FREQUENT = 300  # words that are told apart as neighbours
_PLACES = 5_000  # of a word that are looked at, evenly over the text
_SUMMED, _STEP = 40.0, 0.05  # up to where g is summed and how finely; beyond it is √λ (1 - 1 / 8λ)

Floats = NDArray[np.float64]


def alike(positions: Positions, word: int, others: Places) -> Floats:
    """Return how alike a type and others stand in the text: about 1 where they are interchangeable. (K,) → (K,)."""
    own = _sides(positions, word)
    return np.array([_alike(own, _sides(positions, other)) for other in others.tolist()], np.float64)


def _alike(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> float:
    return float(np.prod([_coefficient(a, b) for a, b in zip(one, other, strict=True)]))


def _coefficient(a: Floats, b: Floats) -> float:
    """Return the coefficient of counts (F + 2,) beside that of two samples of the same neighbours."""
    n, m = a.sum(), b.sum()
    if not n or not m:
        return 0.0
    together = (a + b) / (n + m)
    alike = np.sqrt(a * b).sum()
    return float(alike / (_mean_root(n * together) * _mean_root(m * together)).sum())


def _sides(positions: Positions, word: int) -> tuple[Floats, Floats]:
    """Return how often each kind of neighbour stands directly before a type and behind it. (F + 2,), (F + 2,)."""
    places = positions.of(word)
    if places.size > _PLACES:
        places = places[np.linspace(0, places.size - 1, _PLACES).astype(np.int64)]
    document = positions.document(places)
    sides = []
    for step in (-1, 1):
        beside = places + step
        inside = (beside >= positions.documents[document]) & (beside < positions.documents[document + 1])
        kinds = np.minimum(positions.ids[beside[inside]], _FREQUENT)
        counts = np.bincount(kinds, minlength=_FREQUENT + 2).astype(np.float64)
        counts[_FREQUENT + 1] = np.count_nonzero(~inside)
        sides.append(counts)
    return sides[0], sides[1]


def _mean_root(means: Floats) -> Floats:
    """Return the mean of √X for Poisson variables X of these means."""
    table = _table()
    large = np.sqrt(means) * (1 - 1 / np.maximum(8 * means, 1))
    return np.where(means < _SUMMED, np.interp(means, np.arange(table.size) * _STEP, table), large)


@cache
def _table() -> Floats:
    """Return these means for 0, 0.05, 0.1 … up to where they are no longer summed."""
    means = np.arange(round(_SUMMED / _STEP) + 1) * _STEP
    chances, total = np.exp(-means), np.zeros_like(means)  # of X = 0
    for value in range(1, 150):
        chances = chances * means / value
        total += chances * np.sqrt(value)
    return total
