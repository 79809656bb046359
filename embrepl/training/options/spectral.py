"""The options of the spectral objective."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.base import Options


@dataclass(frozen=True)
class SpectralOptions(Options):
    """Options of the spectral objective.

    Pairs at offset o within `window` count window + 1 - o, whole numbers so that sums are exact; `discount` is in
    pairs of adjacent words, which count `window`.
    """

    window: int = 5
    sample: float = 1e-4
    contexts: int = 20_000
    discount: float = 1.0
    shift: float = 0.0
    power: float = 0.25
    iterations: int = 6
    across: bool = False
