"""A background process that is made up: it keeps what it is sent, and says what a test puts into its events."""

from __future__ import annotations

from pathlib import Path

from embrepl.training.client import Died, WorkerClient
from embrepl.training.protocol import Message, Stop


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
