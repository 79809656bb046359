"""p of a difference between two groups of documents, without drawing permutations: the first three moments are exact.

Documents d have vectors R_d that add up to zero; g of the G are in the first group. Over all ways to choose g documents
the squared length of their sum is a quadratic form in the indicators of the choice. Its moments are sums over ways to
let its indices coincide; as each row of the Gram matrix K adds up to zero, only ways remain in which every index stands
at least twice (as Kazi-Aoual, Hitier, Sabatier & Lebreton 1995 use it). A Pearson type III distribution with these
three moments gives the tail (Mielke & Berry 2007, "Permutation Methods").

Axes: B words at once, N documents of each (rows of zeros fill up), D dimensions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_TWO, _THREE = np.array([0, 1.0, -1]), np.array([0, 1.0, -3, 2])  # polynomials of indices that stand so often
_FOUR, _SIX = np.array([0, 1.0, -7, 12, -6]), np.array([0, 1.0, -31, 180, -390, 360, -120])
_SECOND, _THIRD = (_FOUR, np.polynomial.polynomial.polymul(_TWO, _TWO)), (
    _SIX,
    np.polynomial.polynomial.polymul(_FOUR, _TWO),
    np.polynomial.polynomial.polymul(_THREE, _THREE),
    np.polynomial.polynomial.polypow(_TWO, 3),
)  # fmt: skip
_NEARLY_NORMAL = 2_000.0  # shape of a gamma distribution beyond which its cube root is normal to four digits
_STEPS = 1_000
_PRODUCTS = 1 << 18  # of one call of the BLAS, which starts threads of its own for more
_CELLS = 1 << 20  # of Gram matrices at once
_lgamma, _erfc = np.frompyfunc(math.lgamma, 1, 1), np.frompyfunc(math.erfc, 1, 1)


@dataclass(frozen=True)
class Invariants:
    """Sums over the Gram matrices K of documents' vectors that all moments are made of. (B,) each.

    `trace` Σ K_ii, `squares` Σ K_ii², `cubes` Σ K_ii³, `pairs` Σ K_ij², `looped` Σ K_ii K_ij², `cubed` Σ K_ij³,
    `chains` Σ K_ii K_ij K_jj, `triangles` Σ K_ij K_jk K_ki.
    """

    trace: Floats
    squares: Floats
    cubes: Floats
    pairs: Floats
    looped: Floats
    cubed: Floats
    chains: Floats
    triangles: Floats


def invariants(vectors: NDArray[np.floating]) -> Invariants:
    """Return the sums for words whose documents have these vectors, which add up to zero. (B, N, D)."""
    gram = _product(vectors, vectors.transpose(0, 2, 1))
    own = np.einsum("bii->bi", gram).astype(np.float64)
    small = gram if gram.shape[1] <= vectors.shape[2] else _product(vectors.transpose(0, 2, 1), vectors)
    chains = np.einsum("bi,bi->b", np.einsum("bij,bj->bi", gram, own.astype(gram.dtype)), own)
    triangles = (_product(small, small) * small).sum(axis=(1, 2), dtype=np.float64)
    squared = gram * gram
    rows = squared.sum(axis=2, dtype=np.float64)
    cubed = (squared * gram).sum(axis=(1, 2), dtype=np.float64)
    return Invariants(
        own.sum(1), (own**2).sum(1), (own**3).sum(1), rows.sum(1), (own * rows).sum(1), cubed, chains, triangles
    )


def _product(first: NDArray[np.floating], second: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return products in calls of the BLAS for which it starts no threads. (B, n, k), (B, k, m) → (B, n, m)."""
    many, rows, inner = first.shape
    at_once = max(1, min(rows, _PRODUCTS // max(1, inner * second.shape[2])))
    blocks = -(-rows // at_once)
    padded = np.zeros((many, blocks * at_once, inner), first.dtype)
    padded[:, :rows] = first
    result = padded.reshape(many, blocks, at_once, inner) @ np.ascontiguousarray(second)[:, None]
    return np.asarray(result.reshape(many, blocks * at_once, -1)[:, :rows])


def moments(sums: Invariants, documents: NDArray[np.int64], chosen: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Return the mean, variance and third central moment of the squared length, (B,) each, over all choices.

    `documents` (B,) of each word, `chosen` (B,) how many of them are in the first group.
    """
    chances = _chances(documents.astype(np.float64), chosen.astype(np.float64))
    mean = sums.trace * _expected(_TWO, chances)
    four, two_two = (_expected(each, chances) for each in _SECOND)
    second = sums.squares * four + (sums.trace**2 + 2 * sums.pairs) * two_two
    six, four_two, three_three, twos = (_expected(each, chances) for each in _THIRD)
    third = (
        sums.cubes * six
        + (3 * sums.trace * sums.squares + 12 * sums.looped) * four_two
        + (4 * sums.cubed + 6 * sums.chains) * three_three
        + (sums.trace**3 + 6 * sums.trace * sums.pairs + 8 * sums.triangles) * twos
    )
    variance = second - mean**2
    return mean, np.maximum(variance, 0.0), third - 3 * mean * variance - mean**3


def _chances(documents: Floats, chosen: Floats) -> Floats:
    """Return the chance that r different documents are all chosen, r from 0 to 6. (B,) → (7, B)."""
    result = [np.ones_like(documents)]
    for number in range(6):
        left = np.maximum(documents - number, 1.0)
        result.append(result[-1] * np.maximum(chosen - number, 0.0) / left)
    return np.array(result)


def _expected(polynomial: Floats, chances: Floats) -> Floats:
    return np.asarray(polynomial @ chances[: len(polynomial)])


def p_values(
    ratios: Floats, degrees: Floats, sums: Invariants, documents: NDArray[np.int64], chosen: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return how rarely a choice is as far from the rest, and the standard deviation of its squared length. (B,) each.

    `ratios`: the squared distance of the two groups over what chance makes of it, with so many `degrees` of freedom,
    by which that may vary; over all choices their mean is one. It is compared with the squared length over its mean.
    p is at least one of all choices, as the one that was seen is one of them.
    """
    mean, variance, third = moments(sums, documents, chosen)
    spread = np.sqrt(variance)
    known = spread > 0
    degrees = np.maximum(degrees, 1.0)
    more = np.divide(variance, mean**2 * degrees, out=np.zeros_like(ratios), where=known)  # variance of what is below
    reach = spread * np.sqrt(1 + 1 / degrees) * (1 + more)
    standard = np.divide((ratios - 1 - more) * mean, reach, out=np.zeros_like(ratios), where=known)
    skew = np.divide(third, spread**3, out=np.zeros_like(ratios), where=known)
    p = np.where(known, pearson_three(standard, skew), 1.0)
    whole, here, there = (_log_gamma(1.0 + each.astype(np.float64)) for each in (documents, chosen, documents - chosen))
    one = np.exp(here + there - whole)
    return np.clip(p, one, 1.0), spread


def pearson_three(standard: Floats, skew: Floats) -> Floats:
    """Return the upper tail of a Pearson type III distribution with mean 0, variance 1 and some skew. (B,) → (B,)."""
    size = np.maximum(np.abs(skew), 1e-9)
    shape = 4 / size**2
    at = np.maximum(shape + np.sign(np.where(skew == 0, 1, skew)) * standard * np.sqrt(shape), 0.0)
    upper = _gamma_tail(shape, at)
    return np.where(skew >= 0, upper, 1 - upper)


def _gamma_tail(shape: Floats, at: Floats) -> Floats:
    """Return the upper tail of gamma distributions with scale 1. (B,) → (B,)."""
    result = np.ones_like(at)
    nearly = shape > _NEARLY_NORMAL
    cube = (np.cbrt(at / shape) - (1 - 1 / (9 * shape))) * 3 * np.sqrt(shape)  # Wilson & Hilferty 1931
    result[nearly] = _normal_tail(cube[nearly])
    small, great = ~nearly & (at < shape + 1) & (at > 0), ~nearly & (at >= shape + 1)
    result[small] = 1 - _series(shape[small], at[small])
    result[great] = _fraction(shape[great], at[great])
    return np.clip(result, 0.0, 1.0)


def _series(shape: Floats, at: Floats) -> Floats:
    """Return the lower tail by its power series, for what lies below the mean."""
    term = total = 1 / shape
    for number in range(1, _STEPS):
        term = term * at / (shape + number)
        total = total + term
        if not np.any(term > 1e-12 * total):
            break
    return np.asarray(total * np.exp(shape * np.log(at) - at - _log_gamma(shape)))


def _fraction(shape: Floats, at: Floats) -> Floats:
    """Return the upper tail by its continued fraction (Lentz 1976), for what lies above the mean."""
    b = at + 1 - shape
    c, d = np.full_like(at, 1e300), 1 / b
    result = d
    for number in range(1, _STEPS):
        factor = -number * (number - shape)
        b = b + 2
        d = 1 / _not_zero(factor * d + b)
        c = _not_zero(b + factor / c)
        result = result * d * c
        if not np.any(np.abs(d * c - 1) > 1e-12):
            break
    return np.asarray(result * np.exp(shape * np.log(at) - at - _log_gamma(shape)))


def _not_zero(values: Floats) -> Floats:
    return np.where(np.abs(values) < 1e-300, 1e-300, values)


def _log_gamma(values: Floats) -> Floats:
    return np.asarray(_lgamma(values), np.float64)


def _normal_tail(values: Floats) -> Floats:
    return np.asarray(_erfc(values / math.sqrt(2)), np.float64) / 2


def invariants_of_words(vectors: NDArray[np.floating], word: NDArray[np.int64], size: int) -> Invariants:
    """Return the sums for words whose documents stand one after the other, some words of like many at a time.

    (Q, D), (Q,) ascending → (size,).
    """
    many = np.bincount(word, minlength=size)
    ends = np.cumsum(many)
    result = np.zeros((len(fields(Invariants)), size))
    order = np.argsort(-many, kind="stable")
    order = order[many[order] > 0]
    while len(order):
        wide = int(many[order[0]])
        some = order[: max(1, _CELLS // wide**2)]
        order = order[len(some) :]
        number = np.arange(wide)
        there = number < many[some, None]
        rows = np.where(there, (ends - many)[some, None] + number, 0)
        found = invariants(vectors[rows].astype(np.float32) * there[..., None].astype(np.float32))
        result[:, some] = [getattr(found, each.name) for each in fields(Invariants)]
    return Invariants(*result)
