"""What the report on the corpus needs, gathered batch by batch: lines, broken encodings, equal documents.

A document's fingerprint is Σᵢ hash(tokenᵢ) · pⁱ in 64-bit arithmetic that wraps round, so that the parts of a
document that spans batches add up. Axes: C characters of a batch, T its tokens, F its files, K columns, N documents,
D documents that begin in a batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.examining.oddities import WORDS, odd_places, words_at
from embrepl.corpus.building.examining.variants import MISUSED, misused
from embrepl.corpus.words.characters import Points
from embrepl.corpus.words.edges import Places
from embrepl.corpus.words.hashing import Words64

Numbers = NDArray[np.int64]
COLUMNS = (
    "tokens",
    "han",
    "kana",
    "hangul",
    "thai",
    "hebrew",
    "characters",
    "lines",
    "hyphens",
    "garbled",
    "misplaced",
    "stray",
    "lost",
)
LINE_FEED, RETURN = 10, 13
HYPHEN_MINUS, HYPHEN = 0x2D, 0x2010  # a soft one joins the lines
LOST = 0xFFFD
P = 0x10000  # code points of which letters are counted
MOST_WORDS = 200  # of a batch
MULTIPLIER = 0xBF58476D1CE4E5B9


@dataclass(frozen=True)
class Seen:
    """What the characters of a batch show: a table by file, whether it begins and ends at a line end, and odd words.

    A word comes with the number of its file and the name of the column that it is counted in.
    """

    table: Numbers  # (F, K)
    opens: bool
    closes: bool
    words: Sequence[tuple[int, str, str]] = ()


@dataclass(frozen=True)
class Observations:
    """What one batch shows. `files`: number of each file in it; `spoken`: function words of the languages.

    `letters`: how often each character occurs, where that is wanted. `lead`, `lead_tokens`: fingerprint and length of
    what continues the document before; `fingerprints`, `lengths`: those of the documents begun.
    """

    files: Sequence[int]
    seen: Seen
    spoken: Numbers  # (F, L)
    letters: Numbers | None  # (P,)
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
        if self._powers[0].size < length:
            reach = 1 << length.bit_length()
            self._powers = _powers(MULTIPLIER, reach), _powers(pow(MULTIPLIER, -1, 1 << 64), reach)
        return self._powers


def observe(
    points: Points,
    high: Places,
    files: Sequence[tuple[int, int]],
    starts: Places,
    kinds: Sequence[NDArray[np.bool_]],
    returns: bool,
) -> Seen:
    """Count what is odd in the characters of a batch, per file.

    `high`: where characters are that are not ASCII; `files`: where each file begins and its number; `kinds`: which
    tokens are Han, kana, Hangul, Thai and Hebrew; `returns`: whether there are carriage returns at all.
    (C,), …, F, (T,), five of (T,).
    """
    bounds = np.array([begin for begin, _ in files], np.int64)
    bounds[:1] = 0  # a separator that stands before the first
    feeds = np.flatnonzero((points == LINE_FEED) | (points == RETURN) if returns else points == LINE_FEED)
    ends = feeds[np.append(True, np.diff(feeds) > 1)] if feeds.size else feeds
    token_bounds = np.append(np.searchsorted(starts, bounds), starts.size)
    odd = odd_places(points, high)
    table = np.zeros((len(files), len(COLUMNS)), np.int64)
    table[:, 0] = np.diff(token_bounds)
    for column, kind in enumerate(kinds, 1):
        table[:, column] = _sums(kind, token_bounds)
    table[:, 6] = np.diff(np.append(bounds, points.size))
    lost = high[points[high] == LOST]
    for column, places in enumerate((ends, _hyphens(points, ends), odd.garbled, odd.misplaced, odd.stray, lost), 7):
        table[:, column] = _by_file(places, bounds)
    last = points.size - 1
    words = [
        (files[file][1], name, word)
        for name, places in (("garbled", odd.garbled), ("misplaced", odd.misplaced), ("stray", odd.stray))
        for file, word in _words(points, places, bounds)
    ]
    return Seen(table, bool(feeds.size and feeds[0] == 0), bool(feeds.size and feeds[-1] == last), words)


def _words(points: Points, places: Places, bounds: Places) -> Iterator[tuple[int, str]]:
    """Yield some of the words that stand at places, with the file that each is in. (C,), (N,), (F,)."""
    if places.size:
        files = np.searchsorted(bounds, places, side="right") - 1
        fewer = np.flatnonzero(_rank_within(files) < WORDS)[:MOST_WORDS]
        yield from zip(files[fewer].tolist(), words_at(points, places[fewer]), strict=True)


def _rank_within(files: Places) -> Places:
    """Return the how manieth of its file each place is; `files` ascend. (N,) → (N,)."""
    begins = np.flatnonzero(np.append(True, files[1:] != files[:-1]))
    result: Places = np.arange(files.size) - np.repeat(begins, np.diff(np.append(begins, files.size)))
    return result


def letter_counts(points: Points, high: Places) -> Numbers:
    """Return how often each character of the basic plane occurs among those beyond ASCII. (C,), … → (P,).

    The first places, which are those of ASCII, hold how often each of MISUSED is so.
    """
    letters = points[high].clip(max=P - 1) if points.itemsize > 2 else points[high]
    counts = np.bincount(letters, minlength=P)
    counts[: len(MISUSED)] = [misused(points, high[letters == ord(letter)], letter) for letter in MISUSED]
    return counts


def _sums(kind: NDArray[np.bool_], bounds: Places) -> Numbers:
    """Count what is True between each two bounds. (T,), (F + 1,) → (F,)."""
    if bounds.size == 2:  # one file, as mostly
        return np.array([np.count_nonzero(kind[bounds[0] :])])
    return np.diff(np.concatenate(([0], np.cumsum(kind)))[bounds])


def _by_file(places: Places, bounds: Places) -> Numbers:
    if bounds.size == 1:  # one file, as mostly
        return np.array([places.size])
    return np.diff(np.append(np.searchsorted(places, bounds), places.size))


def _hyphens(points: Points, ends: Places) -> Places:
    """Return the line ends after a hyphen that follows something else than a space, a hyphen or a line end."""
    ends = ends[ends > 1]
    ends = ends[_are_hyphens(points[ends - 1])]
    far = points[ends - 2]
    return ends[~_are_hyphens(far) & (far > ord("/"))]


def _are_hyphens(points: Points) -> NDArray[np.bool_]:
    result: NDArray[np.bool_] = (points == HYPHEN_MINUS) | (points == HYPHEN)
    return result


def _powers(base: int, length: int) -> Words64:
    powers = np.full(length, np.uint64(base))
    powers[:1] = 1
    return np.cumprod(powers)
