"""word2vec's binary format: `V D` on a line, then for each word its bytes, a space, D little-endian floats, a line end.

gensim leaves out the line end behind the floats; both ways are read everywhere.

Axes: V words, R of them at a time, D dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from embrepl.space.formats.collecting import Collector
from embrepl.space.formats.content import Content
from embrepl.space.formats.streams import Stream
from embrepl.space.formats.text import header
from embrepl.space.formats.vectors import Wish, WordVectors, refusal

_ROWS = 4_096
_LONGEST = 1 << 16  # bytes of a word


def fits(head: bytes) -> bool:
    """Whether a file that begins so is of this format."""
    return header.parse(head) is not None and not header.is_text(head)


def read(stream: Stream, wish: Wish) -> WordVectors:
    """Return the words and vectors. Raises `damaged-vectors` where the file is not as its header says, `no-vectors`."""
    total, dim, begin = header.read_header(stream, 4, wish)
    collector = Collector(stream, dim, wish, "word")
    records = _Records(stream, dim, total)
    for words, rows, first in records.blocks(begin, wish):
        matrix = np.frombuffer(b"".join(rows), "<f4").reshape(-1, dim).astype(np.float32)
        collector.take(words, matrix, first)
        if collector.full:
            return collector.result("word2vec-binary")
    if records.count < total:
        collector.note(
            f"the file ends after {records.count:,} of {total:,} words" + (stream.trouble and f": {stream.trouble}")
        )
    return collector.result("word2vec-binary")


def blocks(content: Content) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    words, matrix = content.words, content.matrix
    yield b"%d %d\n" % matrix.shape
    size = 4 * matrix.shape[1]
    for first in range(0, len(words), _ROWS):
        rows = np.ascontiguousarray(matrix[first : first + _ROWS], "<f4").tobytes()
        yield b"".join(
            b"%b %b\n" % (word, rows[at * size : (at + 1) * size])
            for at, word in enumerate(words[first : first + _ROWS])
        )


class _Records:
    """The words and rows of a file; `count` were there so far."""

    def __init__(self, stream: Stream, dim: int, total: int) -> None:
        self._stream, self._size, self._total = stream, 4 * dim, total
        self.count = 0

    def blocks(self, begin: int, wish: Wish) -> Iterator[tuple[list[bytes], list[bytes], list[int]]]:
        """Yield the words that are wanted, their floats' bytes, and their places in the file, the first being 1."""
        test = wish.test()
        data = b""
        for chunk in self._stream.blocks():
            data += chunk
            words: list[bytes] = []
            rows: list[bytes] = []
            places: list[int] = []
            at, begin = begin, 0
            while self.count < self._total and (space := data.find(b" ", at, at + _LONGEST)) >= 0:
                end = space + 1 + self._size
                if end > len(data):
                    break
                self.count += 1
                word = data[at:space].lstrip(b"\n")
                if test is None or test(word):
                    words.append(word)
                    rows.append(data[space + 1 : end])
                    places.append(self.count)
                at = end
            data = data[at:]
            if self.count < self._total and b" " not in data[:_LONGEST] and len(data) >= _LONGEST:
                raise refusal(self._stream.path, f"has no end of word {self.count + 1:,}", "Check the file.")
            yield words, rows, places
