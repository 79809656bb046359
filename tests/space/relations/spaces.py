"""Spaces of random vectors, and their words in gensim."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.space.identity import Identity
from embrepl.space.space import Space


def random_space(words: int = 300, dim: int = 12, seed: int = 0, shared: float = 0.0) -> Space:
    """Return words w0, w1 … with random vectors that all share a direction as far as they are told to."""
    rng = np.random.default_rng(seed)
    return space_of(rng.standard_normal((words, dim)) * rng.uniform(0.5, 3, (words, 1)) + shared)


def space_of(matrix: NDArray[np.floating]) -> Space:
    return Space([f"w{row}" for row in range(len(matrix))], np.arange(len(matrix), 0, -1), matrix.astype(np.float32))


def one_hot(words: int = 9) -> Space:
    return Space([f"w{row}" for row in range(words)], np.arange(words, 0, -1), Identity(words))


def units_of(space: Space, *rows: int) -> NDArray[np.float64]:
    return space.units(list(rows)).astype(np.float64)


def gensim_of(space: Space) -> Any:
    from gensim.models import KeyedVectors

    peer = KeyedVectors(space.dim)
    peer.add_vectors(space.words, space.matrix)
    return peer


def allowed_but(space: Space, *rows: int) -> NDArray[np.bool_]:
    allowed = ~space.blank
    allowed[list(rows)] = False
    return allowed
