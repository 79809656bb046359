"""Whether words are nearer to one use than to another, and how alike the uses of something are among themselves.

The cosines of a word with two uses in different documents are compared by their difference, whose variance is the sum
of both (degrees of freedom by Welch 1947, of fewer documents where some have most of what varies). Both are corrected
for attenuation, so that a part with few places does not seem farther from everything.

Axes: n words, P places, G documents, D dimensions.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places
from embrepl.evidence.uses.use import Use, by_document
from embrepl.space.stability.student import reach, welch

Floats = NDArray[np.float64]
_erfc = np.frompyfunc(math.erfc, 1, 1)


class Differences(NamedTuple):
    """The cosines of some words with both uses, each difference as a normal value, and its p, (n,) each.

    `normal`: the value as rare as the difference over its standard error is by Student's t; `halves`: half of the 95 %
    interval of the difference.
    """

    first: Floats
    second: Floats
    normal: Floats
    p: Floats
    halves: Floats


def differences(first: Use, second: Use, units: NDArray[np.floating]) -> Differences:
    """Return how the cosines of some directions differ between two uses that are both sure. (n, D)."""
    one, other = first.estimates(units), second.estimates(units)
    total = one[1] + other[1]
    degrees = welch([one[1], other[1]], [first.counting_freedom, second.counting_freedom])
    errors = np.sqrt(total)
    values = np.divide(one[0] - other[0], errors, out=np.zeros(len(units)), where=errors > 0)
    normal = normal_of_t(values, degrees)
    return Differences(one[0], other[0], normal, _p_of_normal(normal), reach(degrees) * errors)


def p_of_t(values: Floats, degrees: Floats) -> Floats:
    """Return the two-sided p of Student's t. (n,), (n,) → (n,)."""
    return _p_of_normal(normal_of_t(values, degrees))


def normal_of_t(values: Floats, degrees: Floats) -> Floats:
    """Return the normal values that are as rare as some of Student's t (Wallace 1959). (n,), (n,) → (n,)."""
    lengths = (8 * degrees + 1) / (8 * degrees + 3) * np.sqrt(degrees * np.log1p(values**2 / degrees))
    return np.asarray(np.copysign(lengths, values), np.float64)


def _p_of_normal(normal: Floats) -> Floats:
    return np.asarray(_erfc(np.abs(normal) / math.sqrt(2)), np.float64)


def spread(vectors: NDArray[np.floating], documents: Places) -> tuple[float, float]:
    """Return the mean cosine distance of two uses in different documents, and half of its 95 % interval. (P, D), (P,).

    Giulianelli, Del Tredici & Fernandez 2020 call it the average pairwise distance, and one less it is the
    self-similarity of Ethayarajh 2019. We leave out pairs within a document, which are alike for other reasons. The
    interval is by the jackknife over documents. Neither is a number where there is one document, the interval none of
    two.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = np.divide(vectors, lengths, out=np.zeros(vectors.shape), where=lengths > 0)
    sums, many = by_document(units, documents)
    if len(many) < 2:
        return math.nan, math.nan
    total, squares, pairs = sums.sum(axis=0), np.square(sums).sum(axis=1), many.astype(np.float64) ** 2
    alike = float(total @ total) - squares.sum()
    mean = float(alike / (many.sum() ** 2.0 - pairs.sum()))
    if len(many) < 3:
        return 1 - mean, math.nan
    without = alike - 2 * (sums @ total - squares)  # the pairs of a document with all others are taken out, both ways
    left = (many.sum() - many) ** 2.0 - (pairs.sum() - pairs)
    values = without / left
    groups = len(many)
    deviation = math.sqrt((groups - 1) / groups * float(np.square(values - values.mean()).sum()))
    return 1 - mean, float(reach(groups - 1)) * deviation
