"""What can be measured about a space without knowing what its words mean.

Axes: V words, D dimensions, n = min(V, 4096) most frequent words, q query words among them, k neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.manifest import START_ROWS
from embrepl.space.plausibility import Doubt, doubts
from embrepl.space.ranking.rarity import Rarity, rarity
from embrepl.space.space import Space

_PAIRS = 10_000
_QUERIES = 500
_NEIGHBOURS = 10

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class SinceStart:
    """What training did to the vectors it started with.

    `shared` is the share of squared movement along (1, …, 1)/sqrt(D), `shrunk` the median distance from the mean
    divided by what it was (None where that was 0), `overlap` the mean share of the k nearest words that stayed the
    same, and `structure` that of the start.
    """

    moved: bool
    shared: float
    shrunk: float | None
    overlap: float
    structure: float


@dataclass(frozen=True)
class Figures:
    """The measures that a verdict is made of, over n words; `start` is None where no start was kept.

    `broken` words have vectors that are not numbers, and count as zero elsewhere. `nearest_cosine` is the mean cosine
    of a word with its k nearest. `structure` is how much greater that is than in the same space with each dimension
    shuffled over the words: about 0 where the vectors are random. `doubts`: of vectors out of a file alone. `values`:
    the singular values, greatest first. `rarity`: how often the neighbours of well-known words are rare, where that is
    known.
    """

    dim: int
    words: int
    broken: int
    effective_rank: float
    random_cosine: float
    first_direction: float
    norm_spread: float
    nearest_cosine: float
    structure: float
    start: SinceStart | None
    doubts: tuple[Doubt, ...] = ()
    values: tuple[float, ...] = ()
    rarity: Rarity | None = None


def measure(space: Space, seed: int = 0) -> Figures:
    """Measure a space of at least one word; sampling is by `seed`."""
    rng = np.random.default_rng(seed)
    rows, broken = _finite(space.matrix[:START_ROWS])  # (n, D)
    norms = np.linalg.norm(rows, axis=1)
    sample = _sample(rows, rng)
    nearest_cosine = _nearest(rows, sample)[1]
    values = np.linalg.svd(rows, compute_uv=False)
    return Figures(
        dim=space.dim,
        words=len(rows),
        broken=broken,
        effective_rank=_directions(values),
        random_cosine=_random_cosine(space, rng),
        first_direction=_first_direction(rows),
        norm_spread=_ratio(float(norms.std()), float(norms.mean())),
        nearest_cosine=nearest_cosine,
        structure=nearest_cosine - _nearest(rng.permuted(rows, axis=0), sample)[1],
        start=None if space.start is None else _since_start(rows, space, rng),
        doubts=tuple(doubts(space.words, space.matrix)) if space.recipe.get("objective") == "pretrained" else (),
        values=tuple(map(float, values)),
        rarity=rarity(space, seed),
    )


def _since_start(rows: Matrix, space: Space, rng: np.random.Generator) -> SinceStart:
    start = _finite(np.asarray(space.start)[: len(rows)])[0]
    counts = np.asarray(space.counts[: len(start)])
    now, spread = rows[: len(start)], _spread(start, counts)  # (n, D)
    sample = _sample(start, rng)
    return SinceStart(
        moved=not np.array_equal(now, start),
        shared=_along_ones(now - start),
        shrunk=_spread(now, counts) / spread if spread > 0 else None,
        overlap=_overlap(_nearest(now, sample)[0], _nearest(start, sample)[0]),
        structure=_structure(start, sample, rng),
    )


def effective_rank(rows: Matrix | NDArray[np.float32]) -> float:
    """Return exp(H(p)), p the singular values of `rows` (n, D) divided by their sum; 0 for a zero matrix.

    Roy & Vetterli 2007, "The effective rank", eq. 3: the number of directions that are really used, from 1 to D.
    """
    return _directions(np.linalg.svd(rows, compute_uv=False))


def _directions(values: NDArray[np.floating]) -> float:
    """Return the same of singular values."""
    total = float(values.sum())
    if total <= 0:
        return 0.0
    shares = values[values > 0] / total
    return float(np.exp(-np.sum(shares * np.log(shares))))


def _finite(rows: NDArray[np.float32]) -> tuple[Matrix, int]:
    """Return rows (n, D) in float64, zero where they hold something that is no number, and how many those are."""
    usable = np.isfinite(rows).all(axis=1, keepdims=True)
    return np.where(usable, rows, 0.0).astype(np.float64), int(np.count_nonzero(~usable))


def _spread(rows: Matrix, counts: NDArray[np.int64]) -> float:
    """Return the median distance of a token's vector from the tokens' mean, for rows (n, D) seen `counts` (n,) times.

    Tokens, not words, since a text's rare words are trained too little to collapse with the others.
    """
    weights = counts / max(1, counts.sum())
    distances = np.linalg.norm(rows - weights @ rows, axis=1)
    order = np.argsort(distances)
    middle = int(np.searchsorted(np.cumsum(weights[order]), 0.5))
    return float(distances[order[min(middle, len(order) - 1)]])


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _unit(rows: Matrix) -> Matrix:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return unit


def _first_direction(rows: Matrix) -> float:
    """Return the share of the variance that lies in one direction."""
    variance = np.linalg.svd(rows - rows.mean(axis=0), compute_uv=False) ** 2
    return _ratio(float(variance[0]), float(variance.sum()))


def _random_cosine(space: Space, rng: np.random.Generator) -> float:
    """Return the mean cosine of random pairs of different words, over all V."""
    if len(space) < 2:
        return 0.0
    left = rng.integers(len(space), size=_PAIRS)
    right = (left + rng.integers(1, len(space), size=_PAIRS)) % len(space)
    a, b = (_unit(_finite(space.matrix[side])[0]) for side in (left, right))
    return float(np.einsum("pd,pd->p", a, b).mean())


def _along_ones(moved: Matrix) -> float:
    """Return the share of squared movement (n, D) that is along (1, …, 1)/sqrt(D), 0 where nothing moved.

    It is 1 for the original recipe, whose gradient has no other direction.
    """
    along = moved.sum(axis=1) ** 2 / moved.shape[1]
    return _ratio(float(along.sum()), float(np.square(moved).sum()))


def _sample(rows: Matrix, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the rows of the query words, (q,)."""
    return rng.permutation(len(rows))[:_QUERIES]


