"""Ctrl-C outside the prompt."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from typing import TextIO

from embrepl.session.session import Session


@contextlib.contextmanager
def counting_interrupts(session: Session) -> Iterator[None]:
    """Make the session count Ctrl-C, instead of raising it wherever the program happens to be."""
    before = signal.signal(signal.SIGINT, lambda *_: session.interrupts.press())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def lines_of(stream: TextIO, session: Session) -> Iterator[str]:
    """Yield the lines of a stream; Ctrl-C while waiting for one raises KeyboardInterrupt."""
    while True:
        session.interrupts.raised = True
        try:
            line = stream.readline()
        finally:
            session.interrupts.raised = False
        if not line:
            return
        yield line
