"""A question that takes longer than a moment: shown while it is worked on, and stopped by Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Interrupts
from embrepl.session.jobs import Job
from embrepl.session.kinds import QUESTION
from embrepl.session.listener import Listener
from embrepl.training.protocol import Progress

MOMENT = 0.5  # seconds before which nothing is shown


class Waiting:
    """Hears from the work on one question how far it is, and lets the listener know once that takes a while."""

    def __init__(
        self, title: str, listener: Listener, interrupts: Interrupts, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._listener, self._interrupts, self._clock = listener, interrupts, clock
        self._job = Job(0, title, Path(), "", QUESTION, began=clock())
        self._shown = False

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Take note of how far a stage is. Raises `stopped` when Ctrl-C was pressed."""
        if self._interrupts.take():
            raise EmbreplError("stopped", f"`{self._job.title}` was stopped.", "Nothing has changed; ask again.")
        self._job.progress = Progress(0, stage, done, total)
        if not self._shown and self._clock() - self._job.began >= MOMENT:
            self._shown = True
            self._listener.begin(self._job)
        if self._shown:
            self._listener.update(self._job)

    def end(self, *, well: bool) -> None:
        """The question is answered, or ended in an error."""
        if self._shown:
            self._job.seconds = self._clock() - self._job.began if well else 0.0
            self._listener.end(self._job)
