"""A session to talk to in tests: lines in, answers or errors out, and both as the text that a person sees."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from embrepl.commands.answers.base import Answer
from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.view.console import make_console
from embrepl.view.errors import draw_error
from embrepl.view.output_formats import write
from embrepl.view.progress.live import QuietListener

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")


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


def shown(answer: Answer, name: str = "table", width: int = 100) -> str:
    """Return an answer as a person or a program gets it, without colour."""
    stream = io.StringIO()
    write(answer, name, stream, make_console(stream, width=width))
    return stream.getvalue()


def complaint(error: EmbreplError, width: int = 100) -> str:
    """Return an error as a person sees it, without colour."""
    stream = io.StringIO()
    make_console(stream, width=width).print(draw_error(error))
    return stream.getvalue()


@contextmanager
def talking(home: Path) -> Iterator[Talk]:
    """Yield a session that keeps all its files below `home`, for fixtures that outlive a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home / name.lower()))
        session = Session(log=home / "worker.log")
        try:
            yield Talk(session)
        finally:
            session.close()


def quoted(text: str) -> str:
    """Return a text as one token of a line."""
    return '"' + text.replace('"', '""') + '"'
