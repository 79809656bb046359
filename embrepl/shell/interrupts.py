"""Ctrl-C outside the prompt."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

from embrepl.session import Session


@contextlib.contextmanager
def counting_interrupts(session: Session) -> Iterator[None]:
    """Have Ctrl-C counted by the session instead of raised wherever the program happens to be."""
    before = signal.signal(signal.SIGINT, lambda *_: session.interrupts.press())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
