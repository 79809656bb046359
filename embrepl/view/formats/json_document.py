"""One JSON document for all answers: the answer itself where there is one, an array where there are several."""

from __future__ import annotations

from typing import TextIO


class JsonDocument:
    """The document that is being written; the first answer is held back until it is known whether another follows."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first: str | None = None  # that is held back
        self._several = False

    def add(self, answer: str) -> None:
        """Add an answer, as JSON."""
        if self._first is None and not self._several:
            self._first = answer
            return
        if self._first is not None:
            self._stream.write(f"[\n{self._first}")
            self._first, self._several = None, True
        self._stream.write(f",\n{answer}")

    def end(self) -> None:
        """Write what is left; the next answer begins another document."""
        first, several = self._first, self._several
        self._first, self._several = None, False
        if first is not None:
            self._stream.write(f"{first}\n")
        elif several:
            self._stream.write("\n]\n")
