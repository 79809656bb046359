"""One batch of text turned into arrays: ids of its tokens, their places, and observations for the report.

Nothing here but the ids depends on other batches, so several processes may be at work at once.
Axes: C characters of a batch, T its tokens, D documents that begin in it, W words not known before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.examining.language import SAMPLES, sample_lines
from embrepl.corpus.building.examining.observations import Fingerprints, Observations, letter_counts, observe
from embrepl.corpus.building.examining.spoken import FunctionWords
from embrepl.corpus.building.headings import Heading, heading_lines
from embrepl.corpus.building.phrases import without_neighbour
from embrepl.corpus.reading.documents import Piece
from embrepl.corpus.words.aliases import Aliases
from embrepl.corpus.words.characters import Characters, Points
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.edges import Places
from embrepl.corpus.words.hashing import Hasher, Words64
from embrepl.corpus.words.tokeniser import Tokens, tokenise
from embrepl.corpus.words.vocabulary import Ids, NewWords, Vocabulary, new_words

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

    `ids` are those of a vocabulary; what it does not know has ~0, ~1 … for the first, second … of `fresh`. `starts` are
    byte offsets in the text; `documents` are the tokens that begin one, `begins` the bytes. `headings` count documents,
    bytes and tokens from the beginning of the batch. `alone`: tokens without a neighbour before them, where phrases are
    looked for; `han`, `traditional`, `addresses`: how many; `samples`: lines of segmented Chinese; `aliases`: those
    that are met.
    """

    ids: Ids  # (T,)
    fresh: NewWords
    starts: Places  # (T,)
    documents: Places  # (D,)
    begins: Places  # (D,)
    observations: Observations
    headings: Sequence[Heading]
    alone: Mask | None  # (T,)
    han: int
    traditional: int
    addresses: int
    has_spaceless: bool
    samples: Sequence[str]
    aliases: Places

    @property
    def done(self) -> bool:
        """Whether it is there, unlike one that was asked for."""
        return True

    def numbered(self, numbers: Ids) -> Ids:
        """Return the ids, with those of the words that were not known. (W,) → (T,)."""
        unknown = np.flatnonzero(self.ids < 0)
        ids = self.ids.copy()
        ids[unknown] = numbers.take(~ids[unknown])
        return ids


class Analyser:
    """Turns batches into arrays; ids are those of a vocabulary, which it only looks into."""

    def __init__(self, characters: Characters, segmenter: Segmenter, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._characters = characters
        self._segmenter = segmenter
        self._hasher = Hasher(characters)
        self._aliases = Aliases(segmenter.aliases, characters, self._hasher)
        self.reserve()
        self._fingerprints = Fingerprints()
        self._spoken = FunctionWords(self._hashes)

    def reserve(self) -> None:
        """Give the names that aliases count as their ids in the vocabulary, as no text may spell them."""
        wholes = self._aliases.wholes
        words, _ = new_words(wholes, np.arange(wholes.starts.size), *self._hasher(wholes), self._characters)
        self.vocabulary.number(words)

    def __call__(self, batch: TextBatch) -> Analysis:
        """Find, look up and place the tokens of a batch."""
        tokens = tokenise(batch.text, self._characters, self._segmenter)
        points = tokens.original
        first, second = self._hasher(tokens)
        aliases = self._aliases.replace(first, second)
        begins = np.array(batch.begins, np.int64)
        documents = np.searchsorted(tokens.places, begins)
        high = NOWHERE if batch.text.isascii() else np.flatnonzero(points >= ASCII)
        ids, fresh = self._look_up(tokens, first, second)
        return Analysis(
            ids,
            fresh,
            byte_places(points, high, tokens.places),
            documents,
            byte_places(points, high, begins),
            self._observe(batch, points, high, tokens, first, documents),
            _headings(batch, points, high, tokens) if batch.headed else [],
            without_neighbour(tokens) if self._characters.options.phrases else None,
            tokens.han,
            tokens.traditional,
            tokens.addresses,
            tokens.has_spaceless,
            list(islice(sample_lines(tokens), SAMPLES)) if tokens.han else [],
            aliases,
        )

    def _look_up(self, tokens: Tokens, first: Words64, second: Words64) -> tuple[Ids, NewWords]:
        ids = self.vocabulary.find(first, second)
        unknown = np.flatnonzero(ids < 0)
        fresh, which = new_words(tokens, unknown, first[unknown], second[unknown], self._characters)
        ids[unknown] = ~which
        return ids, fresh

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
