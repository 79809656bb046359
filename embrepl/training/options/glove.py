"""The options of the GloVe objective."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.base import Options


@dataclass(frozen=True)
class GloveOptions(Options):
    """Options of the GloVe objective.

    Pairs at offset o within `window` count (window + 1 - o) / window; `cutoff` is in pairs of adjacent words, which
    count 1.
    """

    window: int = 5
    sample: float = 1e-3
    epochs: int = 10
    batch: int = 32_768
    learning_rate: float = 0.1
    init: str = "random"
    cutoff: float = 10.0
    weight_power: float = 0.75
    unseen: float = 0.0
    across: bool = False
