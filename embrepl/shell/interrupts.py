"""Ctrl-C outside the prompt, and the signals by which a system ends a program."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import TextIO

from embrepl.session.interrupts import Ended
from embrepl.session.session import Session

ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")  # those that the system has


@contextlib.contextmanager
def counting_interrupts(session: Session) -> Iterator[None]:
    """Make the session count Ctrl-C, instead of raising it wherever the program happens to be."""
    before = signal.signal(signal.SIGINT, lambda *_: session.interrupts.press())
    hook = sys.unraisablehook

    def unraisable(dropped: sys.UnraisableHookArgs) -> None:
        if dropped.exc_type is KeyboardInterrupt:
            session.interrupts.lost()
        else:
            hook(dropped)

    sys.unraisablehook = unraisable
    try:
        yield
    finally:
        sys.unraisablehook = hook
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def ending_in_order() -> Iterator[None]:
    """Let a signal that ends the program raise `Ended`, so that the terminal and the folders are left in order.

    The second such signal ends it as usual, whatever is left to do.
    """
    signals = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in signals}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def end(number: int, _: FrameType | None) -> None:
        restore()
        raise Ended(number)

    for number, handler in before.items():
        if handler != signal.SIG_IGN:  # as nohup has it
            signal.signal(number, end)
    try:
        yield
    finally:
        restore()


def lines_of(stream: TextIO, session: Session) -> Iterator[str]:
    """Yield the lines of a stream; Ctrl-C while waiting for one raises KeyboardInterrupt."""
    while True:
        with session.interrupts.raised():
            line = stream.readline()
        if not line:
            return
        yield line
