"""How a running job speaks to the shell and hears that it should stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.training.protocol import Progress

Save = Callable[[NDArray[np.float32], NDArray[np.float32]], None]

EVERY = 0.1  # seconds between two progress messages
CHECKPOINT_EVERY = 30.0  # seconds between two checkpoints


class JobReporter:
    """The `Reporter` of one job: thins out progress, keeps checkpoints, carries the wish to stop."""

    def __init__(self, job: int, send: Callable[[Any], None]) -> None:
        self.job = job
        self._send = send
        self._save: Save | None = None
        self._stop = threading.Event()
        self._last = float("-inf")
        self._last_checkpoint = time.monotonic()

    def save_with(self, save: Save) -> None:
        """Say how checkpoints are kept; before that none is due."""
        self._save = save

    def stop(self) -> None:
        """Ask the job to stop (called from the thread that hears requests)."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether to stop at the next safe place."""
        return self._stop.is_set()

    def due(self) -> bool:
        """Whether a progress message would be sent now."""
        return time.monotonic() - self._last >= EVERY

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        """Send a progress message unless one was sent just now; the first of a stage is always sent."""
        if self.due() or not done:
            self._last = time.monotonic()
            self._send(Progress(self.job, stage, float(done), float(total), unit, figures))

    def checkpoint_due(self) -> bool:
        """Whether the last checkpoint is old enough for another."""
        return self._save is not None and time.monotonic() - self._last_checkpoint >= CHECKPOINT_EVERY

    def checkpoint(self, matrix: NDArray[np.float32], start: NDArray[np.float32]) -> None:
        """Keep the vectors so far as a space of their own."""
        if self._save is not None:
            self._save(matrix, start)
        self._last_checkpoint = time.monotonic()
