"""The words and vectors of a file as they are read: the good ones kept, the bad ones left out and counted.

Axes: R rows that come at a time, V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.formats.streams import Stream
from embrepl.space.formats.vectors import Wish, WordVectors

_NAMED = 3  # bad places of each kind that are named
_GROWTH = 32  # times that room for rows grows at most, so that no file can ask for too much


class Collector:
    """Takes rows of D numbers and their words; `noun` is what a row is called, a line or a word."""

    def __init__(self, stream: Stream, dim: int, wish: Wish, noun: str) -> None:
        self._stream, self._path, self._wish, self._noun = stream, stream.path, wish, noun
        self._words: dict[str, None] = {}
        self._store = np.empty((0, dim), np.float32)
        self._bad: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._notes: list[str] = []
        self._undecoded: list[bytes] = []
        self._test = wish.test()

    def __len__(self) -> int:
        return len(self._words)

    @property
    def full(self) -> bool:
        """Whether all that was asked for is there."""
        return self._wish.enough(len(self._words))

    def bad(self, place: int, why: str, kind: str = "left out") -> None:
        """Note that the row at a place (the first is 1) is left out."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        if self._counts[kind] <= _NAMED:
            self._bad.setdefault(kind, []).append(f"{self._noun} {place:,} {why}")

    def note(self, text: str) -> None:
        """Note something that a person should know of the file."""
        self._notes.append(text)

    def take(self, words: Sequence[bytes], matrix: NDArray[np.float32], places: Sequence[int]) -> None:
        """Keep those of R words that are new, readable and finite, with their rows of `matrix` (R, D)."""
        finite: list[bool] = np.all(np.isfinite(matrix), axis=1).tolist()
        rows: list[int] = []
        for row, raw in enumerate(words):
            if self.full:
                break
            if self._is_good(raw, finite[row], places[row]):
                rows.append(row)
        self._keep(matrix if len(rows) == len(matrix) else matrix[rows])

    def _keep(self, rows: NDArray[np.float32]) -> None:
        """Copy rows behind those that are there; room is made by how much of the file is read, and seldom twice.

        Memory that is never written to is never taken.
        """
        have = len(self._words) - len(rows)
        if len(self._words) > len(self._store):
            share = max(1 / _GROWTH, self._stream.done / max(self._stream.size, 1))
            store = np.empty((int(len(self._words) / share * 1.1) + 1, rows.shape[1]), np.float32)
            store[:have] = self._store[:have]
            self._store = store
        self._store[have : len(self._words)] = rows

    def _is_good(self, raw: bytes, finite: bool, place: int) -> bool:
        try:
            word = raw.decode(self._wish.encoding)
        except UnicodeDecodeError:
            self.bad(place, f"has a word that is not {self._wish.encoding.upper()}, {ascii(raw[:40])[1:]}")
            self._undecoded.append(raw)
            return False
        if self._test is not None and not self._test(raw):
            return False
        if not finite:
            self.bad(place, f"('{word[:40]}') holds NaN or infinity")
            return False
        if word in self._words:
            self.bad(place, f"repeats '{word[:40]}'", "left out, the first of each is kept")
            return False
        self._words[word] = None
        return True

    def result(self, kind: str) -> WordVectors:
        """Return what was kept. Raises `no-vectors` where that is nothing."""
        notes = [*self._sentences(), *self._notes, *self._other_encoding()]
        if not self._words:
            raise self._no_vectors(notes)
        return WordVectors(tuple(self._words), self._store[: len(self._words)], tuple(notes), kind)

    def _sentences(self) -> list[str]:
        """Return a sentence on each kind of bad row."""
        notes = []
        for kind, places in self._bad.items():
            count = self._counts[kind]
            more = f"; and {count - len(places):,} more" if count > len(places) else ""
            notes.append(f"{count:,} {self._noun}{'' if count == 1 else 's'} {kind}: {'; '.join(places)}{more}")
        return notes

    def _other_encoding(self) -> Iterator[str]:
        """Yield the advice to name the encoding, where words do not fit it, with how the first of them would read."""
        if not self._undecoded:
            return
        first = next((word for raw in self._undecoded if (word := _as_latin(raw))), None)
        reads = f": as latin-1 the first is '{first[:40]}'" if first else ""
        count, total = len(self._undecoded), len(self._undecoded) + len(self._words)
        wrong = f"{count:,} of {total:,} words {'is' if count == 1 else 'are'} not {self._wish.encoding.upper()}"
        yield f"{wrong}; `open FILE --encoding NAME` reads them in another{reads}"

    def _no_vectors(self, notes: list[str]) -> EmbreplError:
        more = f" ({'. '.join(notes)})" if notes else ""
        if self._wish.keep is not None:
            message = f"{self._path} has none of the wanted words{more}."
            return EmbreplError("no-vectors", message, "Is it of the same language, and written in the same case?")
        return EmbreplError("no-vectors", f"{self._path} has no words with vectors{more}.", "Check the file.")


def _as_latin(raw: bytes) -> str:
    """Return bytes as Latin-1, where that gives a word of letters."""
    word = raw.decode("latin-1")
    return word if word.replace("'", "").replace("-", "").isalpha() else ""
