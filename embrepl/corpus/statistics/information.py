"""What counted pairs of words weigh: discounted positive pointwise mutual information.

Levy & Goldberg 2014, eq. 7; Levy, Goldberg & Dagan 2015, section 3; pairs seen n times weigh n / (n + discount) (after
Pantel & Lin 2002). In float32, so that a pair weighs the same wherever it is worked out. Axes: V words, P pairs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def rarity(marginals: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return what each word adds to the information of its pairs, (V,): half of log N, less the log of its own sum."""
    total = float(np.log(marginals.sum() or 1))
    return (total / 2 - np.log(np.maximum(marginals, 1))).astype(np.float32)


def weigh(
    amounts: NDArray[np.float32],
    itself: NDArray[np.bool_],
    first: NDArray[np.float32],
    second: NDArray[np.float32],
    shift: float,
    discount: float,
) -> NDArray[np.float32]:
    """Return what pairs weigh that count so much, by the `rarity` of both words; what is not above 0 is none. (P,).

    `itself`: pairs of a word with itself, which count for both sides. `discount`: in what a pair may count.
    """
    values = np.log(np.where(itself, 2 * amounts, amounts))
    values += first
    values += second
    values -= np.float32(shift)
    values *= amounts / (amounts + np.float32(discount))
    return np.asarray(values, np.float32)
