"""How the neighbours of well-known words are spread over words that were seen often and seldom.

Vectors that have learnt little of rare words strew them at random, and of thousands of random vectors some lie near any
word: the words nearest to a well-known one, by the cosine alone, are then rare about as often as chance would have it.
Vectors that know their words have fewer rare ones there than chance.  Figures on texts of many sizes are in
docs/benchmarks.md.

Axes: V words, D dimensions, q well-known words, k neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.ranking.order import counts_tell
from embrepl.space.space import Space

SELDOM, OFTEN = 20, 50  # how often a word is seen that is rare, and one that is well known
NEIGHBOURS = 10
_MOST, _FEWEST = 500, 30  # well-known words that are asked; with fewer a share says little
_WORK = 2e10  # products
_BLOCK = 1 << 13  # rows looked at together
_BANDS = (1, 5, 20, 100, 1_000)  # counts at which the bands of the picture begin


@dataclass(frozen=True)
class Band:
    """Words seen from `least` to `most` times (None: or more): their shares of the words and of the neighbours.

    `length`: the mean length of their vectors, the longest band's being 1.
    """

    least: int
    most: int | None
    words: float
    neighbours: float
    length: float


@dataclass(frozen=True)
class Rarity:
    """Of the k nearest words of q well-known ones, by the cosine alone: the share that is rare, and that of all words.

    `hub` is the word that is among the nearest of most of them, of a share `hub_share`.
    """

    asked: int
    neighbours: float
    words: float
    hub: str
    hub_share: float
    bands: tuple[Band, ...]

    @property
    def ratio(self) -> float:
        """The share among the neighbours beside the share by chance; 1 where rare words are strewn at random."""
        return self.neighbours / self.words if self.words else 0.0


def rarity(space: Space, seed: int = 0) -> Rarity | None:
    """Measure a space; None where counts do not say how sure vectors are, or too few words are well known."""
    if not counts_tell(space):
        return None
    counts = np.asarray(space.counts)
    known = np.flatnonzero((counts >= OFTEN) & ~space.blank)
    if len(known) < _FEWEST:
        return None
    many = int(np.clip(_WORK / space.matrix.size, _FEWEST, _MOST))
    asked = np.sort(np.random.default_rng(seed).permutation(known)[:many])
    near = nearest_of(space, asked)  # (q, k)
    times = np.bincount(near.ravel(), minlength=len(space))
    hub = int(times.argmax())
    return Rarity(
        asked=len(asked),
        neighbours=float(np.mean(counts[near] < SELDOM)),
        words=float(np.mean(counts < SELDOM)),
        hub=space.words[hub],
        hub_share=float(times[hub] / len(asked)),
        bands=_bands(counts, counts[near], space.norms),
    )


def nearest_of(space: Space, asked: NDArray[np.int64], k: int = NEIGHBOURS) -> NDArray[np.int64]:
    """Return the k nearest words of some, by the cosine in float32, (q, k), in no order."""
    queries = space.units(asked).T  # (D, q)
    best = np.full((len(asked), k), -np.inf, np.float32)
    rows = np.zeros((len(asked), k), np.int64)
    norms = np.where(space.blank, np.inf, space.norms).astype(np.float32)
    for first in range(0, len(space), _BLOCK):
        block = np.asarray(space.matrix[first : first + _BLOCK])
        with np.errstate(all="ignore"):  # vectors that are not numbers, or of lengths that float32 does not reach
            cosines = (block @ queries).T / norms[first : first + _BLOCK]  # (q, n)
        cosines[~np.isfinite(cosines)] = -np.inf
        here = np.flatnonzero((asked >= first) & (asked < first + len(block)))
        cosines[here, asked[here] - first] = -np.inf
        together = np.concatenate([best, cosines], axis=1)
        top = np.argpartition(-together, k - 1, axis=1)[:, :k]
        numbers = np.concatenate([rows, np.broadcast_to(np.arange(first, first + len(block)), cosines.shape)], axis=1)
        best, rows = np.take_along_axis(together, top, axis=1), np.take_along_axis(numbers, top, axis=1)
    return rows


def _bands(counts: NDArray[np.int64], near: NDArray[np.int64], norms: NDArray[np.float64]) -> tuple[Band, ...]:
    """Return the bands that have words, by the counts (V,) of all words and (q, k) of the neighbours."""
    result = []
    lengths = np.where(np.isfinite(norms), norms, 0.0)
    for least, following in zip(_BANDS, (*_BANDS[1:], None), strict=True):
        most = np.inf if following is None else following
        inside = (counts >= least) & (counts < most)
        if inside.any():
            share = float(np.mean((near >= least) & (near < most)))
            last = None if following is None else following - 1
            result.append(Band(least, last, float(inside.mean()), share, float(lengths[inside].mean())))
    longest = max(band.length for band in result) or 1.0
    return tuple(Band(b.least, b.most, b.words, b.neighbours, b.length / longest) for b in result)
