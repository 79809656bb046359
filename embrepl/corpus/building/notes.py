"""The notes on files: where many files have the same to say, one note says it for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 20  # notes that are shown
MOST_KEPT = 1_000  # wordings
ALIKE = 3  # files from which on notes of the same wording are put together
VARIABLE = re.compile(
    r"'[^']*'|0x[0-9a-f]+|\d[\d,.]*|\b(?:is|are|was|were)\b|\b(bytes?|lines?|rows?|files?|texts?|objects?|values?|letters?)\b"
)


class FileNotes:
    """Notes by their wording, numbers and names in quotation marks aside."""

    def __init__(self) -> None:
        self._alike: dict[str, list[tuple[str, str]]] = {}
        self._files: dict[str, int] = {}
        self._further = 0

    def add(self, file: str, notes: list[str]) -> None:
        """Add what is said of one file."""
        for note in notes:
            wording = VARIABLE.sub(lambda match: (match[1] or "#").removesuffix("s"), note)
            if wording not in self._alike and len(self._alike) == MOST_KEPT:
                self._further += 1
                continue
            alike = self._alike.setdefault(wording, [])
            self._files[wording] = self._files.get(wording, 0) + 1
            if len(alike) < ALIKE:
                alike.append((file, note))

    def notes(self) -> list[str]:
        """Return the notes, each with its file, and how many there were more."""
        notes = list(self._notes())
        more = max(0, len(notes) - MOST) + self._further
        return notes[:MOST] + ([f"… and {more:,} more notes on files"] if more else [])

    def _notes(self) -> Iterator[str]:
        for wording, alike in self._alike.items():
            many = self._files[wording]
            if many < ALIKE:
                yield from (f"{file}: {note}" for file, note in alike)
            else:
                file, note = alike[0]
                yield f"{file}: {note}; the like in {many - 1:,} more files"
