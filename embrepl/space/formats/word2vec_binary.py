"""word2vec's binary format: `V D` on a line, then for each word its bytes, a space, D little-endian floats, a line end.

gensim leaves out the line end behind the floats; both ways are read everywhere. The format has no place for a word with
spaces, but programs write them: such a word is read where what follows its numbers shows where it ends.

Axes: V words, R of them at a time, D dimensions.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import chain

import numpy as np

from embrepl.space.formats.collecting import Collector
from embrepl.space.formats.content import Content
from embrepl.space.formats.streams import Stream
from embrepl.space.formats.text import header
from embrepl.space.formats.vectors import Wish, WordVectors, refusal
from embrepl.system.sizes import counted

_ROWS = 4_096
_LONGEST = 1 << 16  # bytes of a word
_AHEAD, _SHOWN = 1_024, 32  # bytes behind a word's numbers that are looked at where it has spaces; that show a word
_FIRST, _TINY, _LARGE = 8, 1e-12, 1e8  # floats that are looked at, and between what they are
_CONTROLS = bytes(range(32)) + b"\x7f"


def fits(head: bytes) -> bool:
    """Whether a file that begins so is of this format."""
    return header.parse(head) is not None and not header.is_text(head)


def read(stream: Stream, wish: Wish) -> WordVectors:
    """Return the words and vectors. Raises `damaged-vectors` where the file is not as its header says, `no-vectors`."""
    total, dim, begin = header.read_header(stream, 4, wish)
    collector = Collector(stream, dim, wish, "word")
    records = _Records(stream, dim, total, wish.encoding)
    for words, rows, first in records.blocks(begin, wish):
        matrix = np.frombuffer(b"".join(rows), "<f4").reshape(-1, dim).astype(np.float32)
        collector.take(words, matrix, first)
        if collector.full:
            break
    if records.count < total and not collector.full:
        collector.note(
            f"the file ends after {records.count:,} of {total:,} words" + (stream.trouble and f": {stream.trouble}")
        )
    if records.spaced:
        many, example = counted(records.many_spaced, "word"), records.spaced.decode(wish.encoding, "replace")
        said = "with spaces, which the format has no place for, read by what follows, such as"
        collector.note(f"{many} {said} '{example}'")
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
    """The words and rows of a file; `count` were there so far.

    A word ends at its first space, unless what follows its numbers is no line end and no word, and would be, were a
    later space the end of the word.
    """

    def __init__(self, stream: Stream, dim: int, total: int, encoding: str) -> None:
        self._stream, self._size, self._total, self._encoding = stream, 4 * dim, total, encoding
        self._ended: bool | None = None  # whether a line end follows the numbers, None before the first ones
        self.count = 0
        self.many_spaced, self.spaced = 0, b""  # how many words have spaces, and the first

    def blocks(self, begin: int, wish: Wish) -> Iterator[tuple[list[bytes], list[bytes], list[int]]]:
        """Yield the words that are wanted, their floats' bytes, and their places in the file, the first being 1."""
        test = wish.test()
        data = b""
        for chunk in chain(self._stream.blocks(), [b""]):
            data += chunk
            words: list[bytes] = []
            rows: list[bytes] = []
            places: list[int] = []
            at, begin = begin, 0
            seen = len(data) - _AHEAD if chunk else len(data)
            while self.count < self._total and (space := data.find(b" ", at, at + _LONGEST)) >= 0:
                if space + 1 + self._size > seen:
                    break
                end = space + 1 + self._size
                after = data[end : end + 4]
                usual = after[:1] == b"\n" if self._ended else after.isalnum() and self._ended is False
                if self.spaced or not (usual or self._is_end(data, space)):
                    space = self._likely_space(data, at, space)
                    end = space + 1 + self._size
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

    def _is_end(self, data: bytes, space: int) -> bool:
        """Whether a word may end at a space, by what follows its numbers: the end, a line end, or the next word."""
        end = space + 1 + self._size
        after = data[end : end + 1]
        if not after or self.count + 1 == self._total:
            return not data[end:].strip(b"\n")
        ended = after == b"\n" and self._is_word(data[end + 1 : end + 1 + _SHOWN])
        if self._ended is None and (ended or self._is_word(data[end : end + _SHOWN])):
            self._ended = ended
            return True
        return ended if self._ended else self._is_word(data[end : end + _SHOWN])

    def _is_word(self, data: bytes) -> bool:
        """Whether bytes begin with a word, which may be cut."""
        word = data.partition(b" ")[0]
        if word.translate(None, _CONTROLS) != word or not word:
            return False
        try:
            codecs.getincrementaldecoder(self._encoding)().decode(word)
        except UnicodeDecodeError:
            return False
        return True

    def _likely_space(self, data: bytes, at: int, first: int) -> int:
        """Return the first space that is likely to end a word that may have spaces in it; the first of all if none."""
        space = first
        while space >= 0:
            parts = data[at:space].lstrip(b"\n").split(b" ")
            if not all(map(self._is_word, parts)):
                return first
            if space + 1 + self._size <= len(data) and self._is_end(data, space) and _are_numbers(data, space + 1):
                if space > first:
                    self.spaced = self.spaced or b" ".join(parts)
                    self.many_spaced += 1
                return space
            space = data.find(b" ", space + 1, at + _AHEAD - _SHOWN)
        return first


def _are_numbers(data: bytes, at: int) -> bool:
    """Whether the first floats at a place are such as vectors have."""
    first = np.abs(np.frombuffer(data, "<f4", min(_FIRST, (len(data) - at) // 4), at))
    return bool(np.all((first == 0) | (first > _TINY) & (first < _LARGE)))
