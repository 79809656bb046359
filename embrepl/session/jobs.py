"""The jobs that a person waits for: what was asked for, how far it is, how it ended."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from embrepl.session.kinds import Kind
from embrepl.training.protocol import CorpusRead, Estimated, Failed, Progress, Trained

CURVE = 40  # points that a curve has at least, once there were as many figures; at most twice as many


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


@dataclass
class Job:
    """One piece of work: what it is, how far it is, how it ended."""

    number: int
    title: str
    folder: Path
    name: str
    kind: Kind
    corpus: str = ""
    background: bool = False
    then_current: str | None = None
    share: float = 0.0
    announced: bool = False
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    progress: Progress | None = None
    estimate: Estimated | None = None
    neighbours: dict[str, list[str]] = field(default_factory=dict)  # of the watched words, as they were told last
    before: dict[str, list[str]] = field(default_factory=dict)  # and the time before
    losses: Curve = field(default_factory=Curve)
    kept: Path | None = None  # where a training is kept that is stopped or whose worker dies
    result: CorpusRead | Trained | Estimated | Failed | None = None
    stopping: bool = False

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.result is None

    @property
    def progress_share(self) -> float:
        """How much of it is done, 0 to 1, as far as the last progress told."""
        return self.share

    @property
    def state(self) -> str:
        """One word: running, stopping, done, stopped or failed."""
        if self.result is None:
            return "stopping" if self.stopping else "running"
        if isinstance(self.result, Failed):
            return "failed"
        return "stopped" if isinstance(self.result, Trained) and self.result.stopped else "done"
