"""Jobs: what each is, how far it is, how it ended."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from embrepl.session.kinds import JobKind
from embrepl.training.protocol import Estimated, Failed, Progress, Resampled, Result, Trained
from embrepl.training.recipe import Recipe

CURVE = 40  # points that a curve has at least, once there were as many figures; at most twice as many


class Activity(Protocol):
    """Whatever takes a while and is shown meanwhile: a job, or the work on a question."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def progress(self) -> Progress | None:
        """How far it is."""

    @property
    def seconds(self) -> float:
        """How long it took; 0 before its end."""

    @property
    def stopping(self) -> bool:
        """Whether it has been asked to stop."""

    @property
    def succeeded(self) -> bool:
        """Whether it has ended, and without an error."""


@dataclass
class Curve:
    """A figure over the whole of a job, in a bounded number of points, each the mean of equally many figures."""

    points: list[float] = field(default_factory=list)
    _each: int = 1  # figures in a point
    _waiting: list[float] = field(default_factory=list)

    def add(self, value: float) -> None:
        """Take a figure; where there are too many points, two become one."""
        self._waiting.append(value)
        if len(self._waiting) < self._each:
            return
        self.points.append(sum(self._waiting) / self._each)
        self._waiting.clear()
        if len(self.points) == 2 * CURVE:
            self.points = [(one + other) / 2 for one, other in zip(self.points[::2], self.points[1::2], strict=True)]
            self._each *= 2


@dataclass(frozen=True)
class Destination:
    """What becomes of the vectors that a job makes: the corpus that they belong to.

    `kept`: the folder with what is needed to go on when the training is stopped or its process dies; `model`: the one
    that runs on resampled texts belong to.
    """

    corpus: str = ""
    kept: Path | None = None
    model: str = ""


@dataclass
class Job:
    """One piece of work of the background process: what it is, how far it is, how it ended."""

    number: int
    kind: JobKind
    name: str  # of the corpus or model that it makes
    folder: Path
    destination: Destination = field(default_factory=Destination)
    background: bool = False
    wanted: str = ""  # the name that was asked for, where another had it

    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    share: float = 0.0  # that is done, 0 to 1, by the last progress
    progress: Progress | None = None
    estimate: Estimated | None = None
    paths: tuple[str, ...] = ()  # of a text that is read, where it can be read again
    recipe: Recipe | None = None  # that is trained, or whose training is estimated
    losses: Curve = field(default_factory=Curve)

    stopping: bool = False
    result: Result | Estimated | None = None

    @property
    def title(self) -> str:
        """What it is called, as "training zero"."""
        return f"{self.kind.doing} {self.name}"

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.result is None

    @property
    def succeeded(self) -> bool:
        """Whether it has ended, and without an error."""
        return self.result is not None and not isinstance(self.result, Failed)

    @property
    def state(self) -> str:
        """One word: running, stopping, done, stopped or failed."""
        if self.result is None:
            return "stopping" if self.stopping else "running"
        if isinstance(self.result, Failed):
            return "stopped" if self.result.code == "stopped" else "failed"
        if isinstance(self.result, Resampled):
            return "stopped" if self.result.runs < self.result.wanted else "done"
        return "stopped" if isinstance(self.result, Trained) and self.result.end.far else "done"
