"""Maps of the same points turned, mirrored, moved and scaled onto a first one: orthogonal Procrustes.

Schönemann 1966, "A generalized solution of the orthogonal Procrustes problem"; Gower 1975, "Generalized Procrustes
analysis", whose step with a scale this is. We align onto one map, not onto a mean of all that is found in rounds: the
map that is drawn is one of them.

Axes: n points, S maps.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]


def aligned(places: Places, onto: Places) -> Places:
    """Return the places of a map (n, 2) where they are nearest, in squares, to those of another, (n, 2)."""
    centre = onto.mean(axis=0)
    moved, goal = places - places.mean(axis=0), onto - centre
    left, lengths, right = np.linalg.svd(moved.T @ goal)
    size = float(np.square(moved).sum())
    scale = float(lengths.sum()) / size if size > 0 else 0.0
    return np.asarray(scale * (moved @ (left @ right)) + centre)


def width(places: Places) -> float:
    """Return how wide a map (n, 2) is: its longer side."""
    return float(np.ptp(places, axis=0).max(initial=0.0)) if len(places) else 0.0


def most_typical(maps: Sequence[Places]) -> tuple[int, NDArray[np.float64]]:
    """Return which of S maps (n, 2) is most like the others, and how far each point moves, (n,).

    That is its mean distance from its place there over the others, each aligned onto it, as a share of the map's width.
    """
    best, least, moves = 0, np.inf, np.zeros(len(maps[0]))
    for at, onto in enumerate(maps):
        across = width(onto)
        others = [aligned(each, onto) for number, each in enumerate(maps) if number != at]
        if not others or across <= 0:
            continue
        apart = np.mean([np.linalg.norm(each - onto, axis=1) for each in others], axis=0) / across
        if float(apart.mean()) < least:
            best, least, moves = at, float(apart.mean()), apart
    return best, moves
