"""Turning the vectors of one space onto the axes of another, by the words that both have.

Two trainings give two sets of axes, so that a vector of one says nothing in the other until it is turned. Axes: n
shared words, D dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.space import Space

MOST = 20_000  # shared words, the most frequent ones: more change the turn little
_FEWEST = 2  # shared words for each dimension, else nearly any turn fits


@dataclass(frozen=True)
class Turn:
    """The turn (D, D) of one space onto another, made from so many shared words, whose mean cosine is then `fit`."""

    matrix: NDArray[np.float64]
    words: int
    fit: float


def turn(space: Space, onto: Space) -> Turn:
    """Return the turn that brings the shared words of `space` nearest to where they are in another.

    Orthogonal Procrustes (Schönemann 1966; Hamilton, Leskovec & Jurafsky 2016, eq. 4) on vectors of length one: the
    turn keeps all angles within a space. Raises `different-sizes` for spaces of different dimensions or with an axis
    for each word, and `no-words` where they share too few words to tell one turn from another.
    """
    if space.identity or onto.identity or space.dim != onto.dim:
        message = f"{space.name} has {space.dim:,} dimensions and {onto.name} {onto.dim:,}: they cannot be joined."
        raise EmbreplError("different-sizes", message, "Ask each by itself, or train both with the same --dim.")
    rows, others = (side[:MOST] for side in space.shared_with(onto))
    if len(rows) < _FEWEST * space.dim:
        message = f"{space.name} and {onto.name} share {len(rows):,} words, too few to bring their axes together."
        raise EmbreplError("no-words", message, f"It takes {_FEWEST * space.dim:,}: ask each by itself.")
    left, right = space.units(rows).astype(np.float64), onto.units(others).astype(np.float64)  # (n, D) each
    first, _, second = np.linalg.svd(left.T @ right)
    matrix = first @ second
    return Turn(matrix, len(rows), float(np.einsum("nd,nd->n", left @ matrix, right).mean()))
