"""What every objective is given and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Reporter(Protocol):
    """How a training speaks to whoever started it."""

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        """Say how far it is; cheap enough for every step (the reporter thins the messages out)."""

    def due(self) -> bool:
        """Whether a progress with figures that cost something to compute would be shown now."""

    def stopped(self) -> bool:
        """Whether to stop at the next safe place and keep what was learnt."""

    def checkpoint(self, matrix: NDArray[np.float32], start: NDArray[np.float32]) -> None:
        """Keep the vectors so far, in case the machine or the worker ends."""

    def checkpoint_due(self) -> bool:
        """Whether the last checkpoint is old enough for another."""


@dataclass(frozen=True)
class Outcome:
    """Trained vectors (V, D), those before training of the first n words (n, D), and how it ended.

    `words`: words of the text gone through, passes multiplied; `loss`: of the last step, a mean per pair.
    """

    matrix: NDArray[np.float32]
    start: NDArray[np.float32]
    loss: float | None
    words: float
    stopped: str = ""
