"""How a running job reports to the shell, and is asked to stop."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from embrepl.objectives.engine.task import Outcome, Vectors
from embrepl.system import memory
from embrepl.training.protocol import Estimated, Noted, Progress

PROGRESS_SECONDS = 0.1  # seconds between two progress messages
CHECKPOINT_EVERY = 30.0  # seconds between two checkpoints, unless EMBREPL_CHECKPOINT_SECONDS says otherwise
FIRST_CHECKPOINT = 5.0  # seconds before the first one, so that short trainings have one too
CHECKPOINT_SHARE = 20  # writing one may take that part of the time, as long as no more than AT_RISK can be lost
AT_RISK = 60.0  # seconds
WATCH_EVERY = 1.0  # seconds between two looks at the watched words
WATCHED_AMONG, WATCHED = 30_000, 5  # the most frequent words, among them the nearest ones that are reported


class JobReporter:
    """The `Reporter` of one job: thins out progress, keeps checkpoints, and carries the request to stop."""

    def __init__(self, job: int, send: Callable[[Any], None]) -> None:
        self.job = job
        self._most = 0  # bytes of memory in use at most, as far as was seen
        self._peak = memory.peak()  # of this process before
        self.estimated: tuple[float, int] | None = None
        self._send = send
        self._save: Callable[[Outcome], None] | None = None
        self._stop = threading.Event()
        self._last = self._last_watch = float("-inf")
        self._checkpoint_every = _checkpoint_every()
        self._next_checkpoint = time.monotonic() + min(FIRST_CHECKPOINT, self._checkpoint_every)
        self._words: Sequence[str] = ()
        self._tokens = 0
        self._dry = False
        self.watched: tuple[int, ...] = ()

    @property
    def most(self) -> int:
        """The bytes of memory in use at most: the process's peak where this job set it, else the most seen."""
        peak = memory.peak()
        return peak if peak > self._peak else max(self._most, memory.resident())

    def prepare(self, words: Sequence[str], tokens: int, watched: tuple[int, ...], dry: bool) -> None:
        """Say what is trained: the vocabulary, its tokens in the text, the ids watched, whether only to estimate."""
        self._words, self._tokens, self.watched, self._dry = words, tokens, watched, dry
        self._peak = memory.peak()

    def save_with(self, save: Callable[[Outcome], None] | None) -> None:
        """Say how checkpoints are kept; before that, and with None, none is due."""
        self._save = save

    def stop(self) -> None:
        """Ask the job to stop (called from the thread that takes requests)."""
        self._stop.set()

    def stopped(self) -> bool:
        """Whether to stop at the next safe place."""
        return self._stop.is_set()

    def due(self) -> bool:
        """Whether a progress message would be sent now."""
        return time.monotonic() - self._last >= PROGRESS_SECONDS

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        """Send a progress message unless one was sent just now; the first of a stage is always sent."""
        if self.due() or not done:
            self._last = time.monotonic()
            self._most = max(self._most, memory.resident())
            self._send(Progress(self.job, stage, float(done), float(total), unit, figures))

    def estimate(self, seconds: float, memory: int) -> bool:
        """Report the estimate; return whether to go on."""
        self.estimated = (seconds, memory)
        self._send(Estimated(self.job, seconds, memory, len(self._words), self._tokens, self._dry))
        return not self._dry

    def note(self, text: str) -> None:
        """Send something that the user should know."""
        self._send(Noted(self.job, text))

    def watch_due(self) -> bool:
        """Whether the watched words' neighbours were last reported long enough ago."""
        return bool(self.watched) and time.monotonic() - self._last_watch >= WATCH_EVERY

    def watch(self, vectors: Vectors) -> None:
        """Report the nearest of the most frequent words to each watched one, by vectors (V, D)."""
        self._last_watch = time.monotonic()
        some = vectors[:WATCHED_AMONG]
        norms = np.linalg.norm(some, axis=1)
        neighbours = {}
        for word in self.watched:
            cosines = some @ vectors[word] / np.maximum(norms, 1e-12)
            if word < len(some):
                cosines[word] = -np.inf
            nearest = np.argsort(-cosines, kind="stable")[:WATCHED]
            neighbours[self._words[word]] = [self._words[place] for place in nearest]
        self._send(Progress(self.job, "training", neighbours=neighbours))

    def checkpoint_due(self) -> bool:
        """Whether the last checkpoint is old enough for another."""
        return self._save is not None and time.monotonic() >= self._next_checkpoint

    def checkpoint(self, outcome: Outcome) -> None:
        """Keep the vectors and the state so far; a checkpoint that takes long is made less often, within bounds."""
        began = time.monotonic()
        if self._save is not None:
            self._save(outcome)
        now = time.monotonic()
        self._next_checkpoint = now + pause(self._checkpoint_every, now - began)


def pause(every: float, taken: float) -> float:
    """Return the seconds from the end of a checkpoint that took so long to the next one.

    What is lost when the process dies is what was learnt while one was written, until the next, and while that is
    written.
    """
    usual = max(every, CHECKPOINT_SHARE * taken)
    return usual if every > CHECKPOINT_EVERY else min(usual, max(taken, AT_RISK - 2 * taken))


def _checkpoint_every() -> float:
    """Return the seconds between two checkpoints; a setting that is no such number is ignored."""
    try:
        seconds = float(os.environ.get("EMBREPL_CHECKPOINT_SECONDS", CHECKPOINT_EVERY))
    except ValueError:
        return CHECKPOINT_EVERY
    return seconds if seconds >= 0 else CHECKPOINT_EVERY  # nor for NaN
