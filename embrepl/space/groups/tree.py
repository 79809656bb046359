"""The neighbours of a direction and their neighbours, as a tree two levels deep in which each word stands once.

A word that several neighbours have among theirs stands below the one with which it has the greatest cosine, as long as
there is room.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.neighbours import Neighbour, nearest
from embrepl.space.ranking.order import Order
from embrepl.space.space import Space
from embrepl.system.progress import ReportProgress, silent

_MORE = 3  # times as many neighbours of a neighbour are looked at as are shown, since some stand elsewhere


@dataclass(frozen=True)
class Branch:
    """A neighbour, and the words below it, whose cosines are with it."""

    neighbour: Neighbour
    below: tuple[Neighbour, ...]


def grow(
    space: Space,
    target: NDArray[np.floating],
    first: int,
    second: int,
    without: Collection[int] = (),
    order: Order | None = None,
    progress: ReportProgress = silent,
) -> list[Branch]:
    """Return the `first` nearest words of a target (D,), each with up to `second` of its own neighbours.

    Raises `no-direction`.
    """
    near = nearest(space, target, first, without, order)
    taken = {each.row for each in near} | set(without)
    pairs: list[tuple[float, int, Neighbour]] = []
    for at, each in enumerate(near):
        progress("looking for neighbours", at, len(near))
        wanted = _MORE * second + len(taken)
        found = nearest(space, space.units([each.row])[0], wanted, (each.row,), order) if second else []
        pairs += [(below.cosine, at, below) for below in found if below.row not in taken]
    branches: list[list[Neighbour]] = [[] for _ in near]
    for _, at, below in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2].row)):
        if below.row not in taken and len(branches[at]) < second:
            taken.add(below.row)
            branches[at].append(below)
    return [Branch(each, tuple(below)) for each, below in zip(near, branches, strict=True)]
