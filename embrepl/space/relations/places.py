"""The place of a word among the neighbours of another, over all words.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.relations.directions import all_cosines, cosines_of, greatest
from embrepl.space.space import Space

_TIE = 1e-6  # vectors at length one are rounded: cosines that are equal on paper may differ by this much


class PlaceAmong(NamedTuple):
    """A place among the neighbours of a word, 1 the nearest, of so many `words`; `ahead`: rows of those before it.

    `often` and `as_often`: the same among the words that are seen at least as often.
    """

    place: int
    words: int
    often: int
    as_often: int
    ahead: tuple[int, ...]


def place_among(
    space: Space,
    of: NDArray[np.float64],
    other: NDArray[np.float64],
    allowed: NDArray[np.bool_],
    count: int,
    shown: int = 3,
) -> PlaceAmong:
    """Return the place of the direction `other` (D,) among the allowed neighbours of the direction `of` (D,).

    Equal cosines take the same place. `count`: how often the other is seen; `allowed` (V,) has neither of the two.
    """
    cosine = float(np.clip(of @ other, -1.0, 1.0))
    cosines = all_cosines(space, of[None])[0]  # (V,)
    slack = 0.0 if space.identity else 2 * space.scan.error + _TIE
    nearer = cosines > cosine + slack
    close = np.flatnonzero(np.abs(cosines - cosine) <= slack)
    if len(close):
        nearer[close] = cosines_of(space, close, of[None])[0] > cosine + _TIE
    often = allowed & (space.counts >= count)
    ahead = greatest(space, of[None], lambda each: each[0], shown, allowed & nearer)[0]
    return PlaceAmong(
        1 + int(np.count_nonzero(nearer & allowed)),
        1 + int(np.count_nonzero(allowed)),
        1 + int(np.count_nonzero(nearer & often)),
        1 + int(np.count_nonzero(often)),
        tuple(ahead.tolist()),
    )
