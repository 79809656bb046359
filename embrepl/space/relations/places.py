"""The place of a word among the neighbours of another, over all words.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from embrepl.space.ranking.order import Order
from embrepl.space.relations.directions import all_cosines, cosines_of
from embrepl.space.space import Space

_TIE = 1e-6  # vectors at length one are rounded: cosines that are equal on paper may differ by this much


def rows_ahead(
    space: Space,
    of: NDArray[np.float64],
    other: NDArray[np.float64],
    allowed: NDArray[np.bool_],
    order: Order | None = None,
    row: int = 0,
) -> NDArray[np.int64]:
    """Return the allowed words that come before `other` among the neighbours of `of`, two directions (D,), first first.

    They go by cosine, or with an `order` and the `row` of the other by its scores, as `near` does. Equal ones are not
    before it. `allowed` (V,) has neither of the two.
    """
    score = _scoring(order, of)
    limit = float(score(np.clip(of @ other, -1.0, 1.0)[None], np.array([row]))[0])
    scores = score(all_cosines(space, of[None])[0], np.arange(len(space)))  # (V,)
    slack = 0.0 if space.identity else 2 * space.scan.error + _TIE
    close = np.flatnonzero(allowed & (np.abs(scores - limit) <= slack))
    scores[close] = score(cosines_of(space, close, of[None])[0], close)
    found = np.flatnonzero(allowed & (scores > limit + _TIE))
    return np.asarray(found[np.lexsort((found, -scores[found]))])


def _scoring(
    order: Order | None, of: NDArray[np.float64]
) -> Callable[[NDArray[np.float64], NDArray[np.int64]], NDArray[np.float64]]:
    """Return what makes scores of cosines with a direction and the rows of the words, (n,)."""
    if order is None:
        return lambda cosines, _: cosines
    typical = float(order.typical(of))
    return lambda cosines, rows: (cosines - typical) * order.weights[rows].astype(np.float64)
