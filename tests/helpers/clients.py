"""A background process that is made up: it keeps what it is sent, and says what a test puts into its events."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.session.jobs import Job
from embrepl.session.kinds import TRAINING, JobKind
from embrepl.session.session import Session
from embrepl.training.client import Died, WorkerClient
from embrepl.training.protocol import Message, Stop, Train
from embrepl.training.recipe import Recipe


class SilentClient(WorkerClient):
    """Starts no process; a test writes the replies."""

    def __init__(self, log: Path) -> None:
        super().__init__(log)
        self.sent: list[Message] = []

    @property
    def alive(self) -> bool:
        return True

    def start(self) -> None:
        pass

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def stop(self, job: int) -> None:
        self.sent.append(Stop(job))

    def die(self, cause: str = "was ended by signal 9 (SIGKILL)", tail: tuple[str, ...] = ()) -> None:
        """Say what the thread that hears a process says when that process ends."""
        self.events.put(Died(cause, tail))


def begin(session: Session, folder: Path, kind: JobKind = TRAINING, name: str = "zero") -> Job:
    """Begin a job that nothing works on; a test writes what becomes of it."""
    job = session.jobs.new(kind, name, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WorkerClient, "send", lambda *_: None)
        return session.jobs.begin(job, Train(job.number, Recipe("zero"), "", str(job.folder)))


def hear(session: Session, *replies: Message | Died) -> None:
    """Have the session take what the background process would have said."""
    for reply in replies:
        session.jobs.client.events.put(reply)
    session.jobs.pump()
