"""The worker's jobs: begun, heard of, waited for, stopped, mourned.

What a job has made is adopted by the session, which is this and more (`embrepl.session.session`).
"""

from __future__ import annotations

import contextlib
import os
import queue
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Interrupts
from embrepl.session.jobs import Job
from embrepl.session.listener import Listener
from embrepl.session.question import Waiting
from embrepl.system import places
from embrepl.training.client import Died, WorkerClient
from embrepl.training.protocol import (
    CorpusRead,
    Estimated,
    Failed,
    Message,
    Progress,
    ReadCorpus,
    ReadVectors,
    Ready,
    Train,
    Trained,
)

POLL = 0.05  # seconds between two looks at the worker's replies and at Ctrl-C
LEAVING = 3.0  # seconds that a running training is given to keep what it learnt, when the session ends
FORCE_AFTER = 3  # presses of Ctrl-C after which a job that does not stop is ended


class Work(ABC):
    """The worker, its jobs, and who hears of them."""

    def __init__(
        self, listener: Listener | None = None, log: Path | None = None, client: WorkerClient | None = None
    ) -> None:
        self.listener = listener or Listener()
        self.interrupts = Interrupts()
        self.jobs: dict[int, Job] = {}
        self._log = log
        self._client = client
        self._waiting: Waiting | None = None  # for the question that is worked on

    @abstractmethod
    def _adopt(self, job: Job, made: CorpusRead | Trained) -> None:
        """Take what a job has made into the session. Raises what opening it raises."""

    @property
    def client(self) -> WorkerClient:
        """The worker's client; nothing is started by asking for it."""
        if self._client is None:
            self._client = WorkerClient(self._log or _worker_log())
        return self._client

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C was ever pressed outside the prompt."""
        return self.interrupts.count > 0

    @property
    def running(self) -> Job | None:
        """The job that the worker is at, or None."""
        return next((job for job in self.jobs.values() if job.running), None)

    def wait(self, job: Job) -> Job:
        """Wait until a job has ended, hearing Ctrl-C; its error is raised, what it made is adopted."""
        presses = 0
        self.listener.begin(job)
        try:
            while job.running:
                self.pump(POLL)
                new = self.interrupts.take()
                if new and job.running:
                    presses += new
                    self._interrupt(job, presses)
                self.listener.update(job)
        finally:
            self.listener.end(job)
        job.announced = True
        if isinstance(job.result, Failed):
            raise self.failure(job)
        return job

    def watch(self, job: Job) -> bool:
        """Show how a job goes until it has ended, or until Ctrl-C, which lets it go on; return whether it has ended."""
        self.listener.begin(job)
        try:
            while job.running and not self.interrupts.take():
                self.pump(POLL)
                self.listener.update(job)
        finally:
            self.listener.end(job)
        return not job.running

    def pump(self, patience: float = 0.0) -> None:
        """Take the worker's replies that have arrived, waiting up to `patience` seconds for the first."""
        while True:
            try:
                event = self.client.events.get(timeout=patience) if patience else self.client.events.get_nowait()
            except queue.Empty:
                return
            patience = 0.0
            self._hear(event)

    @contextlib.contextmanager
    def question(self, title: str) -> Iterator[None]:
        """Show what is told in this block about the work on a question, if it takes a while."""
        waiting = self._waiting = Waiting(title, self.listener, self.interrupts)
        well = False
        try:
            yield
            well = True
        finally:
            self._waiting = None
            waiting.end(well=well)

    def report_progress(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Hear how far the work on a question is. Raises `stopped` when Ctrl-C was pressed."""
        if self._waiting is not None:
            self._waiting(stage, done, total)

    def stop(self, job: Job) -> None:
        """Ask for a job to be stopped."""
        job.stopping = True
        self.client.stop(job.number)

    def failure(self, job: Job) -> EmbreplError:
        """Return the error a failed job ended in."""
        failed = job.result
        if not isinstance(failed, Failed):
            raise TypeError("the job did not fail")
        hint = failed.hint
        if failed.unexpected:
            hint = f"The traceback stands in {self.client.log}."
        return EmbreplError(failed.code, failed.message, hint)

    def _begin(self, job: Job, request: ReadCorpus | Train | ReadVectors) -> Job:
        self.pump()  # the death of an idle worker is no business of the new job
        self.client.send(request)
        self.jobs[job.number] = job
        return job

    def _interrupt(self, job: Job, presses: int) -> None:
        if presses >= FORCE_AFTER:
            self.client.kill()
        elif presses > 1:
            self.listener.note("Still stopping; Ctrl-C once more ends the worker and loses what is not yet kept.")
        else:
            self.listener.note("Stopping after this step…")
            self.stop(job)

    def leave_training(self) -> None:
        """Stop a running training when the session ends and wait a moment for what it learnt to be kept."""
        job = self.running
        if job is None or not job.kind.left or self._client is None or not self._client.alive:
            return
        self.stop(job)
        end = time.monotonic() + (LEAVING if job.kind.learns else 0.0)
        while job.running and time.monotonic() < end:
            self.pump(POLL)
        kept = isinstance(job.result, Trained) and job.result.resumable
        later = "`resume` on the same text goes on, in any later session" if kept else job.kind.left
        self.listener.note(f"{job.title} was stopped: {later}.")

    def _hear(self, event: Message | Died) -> None:
        if isinstance(event, Died):
            if not self.client.is_of_another(event):
                self._mourn(event)
        elif isinstance(event, Estimated | Progress):
            if event.job in self.jobs:
                self._take(self.jobs[event.job], event)
        elif isinstance(event, CorpusRead | Trained | Failed) and event.job in self.jobs:
            self._finish(self.jobs[event.job], event)
        elif not isinstance(event, Ready):
            raise TypeError(f"the worker sent {event!r}")

    def _take(self, job: Job, event: Estimated | Progress) -> None:
        """Note how far a job is, and how long it will take."""
        if isinstance(event, Estimated):
            job.estimate = event
            self.listener.estimated(job)
            if event.dry:
                self._finish(job, event)
        elif event.neighbours:
            job.before, job.neighbours = job.neighbours, event.neighbours
            self.listener.watched(job)
        else:
            job.progress = event
            if "loss" in event.figures:
                job.losses.add(event.figures["loss"])
            self.listener.progressed(job)
            if event.unit and event.total:  # not a stage such as writing, that comes after the work
                job.share = min(1.0, event.done / event.total)

    def _finish(self, job: Job, result: CorpusRead | Trained | Estimated | Failed) -> None:
        job.seconds = time.monotonic() - job.began
        try:
            if isinstance(result, CorpusRead | Trained):
                self._adopt(job, result)
        except EmbreplError as error:
            result = Failed(job.number, error.code, error.message, error.hint)
        job.result = result
        self.listener.finished(job)

    def _mourn(self, died: Died) -> None:
        """Turn the worker's death into the running job's error; a checkpoint it kept becomes a model."""
        job = self.running
        if job is None:
            return
        message = f"The worker {died.cause} while {job.title}."
        if died.tail and not died.cause.startswith("was ended by signal 9"):
            message += "\n" + "\n".join(died.tail)
        hint = f"{job.kind.died}; the worker's log is {self.client.log}."
        if job.kind.learns and job.folder.exists():
            seconds = time.monotonic() - job.began
            with contextlib.suppress(EmbreplError):  # without a checkpoint that can be read there is none
                goes_on = job.kept is not None and job.kept.exists()
                rescued = Trained(
                    job.number, str(job.folder), seconds, None, stopped="a checkpoint", resumable=goes_on
                )  # fmt: skip
                self._adopt(job, rescued)
                then = "`resume` goes on from there" if goes_on else "`train` starts anew"
                hint = f"Its last checkpoint is kept and in use as {job.name}; {then}."
        self._finish(job, Failed(job.number, "worker-died", message, hint))


def _worker_log() -> Path:
    """Return where the worker's log is kept; where no state can be, what it writes is lost."""
    try:
        return places.state_folder() / "worker.log"
    except OSError:
        return Path(os.devnull)
