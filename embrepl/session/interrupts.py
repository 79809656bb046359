"""Presses of Ctrl-C outside the prompt, and signals that end the program."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


class Ended(SystemExit):
    """The program was asked to end by a signal; its status is 128 and the signal's number, as shells have it."""

    def __init__(self, signal: int) -> None:
        super().__init__(128 + signal)


class Interrupts:
    """Counts presses of Ctrl-C: the signal handler adds to them, the waiting session takes them."""

    def __init__(self) -> None:
        self.count = 0
        self._raises = self._raisable = False
        self._taken = 0

    def press(self) -> None:
        """Ctrl-C was pressed."""
        self.count += 1
        if self._raises:
            self._raises = False  # one press ends what can be ended; the next may come while that is cleared away
            raise KeyboardInterrupt

    def lost(self) -> None:
        """A press was raised where Python drops it, as while it clears something away: the next one raises."""
        self._raises = self._raisable

    @contextlib.contextmanager
    def raised(self) -> Iterator[None]:
        """Let the first press within this block raise KeyboardInterrupt; to be caught around the block."""
        try:
            self._raises = self._raisable = True
            yield
        finally:
            self._raises = self._raisable = False

    def take(self) -> int:
        """Return how often it was pressed since the last call."""
        new = self.count - self._taken
        self._taken += new
        return new
