"""How the neighbours of well-known words are spread over words that were seen often and seldom.

Vectors that have learnt little of rare words strew them at random, and of thousands of random vectors some lie near any
word: the rare words nearest to a well-known one are then nearer than the nearest of the words that are known. Vectors
that know their words have both about as near. Figures on texts of many sizes are in docs/benchmarks.md.

Axes: V words, D dimensions, q well-known words, k neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.ranking.order import by_count, counts_tell
from embrepl.space.space import Space

SELDOM, OFTEN = 20, 50  # how often a word is seen that is rare, and one that is well known
NEIGHBOURS = 10
_NEAREST = 5  # of rare words and of others, whose cosines are compared
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

    `lead`: how much nearer the five nearest rare words are than the five nearest others, as a share of how much nearer
    these are than words at large; below 0 where the others are nearer. `hub` is the word that is among the nearest of
    most of them, of a share `hub_share`.
    """

    asked: int
    neighbours: float
    words: float
    lead: float
    hub: str
    hub_share: float
    bands: tuple[Band, ...]


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
    parts = [nearest_of(space, asked, among=np.flatnonzero(which)) for which in (counts < SELDOM, counts >= SELDOM)]
    together, cosines = (np.concatenate(sides, axis=1) for sides in zip(*parts, strict=True))  # (q, 2k)
    near = np.take_along_axis(together, np.argsort(-cosines, axis=1, kind="stable")[:, :NEIGHBOURS], axis=1)  # (q, k)
    times = np.bincount(near.ravel(), minlength=len(space))
    hub = int(times.argmax())
    return Rarity(
        asked=len(asked),
        neighbours=float(np.mean(counts[near] < SELDOM)),
        words=float(np.mean(counts < SELDOM)),
        lead=_lead(space, asked, parts[0][1], parts[1][1]),
        hub=space.words[hub],
        hub_share=float(times[hub] / len(asked)),
        bands=_bands(counts, counts[near], space.norms),
    )


def nearest_of(
    space: Space, asked: NDArray[np.int64], k: int = NEIGHBOURS, among: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the k nearest words of some, of all or `among` some rows, and their cosines in float32, (q, k), unsorted.

    Where there are fewer, row 0 stands with a cosine of -inf.
    """
    queries = space.units(asked).T  # (D, q)
    best = np.full((len(asked), k), -np.inf, np.float32)
    rows = np.zeros((len(asked), k), np.int64)
    norms = np.where(space.blank, np.inf, space.norms).astype(np.float32)
    candidates = np.arange(len(space)) if among is None else among
    for first in range(0, len(candidates), _BLOCK):
        some = candidates[first : first + _BLOCK]
        with np.errstate(all="ignore"):  # vectors that are not numbers, or of lengths that float32 does not reach
            cosines = (np.asarray(space.matrix[some]) @ queries).T / norms[some]  # (q, n)
        cosines[~np.isfinite(cosines)] = -np.inf
        cosines[asked[:, None] == some] = -np.inf
        together = np.concatenate([best, cosines], axis=1)
        numbers = np.concatenate([rows, np.broadcast_to(some, cosines.shape)], axis=1)
        top = np.argpartition(-together, k - 1, axis=1)[:, :k]
        best, rows = np.take_along_axis(together, top, axis=1), np.take_along_axis(numbers, top, axis=1)
    return rows, best


def _lead(space: Space, asked: NDArray[np.int64], rare: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return `Rarity.lead` from the cosines with rare and with other words, (q, k) each."""
    nearest = [np.sort(cosines, axis=1)[:, -_NEAREST:] for cosines in (rare, other)]
    if not all(np.isfinite(cosines).all() for cosines in nearest):
        return 0.0
    order = by_count(space)
    typical = 0.0 if order is None else float(order.typical(space.units(asked)).mean())
    return float((nearest[0].mean() - nearest[1].mean()) / max(float(nearest[1].mean()) - typical, 1e-6))


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
