"""The jobs that a person waits for: what was asked for, how far it is, how it ended."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from embrepl.training.protocol import CorpusRead, Estimated, Failed, Progress, Trained

QUESTION = "question"  # the kind of what the shell answers by itself; the others are the worker's


@dataclass
class Job:
    """One piece of work: what it is, how far it is, how it ended."""

    number: int
    title: str
    folder: Path
    name: str
    kind: str  # "load", "train" or QUESTION
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
