"""The options of the GloVe objective."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.base import Options


@dataclass(frozen=True)
class GloveOptions(Options):
    """Options of the GloVe objective; the defaults start from the spectral solution and hold unseen pairs to chance.

    With `unseen` 0 and `init` random it is the paper's loss and start.
    Pairs at offset o within `window` count (window + 1 - o) / window; `cutoff` is in pairs of adjacent words, which
    count 1.
    """

    window: int = 5
    sample: float = 1e-3
    epochs: int = 2
    until: str = "epochs"
    batch: int = 65_536
    learning_rate: float = 0.1
    init: str = "spectral"
    cutoff: float = 10.0
    weight_power: float = 0.75
    unseen: float = 0.05
    across: bool = False
