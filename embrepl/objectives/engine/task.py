"""What every objective takes and returns.

An objective is a module with one function, `train(task, report) -> Outcome | None`; None when only the estimate was
wanted. Axes: V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from embrepl.objectives.engine.sampling import Ids, Text
from embrepl.space.identity import Identity
from embrepl.training.ends import COMPLETED, End
from embrepl.training.options.base import Options
from embrepl.training.states import State

START_SAMPLE = 4096  # words whose vectors before training are kept, for `health`

Vectors = NDArray[np.float32]


class Reporter(Protocol):
    """How a training speaks to whoever started it."""

    @property
    def watched(self) -> tuple[int, ...]:
        """The words whose neighbours somebody watches, by id."""

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        """Say how far it is; cheap enough for every step (the reporter thins the messages out)."""

    def due(self) -> bool:
        """Whether a progress with figures that cost something to compute would be shown now."""

    def watch(self, vectors: Vectors) -> None:
        """Show the neighbours of the watched words among all words as they are now, (V, D)."""

    def watch_due(self) -> bool:
        """Whether somebody watches words, and has not been shown them just now."""

    def estimate(self, seconds: float, memory: int) -> bool:
        """Say how long it will take and the bytes of memory at most; return whether to go on."""

    def stopped(self) -> bool:
        """Whether to stop at the next safe place and keep what was learnt."""

    def checkpoint(self, outcome: Outcome) -> None:
        """Keep the vectors and the state so far, in case the machine or the process fails."""

    def checkpoint_due(self) -> bool:
        """Whether the last checkpoint is old enough for another."""


@dataclass(frozen=True)
class Solved:
    """Vectors to start from (V, D) that have yet to be solved for, in about so many seconds and further bytes."""

    seconds: float
    memory: int
    solve: Callable[[], Vectors]


@dataclass(frozen=True)
class Task:
    """What is to be trained: on which text, by which options, from where on.

    `words` (V): their spelling; `init` (V, D): where the vectors start, rows of NaN where nothing is known; `state`: of
    a training that was stopped; `labels` (documents,): the place of each document's label among `label_names`, -1 for
    none, (0,) where the corpus has no labels at all.
    """

    text: Text
    options: Options
    words: tuple[str, ...] = ()
    init: Vectors | Solved | None = None
    state: State | None = None
    labels: Ids = field(default_factory=lambda: np.empty(0, np.int32))
    label_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """Trained vectors (V, D) or the identity, those before training of the first n words (n, D), and how it ended.

    `words`: words of the text gone through, passes multiplied, since it began or went on; `loss`: the mean per pair
    of late; `state`: what it takes to go on; `figures`: what the objective has to say in numbers; `extra`: arrays that
    belong to the vectors, by name; `rows`: the ids of the words whose vectors these are, rising, where not all have
    one; `notes`: sentences for the user; `missing`: the most frequent of the words without a vector.
    """

    matrix: Vectors | Identity
    start: Vectors | None
    loss: float | None
    words: float
    end: End = COMPLETED
    state: State | None = None
    figures: dict[str, float] = field(default_factory=dict)
    extra: dict[str, NDArray[Any]] = field(default_factory=dict)
    rows: NDArray[np.int64] | None = None
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
