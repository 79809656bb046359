"""fastText's own format, .bin: words with counts, their rows, the rows of n-grams, and the output layer.

All little-endian: magic and version (int32); twelve int32 and a double, how it was trained; sizes of the dictionary
(3 int32, 2 int64) and its entries (the word's bytes, a zero, int64 count, int8 kind: 0 a word, 1 a label); then twice a
byte (1: quantised), int64 rows and columns, and rows of 32-bit floats: first the words' and behind them the buckets',
then the output's. As fasttext 0.9.2 and gensim 4.4 read and write it. Quantised models (.ftz) are refused.

The first files of fastText (2016) lack the magic number, the version, the last size, and the bytes before the matrices.

Axes: V words, H buckets of n-grams, D dimensions.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.formats.collecting import Collector
from embrepl.space.formats.content import Args, Content, RowSource, Subwords
from embrepl.space.formats.streams import HINT, Stream
from embrepl.space.formats.vectors import Wish, WordVectors, refusal
from embrepl.space.subwords import Ngrams
from embrepl.system.plain import open_plain

MAGIC, VERSIONS = 793712314, (11, 12)
_BEGIN = struct.Struct("<14id")  # magic, version, dim, ws, epoch, minCount, neg, wordNgrams, loss, model, bucket, …, t
_FIRST_BEGIN = struct.Struct("<12id")  # the same from dim on
_SIZES = struct.Struct("<3i2q")
_FIRST_SIZES = struct.Struct("<3iq")
_ENTRY = struct.Struct("<qb")
_MATRIX = struct.Struct("<?2q")
_FIRST_MATRIX = struct.Struct("<2q")
_CBOW, _SKIPGRAM, _SUPERVISED = 1, 2, 3
_NEGATIVE_SAMPLING, _UPDATE_RATE = 2, 100
_LONGEST = 1 << 16  # bytes of a word
_LONGEST_NGRAM = 100
_ROWS = 1_024
_NUMBERS_AT_ONCE = 1 << 22


@dataclass(frozen=True)
class FastTextModel:
    """A .bin file: its V words and counts, and its rows, mapped: the words' own (V, D), the buckets' (H, D), outputs.

    `outputs` is None where the file ends before them.
    """

    words: tuple[bytes, ...]
    counts: NDArray[np.int64]
    ngrams: Ngrams
    own: NDArray[np.float32]
    buckets: NDArray[np.float32]
    outputs: NDArray[np.float32] | None
    args: Args

    def vectors(self, ids: NDArray[np.int64], encoding: str = "utf-8") -> NDArray[np.float32]:
        """Return the vectors of some words, (R, D): means of a word's own row and those of its n-grams."""
        texts = [self.words[each].decode(encoding, "replace") for each in ids]
        sums = self.own[ids].astype(np.float64)
        counts = np.zeros(len(ids), np.int64)
        with np.errstate(invalid="ignore"):  # the caller leaves out rows that are not finite
            for first, last in pairwise(self.ngrams.groups(texts)):
                rows, offsets = self.ngrams.rows(texts[first:last])
                counts[first:last] = np.diff(offsets)
                if last - first == 1 and len(rows) > len(self.buckets):  # a long word, whose rows come again and again
                    sums[first] += np.bincount(rows, minlength=len(self.buckets)) @ self.buckets
                    continue
                for begin in range(0, len(rows), self._at_once):
                    self._add(sums[first:last], rows[begin : begin + self._at_once], np.maximum(offsets - begin, 0))
            mean: NDArray[np.float32] = (sums / (counts + 1)[:, None]).astype(np.float32)
        return mean

    @property
    def _at_once(self) -> int:
        """How many rows of n-grams are held at a time: a word may have millions."""
        return max(1, _NUMBERS_AT_ONCE // int(self.buckets.shape[1]))

    def _add(self, sums: NDArray[np.float64], rows: NDArray[np.int32], offsets: NDArray[np.int64]) -> None:
        """Add rows of n-grams (S,) to the sums of their words (R, D), of which the n-grams begin at `offsets`."""
        begins = np.minimum(offsets, len(rows))
        some = np.flatnonzero(np.diff(begins))
        sums[some] += np.add.reduceat(self.buckets[rows], begins[some], axis=0, dtype=np.float64)


def fits(head: bytes) -> bool:
    """Whether a file that begins so is of this format."""
    return _has_magic(head) or _is_first(head)


def _has_magic(head: bytes) -> bool:
    return head[:4] == struct.pack("<i", MAGIC)


def _is_first(head: bytes) -> bool:
    """Whether a file begins as the first ones of fastText did: all of its figures can be true."""
    if len(head) < _FIRST_BEGIN.size + _FIRST_SIZES.size:
        return False
    dim, window, epochs, min_count, negatives, word_ngrams, loss, kind, buckets, least, most, rate, sample = (
        _FIRST_BEGIN.unpack_from(head)
    )
    size, words, labels, tokens = _FIRST_SIZES.unpack_from(head, _FIRST_BEGIN.size)
    small = 0 < dim <= 1 << 14 and all(0 <= each < 1 << 16 for each in (window, epochs, negatives, word_ngrams))
    known = 1 <= loss <= 4 and kind in {_CBOW, _SKIPGRAM, _SUPERVISED}
    grams = (
        min_count >= 0 and buckets >= 0 and rate >= 0 and 0 <= least <= _LONGEST_NGRAM and 0 <= most <= _LONGEST_NGRAM
    )
    return small and known and grams and 0 <= sample <= 1 and 0 <= words <= size == words + labels and tokens >= 0


def dimensions(head: bytes, path: Path) -> int:
    """Return how many numbers a vector has, by the first bytes. Raises `damaged-vectors`."""
    if len(head) < _BEGIN.size:
        raise refusal(path, f"ends after {len(head):,} bytes, in the middle of its figures")
    dim = int(_BEGIN.unpack_from(head)[2] if _has_magic(head) else _FIRST_BEGIN.unpack_from(head)[0])
    if dim < 1:
        raise refusal(path, f"claims {dim} dimensions")
    return dim


def read(stream: Stream, wish: Wish) -> WordVectors:
    """Return the words and vectors. Raises `damaged-vectors`, `not-vectors` for quantised models, `no-vectors`."""
    if stream.packed:
        message = f"{stream.path} is a packed fastText model, which cannot be read from front to back."
        raise EmbreplError("not-vectors", message, "Unpack it first.")
    model = load(stream.path)
    collector = Collector(stream, model.own.shape[1], wish, "word")
    test = wish.test()
    wanted = np.array([at for at, word in enumerate(model.words) if test is None or test(word)], np.int64)
    for first in range(0, len(wanted), _ROWS):
        if wish.stopped():
            collector.note(f"reading was stopped after {first:,} of {len(wanted):,} words")
            break
        wish.progress(stream.size * first // len(wanted), stream.size)
        ids = wanted[first : first + _ROWS]
        collector.take([model.words[each] for each in ids], model.vectors(ids, wish.encoding), (ids + 1).tolist())
        if collector.full:
            break
    result = collector.result("fasttext")
    seen = dict(zip(reversed(model.words), reversed(model.counts.tolist()), strict=True))
    return replace(result, counts=np.array([seen[word.encode(wish.encoding)] for word in result.words], np.int64))


def load(path: Path) -> FastTextModel:
    """Open a model; its rows are mapped, not read. Raises as `read` does, before anything is allocated."""
    if path.is_file() and not path.stat().st_size:
        raise refusal(path, "is empty")
    with open_plain(path, HINT) as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _ModelParser(path, data).model()


class _ModelParser:
    """Goes through a file's bytes, and never beyond their end."""

    def __init__(self, path: Path, data: mmap.mmap) -> None:
        self._path, self._data, self._at = path, data, 0
        self._first = not _has_magic(data[:4])  # whether it is as the first files were

    def model(self) -> FastTextModel:
        """Return what the file holds."""
        begin = (MAGIC, VERSIONS[0], *self._unpack(_FIRST_BEGIN)) if self._first else self._unpack(_BEGIN)
        _, version, dim, window, epochs, min_count, negatives, _, _, kind, buckets, least, most, _, sample = begin
        if version not in VERSIONS:
            raise refusal(self._path, f"is of version {version} of fastText's format; 11 and 12 can be read", "")
        if version == 11 and kind == _SUPERVISED:
            most = 0  # those models have no n-grams
        if dim < 1 or buckets < 0 or least < 0 or not 0 <= most <= _LONGEST_NGRAM:
            raise refusal(self._path, f"claims {dim} dimensions, {buckets} buckets, n-grams of {least} to {most}")
        words, counts = self._dictionary()
        rows = self._matrix(dim)
        if len(rows) != len(words) + buckets:
            what = f"has {len(rows):,} rows for {len(words):,} words and {buckets:,} buckets of n-grams"
            raise refusal(self._path, what)
        ngrams, own = Ngrams(least, most, buckets, of_line_ends=self._first), len(words)
        return FastTextModel(
            words, counts, ngrams, rows[:own], rows[own:], self._outputs(dim),
            Args(window, epochs, min_count, negatives, kind == _CBOW, sample),
        )  # fmt: skip

    def _dictionary(self) -> tuple[tuple[bytes, ...], NDArray[np.int64]]:
        """Return the words and how often each was seen; labels are passed over."""
        size, words, labels, _, pruned = (*self._unpack(_FIRST_SIZES), -1) if self._first else self._unpack(_SIZES)
        if pruned > 0:
            raise self._quantised()
        left = len(self._data) - self._at
        if not (0 <= words <= size and labels == size - words) or size * (_ENTRY.size + 1) > left:
            raise refusal(self._path, f"promises {size:,} words and labels, and has {left:,} bytes left for all")
        entries = [self._entry() for _ in range(size)]
        if any(kind != (at >= words) for at, (_, _, kind) in enumerate(entries)):
            raise refusal(self._path, "has other numbers of words and labels than it claims")
        return tuple(word for word, _, _ in entries[:words]), np.array([count for _, count, _ in entries[:words]], "i8")

    def _entry(self) -> tuple[bytes, int, int]:
        end = self._data.find(b"\0", self._at, self._at + _LONGEST)
        if end < 0:
            raise refusal(self._path, f"has no end of the word at byte {self._at:,}")
        word = self._data[self._at : end]
        self._at = end + 1
        count, kind = self._unpack(_ENTRY)
        return word, count, kind

    def _matrix(self, dim: int) -> NDArray[np.float32]:
        """Return the rows that follow, mapped."""
        quantised, rows, columns = (False, *self._unpack(_FIRST_MATRIX)) if self._first else self._unpack(_MATRIX)
        if quantised:
            raise self._quantised()
        size, left = 4 * rows * columns, len(self._data) - self._at
        if rows < 0 or columns != dim or size > left:
            what = f"promises {rows:,} rows of {columns:,} numbers, {dim:,} belong in one, and has {left:,} bytes left"
            raise refusal(self._path, what)
        begin, self._at = self._at, self._at + size
        if not rows:
            return np.zeros((0, dim), np.float32)
        return np.memmap(self._path, "<f4", "r", begin, (rows, columns))

    def _outputs(self, dim: int) -> NDArray[np.float32] | None:
        try:
            return self._matrix(dim)
        except EmbreplError:
            return None

    def _unpack(self, what: struct.Struct) -> tuple[Any, ...]:
        if self._at + what.size > len(self._data):
            raise refusal(self._path, f"ends after {len(self._data):,} bytes, in the middle of its figures")
        collector = what.unpack_from(self._data, self._at)
        self._at += what.size
        return collector

    def _quantised(self) -> EmbreplError:
        message = f"{self._path} is a quantised fastText model, whose vectors are not kept as they were."
        return EmbreplError("not-vectors", message, "Name the .bin that it was made from.")


def counts_by_rank(words: int) -> NDArray[np.int64]:
    """Return counts for V words in order of frequency that nobody has counted, (V,): V / rank, as by Zipf's law."""
    return words // np.arange(1, words + 1, dtype=np.int64)


def blocks(content: Content) -> Iterator[bytes]:
    """Yield the bytes of a file; without n-grams each word's vector is its own row, and there are no buckets.

    No count is below 1, nor below the least count that the file claims.
    """
    words, dim = content.words, content.matrix.shape[1]
    counts = np.maximum(content.counts, 1)
    parts = content.subwords or Subwords(Ngrams(0, 0, 0), content.matrix, np.zeros((0, dim), np.float32))
    ngrams, args = parts.ngrams, parts.args
    least = min(args.min_count if content.subwords else 1, int(counts.min()))
    yield _BEGIN.pack(
        MAGIC, VERSIONS[-1], dim, args.window, args.epochs, least, args.negatives, 1, _NEGATIVE_SAMPLING,
        _CBOW if args.cbow else _SKIPGRAM, ngrams.buckets, ngrams.least, ngrams.most, _UPDATE_RATE, args.sample,
    )  # fmt: skip
    yield _SIZES.pack(len(words), len(words), 0, int(counts.sum()), -1)
    yield b"".join(
        b"%b\0%b" % (word, _ENTRY.pack(count, 0)) for word, count in zip(words, counts.tolist(), strict=True)
    )
    yield _MATRIX.pack(False, len(words) + len(parts.buckets), dim)
    yield from _rows(parts.own)
    yield from _rows(parts.buckets)
    yield _MATRIX.pack(False, len(words), dim)
    yield from _rows(np.zeros((len(words), dim), np.float32) if parts.outputs is None else parts.outputs)


def _rows(matrix: RowSource) -> Iterator[bytes]:
    for first in range(0, len(matrix), _ROWS):
        yield np.ascontiguousarray(matrix[first : first + _ROWS], "<f4").tobytes()
