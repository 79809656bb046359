"""Student's t: how many standard errors an interval reaches to each side, where the deviation is itself estimated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_TABLE = np.array([  # that 97.5 % of Student's t lie below, of 1, 2, 3 … degrees of freedom
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
])  # fmt: skip
_NORMAL, _SLOPE = 1.959964, 2.42  # beyond the table: 1.96 and a little more, the less the more degrees there are
_ENDLESS = 1e9  # degrees of freedom of what does not vary


def reach(freedom: NDArray[np.number] | float) -> NDArray[np.float64]:
    """Return what 95 in 100 of Student's t lie within, by degrees of freedom rounded down, (n,) or a single one."""
    whole = np.maximum(np.floor(np.asarray(freedom, np.float64) + 1e-9).astype(np.int64), 1)
    return np.where(whole <= len(_TABLE), _TABLE[np.minimum(whole, len(_TABLE)) - 1], _NORMAL + _SLOPE / whole)


def welch(
    variances: Sequence[NDArray[np.float64] | float], freedoms: Sequence[NDArray[np.float64] | float]
) -> NDArray[np.float64]:
    """Return the degrees of freedom of sums of variances, (n,) or a single one each (Welch 1947)."""
    total = np.sum(np.asarray(variances, np.float64), axis=0)
    below = np.sum([np.square(one) / freedom for one, freedom in zip(variances, freedoms, strict=True)], axis=0)
    result = np.divide(np.square(total), below, out=np.full(np.shape(total), _ENDLESS), where=below > 0)
    return np.asarray(result, np.float64)
