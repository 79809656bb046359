"""The jobs of the background process: starting, waiting, watching and stopping, and what its death means for them."""

from __future__ import annotations

import contextlib
import math
import os
import queue
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Interrupts
from embrepl.session.jobs import Destination, Job
from embrepl.session.kinds import ESTIMATING, JobKind
from embrepl.session.listener import Listener
from embrepl.system import places
from embrepl.system.replacing import recover_folder, remove_folder
from embrepl.training.client import Died, WorkerClient
from embrepl.training.ends import End
from embrepl.training.protocol import (
    CorpusRead,
    Estimated,
    Failed,
    Message,
    Noted,
    Progress,
    Ready,
    Request,
    Result,
    Trained,
)

POLL = 0.05  # seconds between two looks at the replies and at Ctrl-C
LEAVING = 3.0  # seconds that a running training has to keep what it learnt, when the session ends
FORCE_AFTER = 3  # presses of Ctrl-C after which a job that does not stop is ended


class Jobs:
    """The background process, its jobs by number, and who is informed of them.

    `adopt` takes what a job has made into the session, and raises what opening it raises. A `client` that is handed in
    stays open when the jobs are closed, for whoever opened it; otherwise one is made, whose process writes to `log`.
    """

    def __init__(
        self,
        adopt: Callable[[Job, CorpusRead | Trained], None],
        interrupts: Interrupts,
        listener: Listener | None = None,
        client: WorkerClient | None = None,
        log: Path | None = None,
    ) -> None:
        self.listener = listener or Listener()
        self._client = client or (WorkerClient(log) if log else None)
        self._lent = client is not None
        self._interrupts = interrupts
        self._adopt = adopt
        self._jobs: dict[int, Job] = {}
        self._unreported: set[int] = set()

    def __iter__(self) -> Iterator[Job]:
        return iter(list(self._jobs.values()))

    def __len__(self) -> int:
        return len(self._jobs)

    def __getitem__(self, number: int) -> Job:
        return self._jobs[number]

    @property
    def client(self) -> WorkerClient:
        """What speaks to the background process; nothing is started by asking for it."""
        if self._client is None:
            self._client = WorkerClient(_worker_log())
        return self._client

    @property
    def running(self) -> Job | None:
        """The job that the background process works on, or None."""
        return next((job for job in self if job.running), None)

    @property
    def unreported(self) -> list[Job]:
        """The jobs, running or not, of which nobody has yet seen what came of them."""
        return [job for job in self if job.number in self._unreported]

    def reported(self, job: Job) -> None:
        """Take note that what came of a job was shown."""
        self._unreported.discard(job.number)

    def new(self, kind: JobKind, name: str, folder: Path, destination: Destination | None = None) -> Job:
        """Return a job that has yet to begin; `worker-busy` while another one runs, but for an estimate left behind."""
        running = self.running
        if running is not None and running.kind is ESTIMATING and running.background:
            self._abandon(running)
            running = None
        if running is not None:
            raise EmbreplError(
                "worker-busy",
                f"The background process is still busy with job {running.number}, {running.title}.",
                f"`wait` for it, or `stop {running.number}`.",
            )
        number = len(self) + 1
        return Job(number, kind, name, folder / f"{kind.name}-{number}", destination or Destination())

    def in_background(self, job: Job) -> Job:
        """Let a job go on while the user asks other things; what it makes comes into use where they have not moved."""
        job.background = True
        return job

    def begin(self, job: Job, request: Request) -> Job:
        """Have a job done."""
        self.pump()  # that an idle process died has nothing to do with the new job
        self.client.send(request)
        self._jobs[job.number] = job
        self._unreported.add(job.number)
        return job

    def wait(self, job: Job, seconds: float = math.inf) -> Job:
        """Wait until a job has ended, or Ctrl-C has stopped it, or so many `seconds`; then it goes on.

        Raises the error that it ended in.
        """
        presses, end = int(job.stopping), time.monotonic() + seconds
        self.listener.begin(job)
        try:
            while job.running and time.monotonic() < end:
                self.pump(POLL)
                new = self._interrupts.take()
                if new and job.running:
                    presses += new
                    self._interrupt(job, presses)
                self.listener.update(job)
        finally:
            self.listener.end(job)
        if not job.running:
            self.reported(job)
        if isinstance(job.result, Failed):
            raise self.failure(job)
        return job

    def watch(self, job: Job) -> bool:
        """Show how a job goes until it has ended, or until Ctrl-C, which lets it go on; return whether it has ended."""
        self.listener.begin(job)
        try:
            while job.running and not self._interrupts.take():
                self.pump(POLL)
                self.listener.update(job)
        finally:
            self.listener.end(job)
        return not job.running

    def pump(self, patience: float = 0.0) -> None:
        """Take the replies that have arrived, waiting up to `patience` seconds for the first."""
        while True:
            try:
                event = self.client.events.get(timeout=patience) if patience else self.client.events.get_nowait()
            except queue.Empty:
                return
            patience = 0.0
            self._take(event)

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
            hint = f"The traceback is in {self.client.log}."
        return EmbreplError(failed.code, failed.message, hint)

    def close(self, *, at_once: bool = False) -> None:
        """Stop what runs, and end the background process; a training gets a moment to keep what it learnt."""
        job = self.running
        if job is not None and job.kind.left and self.client.alive and not at_once:
            self.stop(job)
            end = time.monotonic() + (LEAVING if job.kind.learns else 0.0)
            while job.running and time.monotonic() < end:
                self.pump(POLL)
                if self._interrupts.take():
                    self.listener.note(f"Leaving as soon as {job.title} has stopped, {LEAVING:.0f} s at most.")
            kept = isinstance(job.result, Trained) and job.result.end.resumable
            later = "`resume` on the same text goes on, in any later session" if kept else job.kind.left
            self.listener.note(f"{job.title} was stopped: {later}.")
        if self._client is not None and not self._lent:
            self._client.close()

    def _abandon(self, job: Job) -> None:
        """Ask for a job to be stopped, and wait for it no longer."""
        self.stop(job)
        self._finish(job, Failed(job.number, "stopped", "Stopped before the estimate was made.", "Ask for it again."))
        self.reported(job)

    def _interrupt(self, job: Job, presses: int) -> None:
        if presses >= FORCE_AFTER:
            self.client.kill()
        elif job.kind is ESTIMATING:
            self._abandon(job)
        elif job.stopping:
            self.listener.note(
                "Still stopping; Ctrl-C once more ends the background process and loses what is not yet kept."
            )
        else:
            self.listener.note(f"Stopping after this step; {job.kind.stopped}")
            self.stop(job)

    def _take(self, event: Message | Died) -> None:
        if isinstance(event, Died):
            if not self.client.is_of_another(event):
                self._on_death(event)
        elif isinstance(event, Estimated | Progress):
            if event.job in self._jobs and self._jobs[event.job].running:
                self._follow(self._jobs[event.job], event)
        elif isinstance(event, Noted):
            self.listener.note(f"{self._jobs[event.job].name}: {event.text}")
        elif isinstance(event, Result):
            if event.job in self._jobs and self._jobs[event.job].running:
                if isinstance(event, Failed):
                    remove_folder(self._jobs[event.job].folder)
                self._finish(self._jobs[event.job], event)
        elif not isinstance(event, Ready):
            raise TypeError(f"the background process sent {event!r}")

    def _follow(self, job: Job, event: Estimated | Progress) -> None:
        """Note how far a job is, or how long it will take."""
        if isinstance(event, Estimated):
            job.estimate = event
            if not job.stopping:  # how long it would take is no longer asked
                self.listener.on_estimate(job)
            if event.dry:
                self._finish(job, event)
        elif event.neighbours:
            self.listener.on_neighbours(job, event.neighbours)
        else:
            job.progress = event
            if "loss" in event.figures:
                job.losses.add(event.figures["loss"])
            self.listener.on_progress(job)
            if event.unit and event.total:  # not a stage such as writing, that comes after the work
                job.share = min(1.0, event.done / event.total)

    def _finish(self, job: Job, result: Result | Estimated) -> None:
        job.seconds = time.monotonic() - job.began
        try:
            if isinstance(result, CorpusRead | Trained):
                self._adopt(job, result)
        except EmbreplError as error:
            result = Failed(job.number, error.code, error.message, error.hint)
        job.result = result
        self.listener.on_finish(job)
        if job.succeeded and job.wanted not in {"", job.name}:
            self.listener.note(f"The name {job.wanted} is taken: this one is called {job.name}.")

    def _on_death(self, died: Died) -> None:
        """Turn the death of the process into the running job's error; a checkpoint it kept becomes a model."""
        job = self.running
        if job is None:
            return
        message = f"The background process {died.cause} while {job.title}."
        if died.tail and not died.cause.startswith("was ended by signal 9"):
            message += "\n" + "\n".join(died.tail)
        if not (hint := self._rescue(job)):
            hint = f"{job.kind.died}; the log of the process is {self.client.log}."
            remove_folder(job.folder)
        self._finish(job, Failed(job.number, "worker-died", message, hint))

    def _rescue(self, job: Job) -> str:
        """Adopt the last checkpoint of a training whose process died; return how to go on, "" where there is none."""
        kept = job.destination.kept
        recover_folder(job.folder)
        if not job.kind.learns or not job.folder.exists():
            return ""
        goes_on = kept is not None and kept.exists()
        seconds = time.monotonic() - job.began
        end = End.stopped_at("a checkpoint", resumable=goes_on)
        rescued = Trained(job.number, str(job.folder), seconds, loss=None, end=end)
        with contextlib.suppress(EmbreplError):  # without a checkpoint that can be read there is none
            self._adopt(job, rescued)
            then = "`resume` goes on from there" if goes_on else "`train` starts anew"
            return f"Its last checkpoint is kept as {job.name}; {then}."
        return ""


def _worker_log() -> Path:
    """Return where the log of the background process is kept; where no state can be, what it writes is lost."""
    try:
        return places.worker_log()
    except OSError:
        return Path(os.devnull)
