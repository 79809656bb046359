"""Pieces of text to ids in the store, batch by batch: memory depends on the batch, not on the corpus.

Axes: C characters of a batch, T its tokens, V types.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.characters import Characters
from embrepl.corpus.formats import SHORTEST, Piece
from embrepl.corpus.language import SAMPLES, sample_lines
from embrepl.corpus.segmenter import Segmenter
from embrepl.corpus.tokeniser import Places, code_points, tokenise
from embrepl.corpus.vocabulary import Counts, Hasher, Vocabulary
from embrepl.corpus.writing import StoreWriter

BATCH = SHORTEST  # characters, so a long piece is a batch; measured: 2^17 to 2^20 are equal, 2^22 takes twice as long
SEPARATOR = "\n"


class Indexer:
    """Gathers pieces into batches and appends their tokens to a store.

    `documents` counts the documents begun, `han` the Han tokens, `samples` shows lines of segmented Chinese.
    """

    def __init__(self, case: str, writer: StoreWriter) -> None:
        self.writer = writer
        self.documents = 0
        self.han = 0
        self.samples: list[str] = []
        self._characters = Characters(case)
        self._segmenter = Segmenter()
        self._hasher = Hasher(self._characters)
        self._vocabulary = Vocabulary(self._characters)
        self._batch: list[Piece] = []
        self._length = 0

    def add(self, piece: Piece) -> bool:
        """Take a piece; return whether that filled a batch, which is then done."""
        self.documents += piece.begins
        self._batch.append(piece)
        self._length += len(piece.text) + 1
        if self._length < BATCH:
            return False
        self.flush()
        return True

    def flush(self) -> None:
        """Turn the waiting pieces into tokens and append them to the store."""
        text, begins = _joined(self._batch, first=not self.writer.documents)
        self._batch, self._length = [], 0
        points = code_points(text)  # (C,)
        tokens = tokenise(points, self._characters, self._segmenter)
        ids = self._vocabulary.add(text, tokens, *self._hasher(text, points, tokens))  # (T,)
        self.han += tokens.han
        if tokens.han and len(self.samples) < SAMPLES:
            self.samples = [*self.samples, *sample_lines(text, tokens)][:SAMPLES]
        encoded = text.encode("utf-8", "replace")
        documents = np.searchsorted(tokens.starts, np.array(begins, np.int64))
        self.writer.append(encoded, ids, byte_places(encoded, len(text), tokens.starts), documents)

    def finish(self) -> tuple[str, list[str], Counts]:
        """Write the vocabulary; return the content hash, then words and counts, most frequent first. (V,), (V,)."""
        ranked = self._vocabulary.ranked()
        words = [self._vocabulary.words[number] for number in ranked.tolist()]
        counts: NDArray[np.int64] = self._vocabulary.counts[ranked]
        return self.writer.finish(words, counts, ranked), words, counts


def byte_places(encoded: bytes, characters: int, places: Places) -> Places:
    """Turn places of characters into places of bytes in the UTF-8 text. (T,) → (T,)."""
    if len(encoded) == characters:
        return places
    leading = np.flatnonzero((np.frombuffer(encoded, np.uint8) & 0xC0) != 0x80)  # (C,)
    return leading[places]


def _joined(pieces: Sequence[Piece], *, first: bool) -> tuple[str, list[int]]:
    """Join pieces, a line feed before every document but the very first; return also where documents begin."""
    parts: list[str] = []
    begins: list[int] = []
    length = 0
    for piece in pieces:
        if piece.begins:
            if not first:
                parts.append(SEPARATOR)
                length += 1
            begins.append(length)
            first = False
        parts.append(piece.text)
        length += len(piece.text)
    return "".join(parts), begins
