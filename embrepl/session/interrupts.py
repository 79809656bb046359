"""Presses of Ctrl-C outside the prompt."""

from __future__ import annotations


class Interrupts:
    """Counts presses of Ctrl-C: the signal handler adds to them, the waiting session takes them."""

    def __init__(self) -> None:
        self.count = 0
        self.raised = False  # whether a press raises KeyboardInterrupt, as it must where input is waited for
        self._taken = 0

    def press(self) -> None:
        """Ctrl-C was pressed."""
        self.count += 1
        if self.raised:
            raise KeyboardInterrupt

    def take(self) -> int:
        """Return how often it was pressed since the last call."""
        new = self.count - self._taken
        self._taken += new
        return new
