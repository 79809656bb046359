"""The options of skip-gram, CBOW and subword: word2vec's and fastText's, with the step sizes of another optimiser."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.errors import EmbreplError
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
    batch: int = 4096
    learning_rate: float = 1.2
    negatives: int = 5
    noise_power: float = 0.75
    across: bool = False
    init: str = "random"


@dataclass(frozen=True)
class SkipgramOptions(Word2vecOptions):
    """Options of skip-gram."""


@dataclass(frozen=True)
class CbowOptions(Word2vecOptions):
    """Options of CBOW."""

    learning_rate: float = 0.6


@dataclass(frozen=True)
class SubwordOptions(Word2vecOptions):
    """Options of subword: n-grams of `minn` to `maxn` characters, hashed to so many `buckets`, as fastText's are."""

    learning_rate: float = 0.7
    minn: int = 3
    maxn: int = 6
    buckets: int = 2_000_000

    def check(self) -> None:
        """Raise `bad-option` for n-grams that cannot be."""
        if self.minn > self.maxn:
            message = f"--minn is at most --maxn, not {self.minn} to {self.maxn}."
            raise EmbreplError("bad-option", message, f"For example: `--minn {self.maxn} --maxn {self.minn}`.")
