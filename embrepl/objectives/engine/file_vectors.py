"""Vectors read from a file, for the words of a text: how far reading is, how many words have one, and which have none.

Axes: V words, D dimensions.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embrepl.errors import EmbreplError
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import Reporter
from embrepl.space import external
from embrepl.space.external import Matches
from embrepl.space.formats.vectors import Keep, WordVectors
from embrepl.space.manifest import MANIFEST, read_manifest
from embrepl.space.plausibility import mild
from embrepl.system import memory

NAMED = 10  # words without a vector that are named
TRIAL_SECONDS = 0.2  # seconds of reading, twice, by which the time for all of it is estimated
HELD = 1 << 26  # bytes that reading takes beside the vectors


@dataclass(frozen=True)
class FileVectors:
    """The words that have a vector, what to report of them, and the most frequent of those without one.

    `stopped`: how far reading came when it was stopped.
    """

    matched: Matches
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    figures: dict[str, float]
    stopped: str = ""


@dataclass
class ReadProgress:
    """Passes a reader's progress to a reporter, and the reporter's request to stop to the reader."""

    reporter: Reporter
    done: int = 0
    total: int = 1
    ended: bool = False

    def report(self, done: int, total: int) -> None:
        """Report how many bytes are read."""
        self.done, self.total = done, total
        self.reporter.progress("reading vectors", done, total, "bytes", {})

    def stopped(self) -> bool:
        """Whether to stop; the reader does so at once."""
        self.ended = self.ended or self.reporter.stopped()
        return self.ended

    @property
    def far(self) -> str:
        """How far reading came when it was stopped; nothing where it was not."""
        return f"{100 * self.done / max(1, self.total):.0f} % of the file" if self.ended else ""


def vectors_of(
    path: Path, text: Text, words: tuple[str, ...], report: Reporter, others: str, encoding: str
) -> FileVectors:
    """Read the vectors of V words; `others` says what becomes of those that have none. Raises as `formats.read` does.

    `encoding`: of the words in the file, "" where it is not named. Stopped before any was read it raises `stopped`.
    """
    progress = ReadProgress(report)
    vectors = read_file(path, external.any_case(words), None, progress, encoding or None)
    matched = external.match(words, vectors)
    counts = text.counts
    share = float(counts[matched.rows].sum() / max(1, len(text.ids)))
    lacking = np.ones(len(words), np.bool_)
    lacking[matched.rows] = False
    missing = tuple(words[row] for row in np.flatnonzero(lacking)[:NAMED].tolist())
    sentence = f"{len(matched.rows):,} of {len(words):,} words, {100 * share:.1f} % of the text, have a vector"
    sentence += f" in {_name_of(path)}"
    notes = [f"{sentence}; {others}." if missing else f"{sentence}."]
    if matched.other_case:
        notes.append(f"{matched.other_case:,} of them have it under another case.")
    figures = {"words_found": len(matched.rows), "words_wanted": len(words), "share_of_text": share,
               "words_by_other_case": matched.other_case}  # fmt: skip
    notes += [*vectors.notes, *mild(vectors.words, vectors.matrix)]
    return FileVectors(matched, tuple(notes), missing, {key: float(each) for key, each in figures.items()},
                 progress.far)  # fmt: skip


def read_file(
    path: Path, keep: Keep, most: int | None, progress: ReadProgress, encoding: str | None = None
) -> WordVectors:
    """Return a file's words and vectors. Raises `stopped` where reading ended before there was any."""
    progress.report(0, path.stat().st_size if path.is_file() else 1)
    try:
        return external.read(path, keep, most, progress.report, progress.stopped, encoding)
    except EmbreplError as error:
        if progress.ended and error.code == "no-vectors":
            raise EmbreplError("stopped", "Reading was stopped before there was any vector.", "") from error
        raise


def estimate(path: Path, words: int, keep: Keep, encoding: str) -> tuple[float, int]:
    """Return about how many seconds and bytes it takes to read the vectors of so many words at most.

    The beginning is read twice: once passing over all words, and once keeping those of the text, of which a file
    that is ordered by frequency has more there than further on.
    """
    passing, reading = (_time_reading(path, wanted, encoding) for wanted in (lambda _: False, keep))
    seconds = reading.seconds
    if reading.share < 1:
        over = passing.seconds / passing.share
        rest = reading.seconds - over * (reading.share if passing.progressed else 1.0)
        seconds = over + max(0.0, rest) / max(1, reading.rows) * min(words, reading.rows / reading.share)
    shape = external.inspect(path, encoding or None)
    size = min(words, shape.bytes // shape.dim)  # a number takes a byte at least
    return seconds, memory.resident() + HELD + 2 * 4 * size * shape.dim


@dataclass(frozen=True)
class _Timing:
    """A while of reading: its seconds, the share of the file, the rows kept, and whether there was any progress."""

    seconds: float
    share: float
    rows: int
    progressed: bool


def _time_reading(path: Path, keep: Keep, encoding: str) -> _Timing:
    clock, began, rows = time.perf_counter, time.perf_counter(), 0
    shares: list[tuple[float, float]] = []  # seconds, and the share taken from the file; the last part is not read yet

    def note(done: int, total: int) -> None:
        shares.append((clock() - began, done / max(1, total)))

    def overdue() -> bool:
        return clock() - began > TRIAL_SECONDS

    try:
        rows = len(external.read(path, keep, None, note, overdue, encoding or None).words)
    except EmbreplError as error:
        if error.code != "no-vectors":
            raise
    if overdue() and len(shares) > 1 and shares[-2][1] > 0:
        return _Timing(shares[-1][0], shares[-2][1], rows, progressed=True)
    return _Timing(clock() - began, 1.0, rows, bool(shares))


def _name_of(path: Path) -> str:
    """Return what a file of vectors, or a model's folder, is called in a sentence."""
    if (path / MANIFEST).is_file():
        return f"the model of `{read_manifest(path).recipe.get('command', 'train')}`"
    return path.name
