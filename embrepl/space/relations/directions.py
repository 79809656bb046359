"""Vectors at length one, and the words that come first by what their cosines with some of them give.

Axes: V words, D dimensions, m directions, n words looked at together, k words that come first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.space import Space

Score = Callable[[NDArray[np.float64]], NDArray[np.float64]]  # of cosines (m, n) → (n,)

_TINY = 1e-12  # a sum of vectors at length one that is shorter has cancelled out
_OFTEN, _OFTEN_IN_A_MILLION = 10, 4  # times that a word is seen before its vector is more than chance
_STAY = 1_000  # words that are looked at in any case
MOST_UNCOUNTED = 50_000  # words of unknown counts that are looked at
_MORE = 64  # words looked at exactly beyond twice those that are asked for


def direction(vector: NDArray[np.floating], text: str) -> NDArray[np.float64]:
    """Return a vector (D,) at length one. Raises `no-direction`, naming the text that it belongs to."""
    wide: NDArray[np.float64] = np.asarray(vector, dtype=np.float64)
    length = float(np.linalg.norm(wide))
    if not np.isfinite(length) or length < _TINY:
        message = f"'{text}' has no direction: its vectors cancel out, or are zero."
        raise EmbreplError("no-direction", message, "Ask for another word, or change a sign.")
    return wide / length


def cosines_of(space: Space, rows: NDArray[np.int64], directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cosines of some words with directions (m, D), in float64, (m, n); each row is summed alike."""
    units = space.units(rows).astype(np.float64)
    return np.asarray(np.clip(np.einsum("md,nd->mn", directions, units), -1.0, 1.0))


def all_cosines(space: Space, directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cosines of all words with directions (m, D), within the error of `space.scan`, (m, V)."""
    return np.clip(np.stack([space.cosines(each.astype(np.float32)) for each in directions]).astype(np.float64), -1, 1)


def usual_least_count(space: Space) -> int:
    """Return how often a word is to be seen to be named in an answer: 10 times, and 4 times in a million words.

    It is no more than leaves half of the words, and a thousand. 1 where the counts are not known.
    """
    if not len(space) or not space.counts[0]:
        return 1
    often = max(_OFTEN, round(_OFTEN_IN_A_MILLION * float(space.counts.sum()) / 1e6))
    stay = min(len(space), max(_STAY, len(space) // 2))
    return max(1, min(often, int(space.counts[stay - 1])))


def candidates(space: Space, least: int = 1, without: Collection[int] = ()) -> NDArray[np.bool_]:
    """Return which words may be named in an answer, (V,): those that have a direction and are seen `least` times.

    Where the counts are not known they are the first 50,000 words, which files of vectors have in order of frequency.
    """
    result: NDArray[np.bool_] = ~space.blank
    if least > 1 and len(space) and space.counts[0]:
        result &= space.counts >= least
    elif len(space) and not space.counts[0]:
        result[MOST_UNCOUNTED:] = False
    result[np.fromiter(without, dtype=np.int64, count=len(without))] = False
    return result


def greatest(
    space: Space,
    directions: NDArray[np.float64],
    score: Score,
    k: int,
    allowed: NDArray[np.bool_],
    everywhere: NDArray[np.float64] | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the k allowed words of greatest score, (k,), and their scores; equal ones in the order of their rows.

    All words are scored in float32; those that come first are scored again in float64. `everywhere` (m, V): what
    `all_cosines` gives for the directions, where that is known.
    """
    rows = np.flatnonzero(allowed)
    k = min(k, len(rows))
    if k < 1:
        return np.empty(0, np.int64), np.empty(0)
    rough = score(all_cosines(space, directions) if everywhere is None else everywhere)[rows]
    most = min(len(rows), 2 * k + _MORE)
    rows = np.sort(rows[np.argpartition(-rough, most - 1)[:most]])
    exact = score(cosines_of(space, rows, directions))
    order = np.lexsort((rows, -exact))[:k]
    return rows[order], exact[order]
