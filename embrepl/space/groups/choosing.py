"""How many groups suit some words, where nobody says: the number whose groups have the greatest mean silhouette.

Numbers that grow by about half each are tried on the most frequent words, then those between the best one's neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.space.groups.kmeans import group
from embrepl.space.groups.silhouettes import silhouettes
from embrepl.system.progress import ReportProgress, silent

_WORDS = 4_096  # that are tried
_NUMBERS = (2, 3, 4, 6, 9, 13, 19, 28, 40, 50)  # more are hard to read
WORDS_A_GROUP = 2  # on average, at least
_STARTS = 3
_REFINED, _BETWEEN = 2, 4  # how often, and how many, further numbers near the best one are tried


@dataclass(frozen=True)
class Tried:
    """How many groups were tried, on how many words, and the mean silhouette of each."""

    words: int
    silhouettes: tuple[tuple[int, float], ...]  # in the order of the numbers

    @property
    def best(self) -> tuple[int, float]:
        """The number with the greatest silhouette, and that."""
        return max(self.silhouettes, key=lambda each: (each[1], -each[0]))

    @property
    def sentence(self) -> str:
        """Why it is that number."""
        numbers = [k for k, _ in self.silhouettes]
        best, silhouette = self.best
        sentence = (
            f"{best} groups have the greatest mean silhouette ({silhouette:.3f}) of {len(numbers)} numbers from "
            f"{numbers[0]} to {numbers[-1]}, tried on the {self.words:,} most frequent words"
        )
        grows = best == numbers[-1] and best == _NUMBERS[-1]
        return sentence + ("; with more of them it may grow further." if grows else ".")


def try_numbers(
    units: NDArray[np.float32],
    seed: int = 0,
    progress: ReportProgress = silent,
    each: tuple[int, int | None] = (WORDS_A_GROUP, None),
) -> Tried:
    """Try numbers of groups on words (n, D) of length one, n of at least 3, the most frequent first.

    `each`: how many words a group has on average, at least and at most (None: all).
    """
    some = units[:_WORDS]
    least, most = max(2, len(some) // (each[1] or len(some))), max(2, len(some) // each[0])
    found: dict[int, float] = {}

    def measure(numbers: list[int]) -> None:
        for k in numbers:
            progress("trying numbers of groups", len(found), len(_NUMBERS) + _REFINED * _BETWEEN)
            groups = group(some, k, seed=seed, starts=_STARTS)[0].groups
            found[k] = float(silhouettes(some, groups, k).mean())

    measure(sorted({*(k for k in _NUMBERS if least <= k <= most), min(most, _NUMBERS[-1])}))
    for _ in range(_REFINED):
        tried, best = sorted(found), max(found, key=lambda k: (found[k], -k))
        at = tried.index(best)
        between = [k for k in range(tried[max(0, at - 1)], tried[min(len(tried) - 1, at + 1)]) if k not in found]
        chosen = np.unique(np.linspace(0, len(between) - 1, min(_BETWEEN, len(between))).round().astype(int))
        measure([between[each] for each in chosen])
    return Tried(len(some), tuple(sorted(found.items())))