def _structure(rows: Matrix, sample: NDArray[np.int64], rng: np.random.Generator) -> float:
    """Return how much nearer the k nearest words are than with each dimension shuffled over the words.

    Shuffling keeps the mean and the spread of each dimension, so a common direction is no structure.
    """
    return _nearest(rows, sample)[1] - _nearest(rng.permuted(rows, axis=0), sample)[1]


def _nearest(rows: Matrix, sample: NDArray[np.int64]) -> tuple[NDArray[np.int64], float]:
    """Return the k nearest words of each word of the sample, (q, k), and their mean cosine."""
    count = min(_NEIGHBOURS, (len(rows) - 1) // 2)  # all the others would be the same in any two spaces
    if count < 1:
        return np.empty((len(sample), 0), dtype=np.int64), 0.0
    unit = _unit(rows)
    cosines = unit[sample] @ unit.T  # (q, n)
    cosines[np.arange(len(sample)), sample] = -np.inf
    near = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    return near, float(np.take_along_axis(cosines, near, axis=1).mean())


def _overlap(near: NDArray[np.int64], before: NDArray[np.int64]) -> float:
    """Return the mean share of neighbours in common, between two (q, k)."""
    common = [len(np.intersect1d(now, then)) for now, then in zip(near, before, strict=True)]
    return float(np.sum(common)) / near.size if near.size else 0.0
