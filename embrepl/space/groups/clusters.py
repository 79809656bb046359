"""Groups of the words of a space, named by their central words, with figures on how sure they are.

Axes: n words that are grouped, D dimensions, K groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.groups.choosing import WORDS_A_GROUP, Tried, try_numbers
from embrepl.space.groups.kmeans import Grouping, group
from embrepl.space.groups.silhouettes import silhouettes
from embrepl.space.space import Space
from embrepl.system.progress import ReportProgress, silent

_FREQUENT, _FEWEST = 5, 10  # a group is named by a fifth of its words, the most frequent ones, or by so many


@dataclass(frozen=True)
class Cluster:
    """A group: its `words` by their rows, the most central first, and those that name it.

    `cohesion` is the mean cosine of its words with its centre, `silhouette` their mean, `stability` the mean over the
    other starts of the greatest share of words in common with a group there (Jaccard; Hennig 2007), None where there
    is no other start.
    """

    words: NDArray[np.int64]
    names: NDArray[np.int64]
    cohesion: float
    silhouette: float
    stability: float | None


@dataclass(frozen=True)
class Clusters:
    """Groups, the greatest first, of `rows` (n,): of each word its group, cosine with the centre and silhouette.

    `blank` counts words without a direction, that are in no group. `tried`: how the number of groups was chosen.
    """

    groups: tuple[Cluster, ...]
    rows: NDArray[np.int64]
    of: NDArray[np.int64]
    cosines: NDArray[np.float32]
    silhouettes: NDArray[np.float64]
    centres: NDArray[np.float32]
    blank: int
    settled: bool
    tried: Tried | None


def find_clusters(space: Space, k: int | None, most: int, seed: int = 0, progress: ReportProgress = silent) -> Clusters:
    """Group the `most` most frequent words of a space into k groups, or as many as suit them.

    Raises `no-groups` where no word is nearer to another, and `bad-option` where there are fewer words than groups.
    """
    rows, blank = with_direction(space, most)
    if k is not None and k > len(rows):
        message = f"{k:,} groups need as many words; {space.name} has {len(rows):,} to group."
        raise EmbreplError("bad-option", message, f"Ask for at most {len(rows):,} groups.")
    return grouped(rows, space.units(rows), k, seed, progress, blank=blank)


def grouped(
    rows: NDArray[np.int64], units: NDArray[np.float32], k: int | None, seed: int = 0,
    progress: ReportProgress = silent, *, blank: int = 0, each: tuple[int, int | None] = (WORDS_A_GROUP, None),
) -> Clusters:  # fmt: skip
    """Group words (n, D), by their rows, the most frequent first, into k groups, or as many as suit them.

    `each`: how many words a group has on average, at least and at most, where k is not said.
    """
    tried = None if k is not None else try_numbers(units, seed, progress, each)
    best, starts = group(units, k or tried.best[0], seed=seed, progress=progress)  # type: ignore[union-attr]
    return described(rows, units, best, starts, blank, tried)


def with_direction(space: Space, most: int) -> tuple[NDArray[np.int64], int]:
    """Return the most frequent words that have a direction, and how many of them have none. Raises `no-groups`."""
    if space.identity:
        message = f"In {space.name} each of the {len(space):,} words has an axis of its own: none is nearer to another."
        raise EmbreplError("no-groups", message, "`train` learns which words are alike.")
    rows = np.arange(min(most, len(space)))
    blank = space.blank[: len(rows)]
    rows = rows[~blank]
    if len(rows) < 3:
        message = f"{space.name} has {len(rows):,} of its words with a direction; there is nothing to group."
        raise EmbreplError("no-groups", message, "Train on more text, or with a lower --min-count.")
    return rows, int(np.count_nonzero(blank))


def described(
    rows: NDArray[np.int64], units: NDArray[np.float32], best: Grouping, starts: tuple[Grouping, ...], blank: int,
    tried: Tried | None,
) -> Clusters:  # fmt: skip
    """Return a grouping of words (n, D), by their rows, the most frequent or important first, with its figures."""
    k = len(best.centres)
    sizes = np.bincount(best.groups, minlength=k)
    order = np.lexsort((np.arange(k), -sizes))
    of = np.argsort(order)[best.groups]
    worth = silhouettes(units, of, k)
    stability = _stability(of, k, [start.groups for start in starts if start is not best])
    groups = []
    for number in range(k):
        members = np.flatnonzero(of == number)
        words = members[np.argsort(-best.cosines[members], kind="stable")]
        groups.append(
            Cluster(
                rows[words], rows[_names(members, best.cosines)], float(best.cosines[members].mean()),
                float(worth[members].mean()), None if stability is None else float(stability[number]),
            )
        )  # fmt: skip
    return Clusters(tuple(groups), rows, of, best.cosines, worth, best.centres[order], blank, best.settled, tried)


def _names(members: NDArray[np.int64], cosines: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the more frequent words of a group, the most central first; words in order of frequency."""
    frequent = members[: max(_FEWEST, len(members) // _FREQUENT)]
    return frequent[np.argsort(-cosines[frequent], kind="stable")]


def _stability(of: NDArray[np.int64], k: int, others: list[NDArray[np.int64]]) -> NDArray[np.float64] | None:
    """Return how much of each group is a group in the other starts too, (K,)."""
    if not others:
        return None
    sizes = np.bincount(of, minlength=k)
    best = []
    for other in others:
        both = np.bincount(of * k + other, minlength=k * k).reshape(k, k)
        either = sizes[:, None] + np.bincount(other, minlength=k) - both
        best.append((both / np.maximum(either, 1)).max(axis=1))
    return np.asarray(np.mean(best, axis=0))
