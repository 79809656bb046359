"""The options of skip-gram and CBOW: word2vec's, with the step sizes of another optimiser."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.base import Options


@dataclass(frozen=True)
class Word2vecOptions(Options):
    """What the objectives with negative sampling have in common.

    Pairs at offset o within `window` weigh (window + 1 - o) / window, as word2vec's shrinking window does on average.
    """

    window: int = 5
    sample: float = 1e-4
    epochs: int = 5
    until: str = "epochs"
    batch: int = 2048
    learning_rate: float = 1.2
    init: str = "random"
    negatives: int = 5
    noise_power: float = 0.75
    across: bool = False


@dataclass(frozen=True)
class SkipgramOptions(Word2vecOptions):
    """Options of skip-gram."""


@dataclass(frozen=True)
class CbowOptions(Word2vecOptions):
    """Options of CBOW."""

    batch: int = 4096
    learning_rate: float = 0.6
