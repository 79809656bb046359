"""What every objective takes and returns.

An objective is a module with one function, `train(task, report) -> Outcome | None`; None for the estimate
alone. One that is trained step by step hands its `Steps` and its `Plan` to the driver. Axes: V words, D dimensions.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from embrepl.objectives.engine.sampling import Ids, Text
from embrepl.space.identity import Identity
from embrepl.training.ends import COMPLETED, End
from embrepl.training.options.base import Options
from embrepl.training.states import State

Vectors = NDArray[np.float32]
OptionsT = TypeVar("OptionsT", bound=Options)


class Reporter(Protocol):
    """How a training reports to whoever started it."""

    @property
    def watched(self) -> tuple[int, ...]:
        """The words whose neighbours somebody watches, by id."""

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        """Report how far it is; cheap enough for every step (the reporter thins the messages out)."""

    def due(self) -> bool:
        """Whether a progress with figures that cost something to compute would be shown now."""

    def watch(self, vectors: Vectors) -> None:
        """Show the neighbours of the watched words among all words as they are now, (V, D)."""

    def watch_due(self) -> bool:
        """Whether somebody watches words, and has not been shown them just now."""

    def estimate(self, seconds: float, memory: int) -> bool:
        """Report how long it will take and the bytes of memory at most; return whether to go on."""

    def stopped(self) -> bool:
        """Whether to stop at the next safe place and keep what was learnt."""

    def checkpoint(self, outcome: Outcome) -> None:
        """Keep the vectors and the state so far, in case the machine or the process fails."""

    def checkpoint_due(self) -> bool:
        """Whether the last checkpoint is old enough for another."""


class Steps(ABC):
    """A model being trained: what it reads, how it steps, and what it holds."""

    @abstractmethod
    def batches(self, epoch: int) -> Iterator[tuple[int, Any]]:
        """Yield (tokens, batch) of a pass; a batch that is skipped must cost next to nothing."""

    @abstractmethod
    def step(self, batch: Any, rate: float) -> tuple[float, float]:
        """Train on a batch; return the sum of its pairs' losses, and of their weights."""

    @abstractmethod
    def begin(self, vectors: Vectors) -> None:
        """Start from vectors (V, D); words without one (NaN) start at random."""

    def mirror(self, dimensions: int) -> None:
        """Take the first dimensions for those in which neighbours are to differ; most models know none such."""
        del dimensions

    @abstractmethod
    def vectors(self) -> Vectors:
        """Return the vectors as they are now, (V, D), a copy."""

    @abstractmethod
    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return all that steps change, by name, copied."""

    @abstractmethod
    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""

    def held_out(self) -> float | None:
        """Return the mean loss of pairs that no step sees; None where none are held out."""
        return None

    def extra(self) -> dict[str, NDArray[Any]]:
        """Return arrays that belong to the vectors when they are kept; none where the vectors are all there is."""
        return {}


@dataclass(frozen=True)
class Plan:
    """How a training goes: passes, step size, tokens of a pass (those thinned out left out, and in the text).

    `epochs` may be a fraction: the last pass then goes through that part of the text.
    `hint`: what to change when the loss is no longer a number; `unit`: what `tokens` and the batches count, when it is
    not words; `warm`: tokens over which the step size rises at the start, so that what has gathered nothing yet cannot
    leap.
    """

    epochs: float
    rate: float
    tokens: float
    text_tokens: int
    settled: bool = False
    hint: str = ""
    unit: str = "words"
    warm: float = 0.0

    @property
    def passes(self) -> int:
        """How many passes there are, one that is not whole included."""
        return math.ceil(self.epochs)


@dataclass(frozen=True)
class SolvedVectors:
    """Vectors to start from (V, D); in the first `mirrored` dimensions neighbours are opposite, where that is known."""

    vectors: Vectors
    mirrored: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PendingVectors:
    """Vectors to start from (V, D) that have yet to be solved for, in about so many seconds and further bytes."""

    seconds: float
    memory: int
    solve: Callable[[], SolvedVectors]


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
    init: Vectors | PendingVectors | None = None
    state: State | None = None
    labels: Ids = field(default_factory=lambda: np.empty(0, np.int32))
    label_names: tuple[str, ...] = ()

    def options_as(self, kind: type[OptionsT]) -> OptionsT:
        """Return the options, which are of this kind; raise TypeError for those of another objective."""
        if not isinstance(self.options, kind):
            raise TypeError(f"{kind.__name__} are needed, not {self.options!r}")
        return self.options


@dataclass(frozen=True)
class Outcome:
    """Trained vectors (V, D) or the identity, those before training of the first n words (n, D), and how it ended.

    `words`: words of the text gone through, passes multiplied, since it began or went on; `loss`: the mean per pair in
    the last pass; `state`: what is needed to resume; `figures`: what the objective reports in numbers; `extra`:
    arrays that belong to the vectors, by name; `rows`: the ids of the words whose vectors these are, rising, where
    not all have one; `notes`: sentences for the user; `missing`: the most frequent of the words without a vector.
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
