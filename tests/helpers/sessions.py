"""A session to talk to in tests: lines in, answers or errors out, and both as the text that a person sees."""

from __future__ import annotations

import atexit
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from embrepl.commands.answers.base import Answer
from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from embrepl.session.jobs import Activity, Job
from embrepl.session.listener import Listener
from embrepl.session.session import Session
from embrepl.training.client import WorkerClient
from embrepl.view.console import make_console
from embrepl.view.errors import draw_error
from embrepl.view.formats.writing import write
from embrepl.view.progress.live import QuietListener

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")


class Screen(io.StringIO):
    """What a terminal is sent."""

    def isatty(self) -> bool:
        return True


class Talk:
    """A session, and what is said to it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.notes = io.StringIO()
        session.listener = QuietListener(make_console(self.notes))

    def __call__(self, line: str) -> Any:
        """Return the answer to the one statement of a line."""
        (statement,) = statements(line)
        return run(self.session, statement)[0]

    def error(self, line: str) -> EmbreplError:
        """Return the error that a line ends in."""
        with pytest.raises(EmbreplError) as caught:
            self(line)
        return caught.value


class Looks(Listener):
    """Keeps what a user would see, and presses Ctrl-C while the block is shown."""

    def __init__(self, talk: Talk, press: bool = False, *, once_it_learns: bool = False) -> None:
        self.talk, self.press, self.once_it_learns = talk, press, once_it_learns
        self.notes: list[str] = []
        self.looks: list[Mapping[str, Sequence[str]]] = []

    def note(self, text: str) -> None:
        self.notes.append(text)

    def on_neighbours(self, job: Job, neighbours: Mapping[str, Sequence[str]]) -> None:
        self.looks.append(neighbours)

    def begin(self, work: Activity) -> None:
        if self.press:
            self.talk.session.interrupts.press()

    def on_progress(self, job: Job) -> None:
        if self.once_it_learns and job.progress and job.progress.stage == "training" and job.progress.done:
            self.once_it_learns = False
            self.talk.session.interrupts.press()


def shown(answer: Answer, name: str = "table", width: int = 100, stream: io.StringIO | None = None) -> str:
    """Return an answer as a person or a program gets it, without colour."""
    stream = stream or io.StringIO()
    write(answer, name, stream, make_console(stream, width=width, colour=False))
    return stream.getvalue()


def complaint(error: EmbreplError, width: int = 100) -> str:
    """Return an error as a person sees it, without colour."""
    stream = io.StringIO()
    make_console(stream, width=width).print(draw_error(error))
    return stream.getvalue()


_idle: list[WorkerClient] = []  # with background processes that have nothing to do, which take seconds to start


@contextmanager
def _client(home: Path, *, own: bool) -> Iterator[WorkerClient]:
    """Lend a background process, an idle one of an earlier session unless it is to be an `own` one of this session."""
    client = WorkerClient(home / "worker.log") if own or not _idle else _idle.pop()
    yield client
    if own or not client.alive:
        client.close()
        return
    while not client.events.empty():
        client.events.get()
    _idle.append(client)


@atexit.register
def _close_idle() -> None:
    for client in _idle:
        client.close()


@contextmanager
def talking(home: Path, *, own: bool = False) -> Iterator[Talk]:
    """Yield a session that keeps all its files below `home`, for fixtures that outlive a test.

    `own`: with a background process of its own, that takes its environment and is not handed on.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home / name.lower()))
        with _client(home, own=own) as client:
            session = Session(client=client)
            try:
                yield Talk(session)
            finally:
                session.close()
                if session.jobs.running is not None:
                    client.close()


def quoted(text: str) -> str:
    """Return a text as one token of a line."""
    return '"' + text.replace('"', '""') + '"'
