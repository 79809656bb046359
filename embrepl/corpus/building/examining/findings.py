"""The observations of all batches, put together for the report on the corpus.

Axes: F files, K columns of the observations, L languages, P code points, N documents.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.examining.language import FUNCTION_WORDS, Scripts, language_by_shares
from embrepl.corpus.building.examining.observations import COLUMNS, MULTIPLIER, Numbers, Observations, P
from embrepl.corpus.building.examining.oddities import WORDS

RECORD = np.dtype([("fingerprint", "<u8"), ("tokens", "<i8")])
DOCUMENTS_AT_ONCE = 1 << 20  # documents compared at a time
MOST_FILES = 1_000  # whose odd words are kept
FEW_WORDS = 20  # words of a file below which nothing is said of its language


class Findings:
    """A table by file, its languages, letters and odd words, and the fingerprints of documents in a nameless file."""

    def __init__(self, folder: Path) -> None:
        self.table: Numbers = np.zeros((16, len(COLUMNS)), np.int64)
        self.languages: Counter[str] = Counter()
        self.letters: Numbers = np.zeros(P, np.int64)
        self.words: dict[tuple[int, str], list[str]] = {}
        self._spoken: Numbers | None = None  # of the last file
        self._fingerprints: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 — closed by `close`
        self._documents = 0
        self._open = (0, 0)  # fingerprint and tokens of the last document
        self._closed = True
        self._last_file = 0

    def add(self, observations: Observations) -> None:
        """Take the observations of the next batch."""
        files, seen = np.array(observations.files), observations.seen
        if files.size:
            self._reach(int(files.max()) + 1)
            np.add.at(self.table, files, seen.table)
            lines = COLUMNS.index("lines")
            self.table[files[0], lines] -= seen.opens and self._closed
            self._closed = seen.closes
            self._hear(observations)
        for file, name, word in seen.words:
            kept = self.words.setdefault((file, name), []) if len(self.words) < MOST_FILES else []
            if len(kept) < WORDS and word not in kept:
                kept.append(word)
        if observations.letters is not None:
            self.letters += observations.letters
        fingerprint, tokens = self._open
        self._open = (
            (fingerprint + pow(MULTIPLIER, tokens, 1 << 64) * observations.lead) % (1 << 64),
            tokens + observations.lead_tokens,
        )
        if observations.fingerprints.size:
            records = np.empty(observations.fingerprints.size, RECORD)
            records["fingerprint"][1:], records["tokens"][1:] = (
                observations.fingerprints[:-1],
                observations.lengths[:-1],
            )
            records[0] = self._open
            self._keep(records[0 if self._documents else 1 :])
            self._documents += records.size
            self._open = int(observations.fingerprints[-1]), int(observations.lengths[-1])

    def finish(self, files: int) -> Numbers:
        """Return the table by file, the last line and the last document counted. (files, K)."""
        self._reach(files)
        if not self._closed:
            self.table[self._last_file, COLUMNS.index("lines")] += 1
            self._closed = True
        self._keep(np.array([self._open], RECORD))
        if files:
            self._decide(self._last_file, self._spoken)
        return self.table[:files]

    def _hear(self, observations: Observations) -> None:
        """Count the languages of the files that a batch ends; the last one may go on."""
        for file, spoken in zip(observations.files, observations.spoken, strict=True):
            goes_on = self._spoken is not None and file == self._last_file
            if not goes_on:
                self._decide(self._last_file, self._spoken)
            self._spoken, self._last_file = spoken + self._spoken if goes_on else spoken, file

    def _decide(self, file: int, spoken: Numbers | None) -> None:
        counts = dict(zip(COLUMNS, self.table[file].tolist(), strict=True))
        tokens = counts["tokens"]
        if spoken is not None and tokens >= FEW_WORDS:
            shares = dict(zip(FUNCTION_WORDS, (spoken / tokens).tolist(), strict=True))
            scripts = Scripts(*(counts[name] / tokens for name in Scripts._fields))
            self.languages[language_by_shares(shares, scripts)] += 1

    def duplicates(self) -> tuple[int, int, int]:
        """Return how many documents, and tokens, stand in the text a second time, and how many documents are empty."""
        parts = 1 << max(0, (self._documents // DOCUMENTS_AT_ONCE).bit_length())
        shift = np.uint64(64 - (parts.bit_length() - 1))
        documents = tokens = empty = 0
        for part in range(parts):
            blocks = (block if parts == 1 else block[block["fingerprint"] >> shift == part] for block in self._blocks())
            records = np.concatenate(list(blocks))
            held = records["tokens"] > 0
            empty += int(records.size - held.sum())
            records = records[held]
            records = records[np.argsort(records["fingerprint"])]
            again = records["fingerprint"][1:] == records["fingerprint"][:-1]
            documents += int(again.sum())
            tokens += int(records["tokens"][1:][again].sum())
        return documents, tokens, empty

    def close(self) -> None:
        """Close the nameless file."""
        self._fingerprints.close()

    def _keep(self, records: NDArray[np.void]) -> None:
        self._fingerprints.write(records.tobytes())

    def _blocks(self) -> Iterator[NDArray[np.void]]:
        self._fingerprints.seek(0)
        while data := self._fingerprints.read(DOCUMENTS_AT_ONCE * RECORD.itemsize):
            yield np.frombuffer(data, RECORD)

    def _reach(self, files: int) -> None:
        if files > len(self.table):
            grown = np.zeros((max(files, 2 * len(self.table)), len(COLUMNS)), np.int64)
            grown[: len(self.table)] = self.table
            self.table = grown
