"""Which tokens of a text stay where its frequent words are thinned out; the same ones for a seed, wherever it is asked.

Every choice is a hash of (seed, stream, position in the corpus), so that neither the size of a part nor the number of
machines changes what is drawn. Axes: T tokens, V words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def uniform(seed: int, stream: int, positions: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return a number in [0, 1) for each position: SplitMix64 (Steele et al. 2014) of seed, stream and position."""
    mask = (1 << 64) - 1
    offset = np.uint64((seed * 0x9E3779B97F4A7C15 + stream * 0xD1B54A32D192ED03) & mask)
    z = positions.astype(np.uint64)
    z *= np.uint64(0x9E3779B97F4A7C15)
    z += offset
    z ^= z >> np.uint64(30)
    z *= np.uint64(0xBF58476D1CE4E5B9)
    z ^= z >> np.uint64(27)
    z *= np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)


def keep_probability(counts: NDArray[np.int64], sample: float) -> NDArray[np.float64]:
    """Return how likely a token of each word stays, (V,): word2vec's sqrt(t/f) + t/f, at most 1."""
    if sample <= 0:
        return np.ones(len(counts))
    ratio = sample * counts.sum() / counts
    probability: NDArray[np.float64] = np.minimum(1.0, np.sqrt(ratio) + ratio)
    return probability


def stays(
    ids: NDArray[np.int32], positions: NDArray[np.int64], probability: NDArray[np.float32], seed: int, epoch: int
) -> NDArray[np.bool_]:
    """Return which tokens stay in a pass, by their words and positions in the corpus. (T,), (T,), (V,) → (T,)."""
    return uniform(seed, 2 * epoch, positions) < probability[ids]
