"""One batch of text turned into arrays: tokens, their hashes, their places, and observations for the report.

Nothing here depends on other batches, so several may be at work at once; NumPy lets go of the interpreter while it
works on arrays, so threads are enough. Axes: C characters of a batch, T its tokens, D documents that begin in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.headings import Heading, heading_lines
from embrepl.corpus.building.language import ENGLISH
from embrepl.corpus.building.observations import Fingerprints, Observations, observe
from embrepl.corpus.reading.documents import Piece
from embrepl.corpus.words.characters import Characters, Points
from embrepl.corpus.words.hashing import Hasher, Words64
from embrepl.corpus.words.segmenter import Segmenter
from embrepl.corpus.words.tokeniser import Places, Tokens, tokenise
from embrepl.corpus.words.vocabulary import Ids, Vocabulary

SEPARATOR = "\n"
ENGLISH_BITS = 12
ASCII = 0x80
NOWHERE: Places = np.empty(0, np.int64)


@dataclass(frozen=True)
class TextBatch:
    """Pieces of text joined: where documents begin in it, and where files begin and which they are."""

    text: str
    begins: Sequence[int]
    files: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Analysis:
    """A batch as arrays.

    `ids` are those known already, `starts` byte offsets in `encoded`; `documents` are the tokens that begin
    one, `begins` the bytes. `headings` count documents, bytes and tokens from the beginning of the batch.
    """

    tokens: Tokens
    first: Words64  # (T,)
    second: Words64  # (T,)
    ids: Ids  # (T,)
    encoded: bytes
    starts: Places  # (T,)
    documents: Places  # (D,)
    begins: Places  # (D,)
    observations: Observations
    headings: Sequence[Heading]


class Analyser:
    """Turns batches into arrays."""

    def __init__(self, characters: Characters, segmenter: Segmenter, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._characters = characters
        self._segmenter = segmenter
        self._hasher = Hasher(characters)
        self._fingerprints = Fingerprints()
        self._english = self._hashes(sorted(ENGLISH))

    def __call__(self, batch: TextBatch) -> Analysis:
        """Find, hash and place the tokens of a batch."""
        tokens = tokenise(batch.text, self._characters, self._segmenter)
        points = tokens.original
        first, second = self._hasher(tokens)
        begins = np.array(batch.begins, np.int64)
        documents = np.searchsorted(tokens.places, begins)
        encoded = batch.text.encode("utf-8", "replace")
        high = np.flatnonzero(points >= ASCII) if len(encoded) > points.size else NOWHERE
        starts = byte_places(points, high, tokens.places)
        observations = self._observe(batch, points, high, tokens, first, documents)
        ids = self._vocabulary.find(first, second)
        headings = _headings(batch, points, high, tokens)
        begins = byte_places(points, high, begins)
        return Analysis(tokens, first, second, ids, encoded, starts, documents, begins, observations, headings)

    def _observe(
        self, batch: TextBatch, points: Points, high: Places, tokens: Tokens, first: Words64, documents: Places
    ) -> Observations:
        kinds = (self._english[_slots(first)] == first, *_scripts(tokens))
        table, opens, closes = observe(points, high, batch.files, tokens.places, kinds, "\r" in batch.text)
        begins = np.append(0, documents)
        lengths = np.diff(np.append(begins, first.size))
        fingerprints = self._fingerprints(first, begins)
        files = [number for _, number in batch.files]
        return Observations(
            files, table, opens, closes, int(fingerprints[0]), int(lengths[0]), fingerprints[1:], lengths[1:]
        )

    def _hashes(self, words: Sequence[str]) -> Words64:
        """Return a table of the hashes of some words, each in its slot."""
        first, _ = self._hasher(tokenise(" ".join(words), self._characters, self._segmenter))
        table = np.zeros(1 << ENGLISH_BITS, np.uint64)
        table[_slots(first)] = first
        return table


def _headings(batch: TextBatch, points: Points, high: Places, tokens: Tokens) -> list[Heading]:
    """Return the lines that look like headings of chapters, counted from the beginning of the batch."""
    lines = list(heading_lines(batch.text, points))
    places = np.array([begin for begin, *_ in lines], np.int64)
    stops = np.array([end for _, end, *_ in lines], np.int64)
    numbers = zip(
        (np.searchsorted(batch.begins, places, side="right") - 1).tolist(),
        byte_places(points, high, places).tolist(),
        np.searchsorted(tokens.places, places).tolist(),
        np.searchsorted(tokens.places, stops).tolist(),
        strict=True,
    )
    return [
        Heading(*each, kind, number, batch.text[begin:end].strip())
        for each, (begin, end, kind, number) in zip(numbers, lines, strict=True)
    ]


def joined(pieces: Sequence[tuple[Piece, int]], *, first: bool) -> TextBatch:
    """Join pieces of numbered files, a line feed before every document but the very first."""
    parts: list[str] = []
    begins: list[int] = []
    files: list[tuple[int, int]] = []
    length = 0
    for piece, file in pieces:
        if piece.begins:
            if not first:
                parts.append(SEPARATOR)
                length += 1
            begins.append(length)
            first = False
        if not files or files[-1][1] != file:
            files.append((length, file))
        parts.append(piece.text)
        length += len(piece.text)
    return TextBatch("".join(parts), begins, files)


def byte_places(points: Points, high: Places, places: Places) -> Places:
    """Turn places of characters into places of bytes, where those at `high` take several. (C,), …, (T,) → (T,)."""
    if not high.size:
        return places
    wide = points[high]
    extra = np.ones(high.size + 1, np.int64)
    extra[0] = 0
    extra[1:] += (wide >= 0x800) & ~((wide >= 0xD800) & (wide < 0xE000))
    extra[1:] += wide >= 0x10000
    extra[1:] -= (wide >= 0xD800) & (wide < 0xE000)  # half a character: a question mark
    before = np.cumsum(extra)
    if high.size < places.size >> 3:
        bounds = np.concatenate(([0], np.searchsorted(places, high, side="right"), [places.size]))
        return places + np.repeat(before, np.diff(bounds))
    passed = np.zeros(points.size + 1, np.int64)
    passed[high + 1] = extra[1:]
    result: Places = places + np.cumsum(passed)[places]
    return result


def _slots(first: Words64) -> Places:
    return (first >> np.uint64(64 - ENGLISH_BITS)).astype(np.int64)


def _scripts(tokens: Tokens) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which tokens begin with a Han character, and which with kana. (T,), (T,)."""
    letters = tokens.points[tokens.starts]
    if not letters.size or letters.max() < 0x3000:
        none = np.zeros(letters.size, np.bool_)
        return none, none
    kana = (letters >= 0x3041) & (letters <= 0x30FF)
    han = (letters >= 0x3400) & (letters <= 0x9FFF) | (letters >= 0x20000) & (letters <= 0x3FFFD)
    return han | (letters >= 0xF900) & (letters <= 0xFAFF), kana
