"""What skip-gram, CBOW and subword have in common: word2vec's options, with the step sizes of another optimiser."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.training.options.base import Options

SGNS = (
    "Mikolov, Sutskever, Chen, Corrado & Dean 2013, Distributed representations of words and phrases, arXiv:1310.4546"
)


@dataclass(frozen=True)
class Word2vecOptions(Options):
    """What the objectives with negative sampling have in common.

    Pairs at offset o within `window` weigh (window + 1 - o) / window, as word2vec's shrinking window does on average.
    """

    window: int = 5
    sample: float = 1e-4
    epochs: float = 5.0
    until: str = "epochs"
    batch: int = 4096
    learning_rate: float = 1.2
    negatives: int = 5
    noise_power: float = 0.75
    across: bool = False
    init: str = "random"
    encoding: str = ""
