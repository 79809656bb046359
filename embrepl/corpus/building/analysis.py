"""One batch of text turned into arrays: tokens, their hashes, their places, and observations for the report.

Nothing here depends on other batches, so several may be at work at once; NumPy lets go of the interpreter while it
works on arrays, so threads are enough. Axes: C characters of a batch, T its tokens, D documents that begin in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.examining.observations import Fingerprints, Observations, letter_counts, observe
from embrepl.corpus.building.examining.spoken import FunctionWords
from embrepl.corpus.building.headings import Heading, heading_lines
from embrepl.corpus.reading.documents import Piece
from embrepl.corpus.words.aliases import Aliases
from embrepl.corpus.words.characters import Characters, Points
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.edges import Places
from embrepl.corpus.words.hashing import Hasher, Words64
from embrepl.corpus.words.tokeniser import Tokens, tokenise
from embrepl.corpus.words.vocabulary import Ids, Vocabulary

SEPARATOR = "\n"
ASCII = 0x80
FEW = 6  # places in a text of which each of 64 characters has one at most are looked up one by one
Mask = NDArray[np.bool_]
NOWHERE: Places = np.empty(0, np.int64)


@dataclass(frozen=True)
class TextBatch:
    """Pieces of text joined: where documents begin in it, and where files begin and which they are.

    `headed`: whether headings of chapters may be in it.
    """

    text: str
    begins: Sequence[int]
    files: Sequence[tuple[int, int]]
    headed: bool = False


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
    """Turns batches into arrays; `aliases` are the names that count as others."""

    def __init__(self, characters: Characters, segmenter: Segmenter, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._characters = characters
        self._segmenter = segmenter
        self._hasher = Hasher(characters)
        self.aliases = Aliases(segmenter.aliases, characters, self._hasher)
        vocabulary.reserve(self.aliases.wholes, *self._hasher(self.aliases.wholes))
        self._fingerprints = Fingerprints()
        self._spoken = FunctionWords(self._hashes)

    def __call__(self, batch: TextBatch) -> Analysis:
        """Find, hash and place the tokens of a batch."""
        tokens = tokenise(batch.text, self._characters, self._segmenter)
        points = tokens.original
        first, second = self._hasher(tokens)
        self.aliases.replace(first, second)
        begins = np.array(batch.begins, np.int64)
        documents = np.searchsorted(tokens.places, begins)
        encoded = batch.text.encode("utf-8", "replace")
        high = np.flatnonzero(points >= ASCII) if len(encoded) > points.size else NOWHERE
        starts = byte_places(points, high, tokens.places)
        observations = self._observe(batch, points, high, tokens, first, documents)
        ids = self._vocabulary.find(first, second)
        headings = _headings(batch, points, high, tokens) if batch.headed else []
        begins = byte_places(points, high, begins)
        return Analysis(tokens, first, second, ids, encoded, starts, documents, begins, observations, headings)

    def _observe(
        self, batch: TextBatch, points: Points, high: Places, tokens: Tokens, first: Words64, documents: Places
    ) -> Observations:
        seen = observe(points, high, batch.files, tokens.places, _scripts(tokens), "\r" in batch.text)
        bounds = np.searchsorted(tokens.places, [begin for begin, _ in batch.files])
        spoken = self._spoken.count(first, np.append(bounds * (np.arange(bounds.size) > 0), first.size))
        letters = letter_counts(points, high) if tokens.han and self._characters.options.han == "keep" else None
        begins = np.append(0, documents)
        lengths = np.diff(np.append(begins, first.size))
        fingerprints = self._fingerprints(first, begins)
        files = [number for _, number in batch.files]
        return Observations(
            files, seen, spoken, letters, int(fingerprints[0]), int(lengths[0]), fingerprints[1:], lengths[1:]
        )

    def _hashes(self, words: Sequence[str]) -> Words64:
        """Return the hashes of some words, which are tokens each."""
        first, _ = self._hasher(tokenise("\n".join(words), self._characters, self._segmenter))
        return first


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


def joined(pieces: Sequence[tuple[Piece, int]], *, first: bool, headed: bool = False) -> TextBatch:
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
    return TextBatch("".join(parts), begins, files, headed)


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
    if places.size < max(high.size, points.size >> FEW):
        few: Places = places + before[np.searchsorted(high, places)]
        return few
    if high.size < places.size >> 3:
        bounds = np.concatenate(([0], np.searchsorted(places, high, side="right"), [places.size]))
        return places + np.repeat(before, np.diff(bounds))
    passed = np.zeros(points.size + 1, np.int64)
    passed[high + 1] = extra[1:]
    result: Places = places + np.cumsum(passed)[places]
    return result


def _scripts(tokens: Tokens) -> tuple[Mask, ...]:
    """Return which tokens begin with a Han character, with kana, Hangul, a Thai and a Hebrew letter. Five of (T,)."""
    letters = tokens.points[tokens.starts]
    none = np.zeros(letters.size, np.bool_)
    highest = letters.max(initial=0)
    if highest < 0x0590:
        return none, none, none, none, none
    hebrew, thai = (letters >= 0x05D0) & (letters <= 0x05EA), (letters >= 0x0E00) & (letters <= 0x0E7F)
    if highest < 0x3000:
        return none, none, none, thai, hebrew
    kana = (letters >= 0x3041) & (letters <= 0x30FF)
    hangul = (letters >= 0xAC00) & (letters <= 0xD7A3)
    han = (letters >= 0x3400) & (letters <= 0x9FFF) | (letters >= 0x20000) & (letters <= 0x3FFFD)
    return han | (letters >= 0xF900) & (letters <= 0xFAFF), kana, hangul, thai, hebrew
