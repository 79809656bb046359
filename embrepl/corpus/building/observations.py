"""What the report on the corpus needs, gathered batch by batch: lines, broken encodings, equal documents.

A document's fingerprint is Σᵢ hash(tokenᵢ) · pⁱ in 64-bit arithmetic that wraps round, so that the parts of a
document that spans batches add up. Axes: C characters of a batch, T its tokens, F its files, K columns, N documents,
D documents that begin in a batch.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Points
from embrepl.corpus.words.hashing import Words64
from embrepl.corpus.words.tokeniser import Places

Numbers = NDArray[np.int64]
COLUMNS = ("tokens", "english", "han", "kana", "characters", "lines", "hyphens", "mojibake", "lost")
LINE_FEED, RETURN = 10, 13
HYPHEN_POINTS = np.array([0x2D, 0x2010], np.uint32)  # a soft one joins the lines
LOST = 0xFFFD
# UTF-8 read as Windows-1252: Â or Ã and one of these, â and € or a control character.
_AFTER = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
AFTER = np.array([*range(0x80, 0xC0), *map(ord, _AFTER)], np.uint32)
AFTER_E2 = np.array([0x20AC, 0x80], np.uint32)
MULTIPLIER = 0xBF58476D1CE4E5B9
RECORD = np.dtype([("fingerprint", "<u8"), ("tokens", "<i8")])
DOCUMENTS_AT_ONCE = 1 << 20  # documents compared at a time


@dataclass(frozen=True)
class Observations:
    """What one batch shows. `files`: number of each file in it; `opens`/`closes`: whether it begins/ends at a line end.

    `lead`, `lead_tokens`: fingerprint and length of what continues the document before; `fingerprints`, `lengths`:
    those of the documents begun.
    """

    files: Sequence[int]
    table: Numbers  # (F, K)
    opens: bool
    closes: bool
    lead: int
    lead_tokens: int
    fingerprints: Words64  # (D,)
    lengths: Numbers  # (D,)


class Fingerprints:
    """Fingerprints of stretches of tokens."""

    def __init__(self) -> None:
        self._powers = _powers(MULTIPLIER, 1), _powers(MULTIPLIER, 1)

    def __call__(self, hashes: Words64, begins: Numbers) -> Words64:
        """Return the fingerprints of the stretches that begin at `begins` and reach to the next. (T,), (D,) → (D,)."""
        powers, inverses = self._reached(hashes.size + 1)
        sums = np.zeros(hashes.size + 1, np.uint64)
        np.cumsum(hashes * powers[: hashes.size], out=sums[1:])
        ends = np.append(begins[1:], hashes.size)
        result: Words64 = (sums[ends] - sums[begins]) * inverses[begins]
        return result

    def _reached(self, length: int) -> tuple[Words64, Words64]:
        powers = self._powers  # taken once, for other threads may replace it
        if powers[0].size < length:
            reach = 1 << length.bit_length()
            powers = _powers(MULTIPLIER, reach), _powers(pow(MULTIPLIER, -1, 1 << 64), reach)
            self._powers = powers
        return powers


def observe(
    points: Points,
    high: Places,
    files: Sequence[tuple[int, int]],
    starts: Places,
    kinds: Sequence[NDArray[np.bool_]],
    returns: bool,
) -> tuple[Numbers, bool, bool]:
    """Count what is odd in the characters of a batch, per file; say whether it opens and closes with a line end.

    `high`: where characters are that are not ASCII; `files`: where each file begins and its number; `kinds`: which
    tokens are English function words, Han and kana; `returns`: whether there are carriage returns at all.
    (C,), …, F, (T,), three of (T,) → (F, K).
    """
    bounds = np.array([begin for begin, _ in files], np.int64)
    bounds[:1] = 0  # a separator that stands before the first
    feeds = np.flatnonzero((points == LINE_FEED) | (points == RETURN) if returns else points == LINE_FEED)
    ends = feeds[np.append(True, np.diff(feeds) > 1)] if feeds.size else feeds
    token_bounds = np.append(np.searchsorted(starts, bounds), starts.size)
    table = np.zeros((len(files), len(COLUMNS)), np.int64)
    table[:, 0] = np.diff(token_bounds)
    for column, kind in enumerate(kinds, 1):
        table[:, column] = _sums(kind, token_bounds)
    table[:, 4] = np.diff(np.append(bounds, points.size))
    for column, places in enumerate((ends, _hyphens(points, ends), _mojibake(points, high)), 5):
        table[:, column] = _by_file(places, bounds)
    table[:, 8] = _by_file(high[points[high] == LOST], bounds)
    last = points.size - 1
    return table, bool(feeds.size and feeds[0] == 0), bool(feeds.size and feeds[-1] == last)


def _sums(kind: NDArray[np.bool_], bounds: Places) -> Numbers:
    """Count what is True between each two bounds. (T,), (F + 1,) → (F,)."""
    if bounds.size == 2:  # one file, as mostly
        return np.array([np.count_nonzero(kind[bounds[0] :])])
    return np.diff(np.concatenate(([0], np.cumsum(kind)))[bounds])


def _by_file(places: Places, bounds: Places) -> Numbers:
    return np.diff(np.append(np.searchsorted(places, bounds), places.size))


def _hyphens(points: Points, ends: Places) -> Places:
    """Return the line ends after a hyphen that follows something else than a space, a hyphen or a line end."""
    ends = ends[ends > 1]
    before, far = points[ends - 1], points[ends - 2]
    return ends[np.isin(before, HYPHEN_POINTS) & ~np.isin(far, HYPHEN_POINTS) & (far > ord("/"))] if ends.size else ends


def _mojibake(points: Points, high: Places) -> Places:
    """Return where two characters stand that are most likely one, decoded wrongly."""
    high = high[high < points.size - 1]
    lead = points[high]
    latin = high[(lead == 0xC2) | (lead == 0xC3)]
    wide = high[lead == 0xE2]
    latin = latin[np.isin(points[latin + 1], AFTER)]
    wide = wide[np.isin(points[wide + 1], AFTER_E2)]
    return np.sort(np.concatenate((latin, wide)))


class Findings:
    """The observations of all batches: a table by file, and the fingerprints of documents in a file without a name."""

    def __init__(self, folder: Path) -> None:
        self.table: Numbers = np.zeros((16, len(COLUMNS)), np.int64)
        self._fingerprints: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 — closed by `close`
        self._documents = 0
        self._open = (0, 0)  # fingerprint and tokens of the last document
        self._closed = True
        self._last_file = 0

    def add(self, observations: Observations) -> None:
        """Take the observations of the next batch."""
        files = np.array(observations.files)
        if files.size:
            self._reach(int(files.max()) + 1)
            np.add.at(self.table, files, observations.table)
            lines = COLUMNS.index("lines")
            self.table[files[0], lines] -= observations.opens and self._closed
            self._closed, self._last_file = observations.closes, int(files[-1])
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
        return self.table[:files]

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


def _powers(base: int, length: int) -> Words64:
    powers = np.full(length, np.uint64(base))
    powers[:1] = 1
    return np.cumprod(powers)
