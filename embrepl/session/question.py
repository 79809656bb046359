"""A question that takes longer than a moment: shown while it is worked on, and stopped by Ctrl-C."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Interrupts
from embrepl.session.listener import Listener
from embrepl.training.protocol import NO_JOB, Progress

MOMENT = 0.5  # seconds before which nothing is shown


class Question:
    """The work on one question, which the shell answers itself; the listener is informed once that takes a while."""

    def __init__(
        self, title: str, listener: Listener, interrupts: Interrupts, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.title = title
        self.progress: Progress | None = None
        self.seconds = 0.0
        self.stopping = self.succeeded = False
        self._listener, self._interrupts, self._clock = listener, interrupts, clock
        self._began = clock()
        self._shown = False

    @contextlib.contextmanager
    def shown(self) -> Iterator[None]:
        """Show what is reported within this block, if it takes a while."""
        try:
            yield
            self.succeeded = True
        finally:
            if self._shown:
                self.seconds = self._clock() - self._began
                self._listener.end(self)

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Take note of how far a stage is. Raises `stopped` when Ctrl-C was pressed."""
        if self._interrupts.take():
            raise EmbreplError("stopped", f"`{self.title}` was stopped.", "Nothing has changed; ask again.")
        self.progress = Progress(NO_JOB, stage, done, total)
        if not self._shown and self._clock() - self._began >= MOMENT:
            self._shown = True
            self._listener.begin(self)
        if self._shown:
            self._listener.update(self)
