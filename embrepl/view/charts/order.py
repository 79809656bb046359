"""Which points of a map go before others, whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from embrepl.view.charts.kinds import MapPoint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def first_to_last(points: Sequence[MapPoint]) -> NDArray[np.int64]:
    """Return the numbers of points, (N,): those that were asked for first, then by count."""
    import numpy as np

    counts = np.array([point.count or 0 for point in points], np.int64)
    asked = np.array([point.asked for point in points], bool)
    return np.lexsort((-counts, ~asked))  # stable
