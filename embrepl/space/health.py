"""Is this space any good? Figures that need no test set, and a verdict in words.

Axes: V words, D dimensions, n = min(V, 4096) most frequent words.
"""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.errors import EmbreplError
from embrepl.space.figures import measure
from embrepl.space.ranking.rarity import Rarity
from embrepl.space.space import Space
from embrepl.space.verdict import Verdict, judge, one_hot


@dataclass(frozen=True)
class Health:
    """What `health` reports; the figures since the start are None where that was not kept.

    `doubts`: sentences on what is odd in a file's vectors. `structure`, `shrunk`, the singular values and `rarity` are
    explained in `figures`, the verdicts in `verdict`.
    """

    dim: int
    effective_rank: float
    random_cosine: float
    first_direction: float
    norm_spread: float
    structure: float
    shared_movement: float | None
    untrained_overlap: float | None
    shrunk: float | None
    verdict: Verdict
    sentence: str
    doubts: tuple[str, ...] = ()
    singular_values: tuple[float, ...] = ()
    rarity: Rarity | None = None


def health(space: Space, seed: int = 0) -> Health:
    """Measure a space and judge it; `no-words` where it is empty."""
    if not len(space):
        raise EmbreplError("no-words", "This space has no words.", "Train on more text, or with a lower --min-count.")
    if space.identity:
        return _one_hot(space)
    figures = measure(space, seed)
    start = figures.start
    verdict, sentence = judge(figures)
    return Health(
        dim=figures.dim,
        effective_rank=figures.effective_rank,
        random_cosine=figures.random_cosine,
        first_direction=figures.first_direction,
        norm_spread=figures.norm_spread,
        structure=figures.structure,
        shared_movement=start.shared if start else None,
        untrained_overlap=start.overlap if start else None,
        shrunk=start.shrunk if start else None,
        verdict=verdict,
        sentence=sentence,
        doubts=tuple(doubt.sentence for doubt in figures.doubts if not doubt.grave),
        singular_values=figures.values,
        rarity=figures.rarity,
    )


def _one_hot(space: Space) -> Health:
    """Return what is known of the identity without measuring it: V equal directions, and no two words alike."""
    size = len(space)
    verdict, sentence = one_hot(size)
    return Health(size, float(size), 0.0, 1.0 / max(1, size - 1), 0.0, 0.0, None, None, None, verdict, sentence)
