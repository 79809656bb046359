"""Lines of a word and D numbers, read and written, which word2vec's and GloVe's text formats share.

NumPy's own reader of text takes the numbers of many lines at a time, without an object for each. It refuses all of them
when one is wrong, and only then are they looked at one by one. GloVe's 840B file has words with spaces: lines where
something that is no number is left over before the last D numbers.

Axes: R lines at a time, V words, D dimensions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.formats import digits
from embrepl.space.formats.collecting import Collector
from embrepl.space.formats.content import Content
from embrepl.space.formats.streams import HEAD, Stream
from embrepl.space.formats.vectors import Wish

_NUMBER = re.compile(rb"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|nan|inf|infinity)", re.IGNORECASE)
_NUMBERS_AT_ONCE = 1 << 16  # a megabyte of characters, so that Ctrl-C is heard soon
_BOM = b"\xef\xbb\xbf"


def first_lines(head: bytes, most: int = 50) -> list[bytes]:
    """Return the first lines that are not blank, the last of them perhaps cut."""
    return [line for line in head.removeprefix(_BOM).split(b"\n", most)[:most] if line.strip()]


def numbers_at_end(line: bytes) -> int:
    """Return how many numbers stand at the end of a line, behind its first word."""
    tokens = line.split()[1:]
    return next((at for at, token in enumerate(reversed(tokens)) if not _NUMBER.fullmatch(token)), len(tokens))


def collect(stream: Stream, dim: int, wish: Wish, header: int = 0, promised: int | None = None) -> Collector:
    """Read all lines of D numbers but the `header` first ones; add a note where they are not as many as `promised`."""
    collector = Collector(stream, dim, wish, "line")
    test = wish.first_part_test()
    place = 1 - header  # of the next line, the first behind the header being 1
    lines = _Lines(stream)
    for block in lines.blocks():
        numbered = [(place + header + at, line) for at, line in enumerate(block) if place + at > 0]
        place += len(block)
        if test is not None:
            numbered = [(at, line) for at, line in numbered if test(line[: line.find(b" ")])]
        _take(numbered, dim, collector)
        if collector.full:
            return collector
    if stream.trouble:
        collector.note(f"the file was read up to line {place + header - 1:,}: {stream.trouble}")
    elif promised is not None and lines.count - header != promised:
        collector.note(f"the first line promises {promised:,} words, {lines.count - header:,} are there")
    if lines.open_end and not stream.trouble:
        collector.note("the last line is incomplete, as where a file was cut short")
    return collector


class _Lines:
    """The lines of a file, many at a time; `count` of them hold something, the last one has no end if `open_end`."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.count = 0
        self.open_end = False

    def blocks(self) -> Iterator[list[bytes]]:
        """Yield lines without their ends; what follows the last end is left out where the file broke off."""
        begin = b""
        for chunk in self._chunks():
            lines = (begin + chunk).split(b"\n")
            begin = lines.pop()
            if len(begin) > HEAD:
                message = (
                    f"{self._stream.path} has no line end in {len(begin):,} bytes, so it is not a text file of vectors."
                )
                raise EmbreplError("not-vectors", message, "Check the file.")
            self.count += len(lines) - lines.count(b"")
            yield lines
        if begin.strip() and not self._stream.trouble:
            self.count += 1
            self.open_end = True
            yield [begin]

    def _chunks(self) -> Iterator[bytes]:
        """Yield the file's bytes, without the mark at its beginning, and with spaces for tabs where those part all."""
        second = first_lines(self._stream.head, 2)[-1:]
        tabbed = bool(second) and b"\t" in second[0] and b" " not in second[0]
        mark = _BOM
        for block in self._stream.blocks():
            data = block.removeprefix(mark)
            mark = b""
            yield data.replace(b"\t", b" ") if tabbed else data


def _take(numbered: Sequence[tuple[int, bytes]], dim: int, collector: Collector) -> None:
    """Give the words and numbers of lines to the collector: all at once, or one by one where one of them is bad."""
    parts = [line.partition(b" ") for _, line in numbered]
    matrix = _numbers([numbers for _, _, numbers in parts], dim)
    if matrix is not None and all(word for word, _, _ in parts):
        collector.take([word for word, _, _ in parts], matrix, [place for place, _ in numbered])
        return
    words: list[bytes] = []
    rows: list[list[float]] = []
    places: list[int] = []
    for place, line in numbered:
        cut = _cut(line.rstrip(b" \t\r"), dim)
        if isinstance(cut, str):
            collector.bad(place, cut)
        elif cut:
            words.append(cut[0])
            rows.append([float(number) for number in cut[1]])
            places.append(place)
    with np.errstate(over="ignore"):
        collector.take(words, np.array(rows, np.float64).reshape(-1, dim).astype(np.float32), places)


def _numbers(texts: list[bytes], dim: int) -> NDArray[np.float32] | None:
    """Return the numbers of R lines, (R, D), or None where any line has others than D numbers."""
    if not texts or not texts[0].strip():  # NumPy warns of text without data
        return None
    try:
        with np.errstate(over="ignore"):
            matrix = np.loadtxt(texts, np.float32, comments=None, encoding="latin1", ndmin=2)
    except ValueError:
        return None
    return matrix if matrix.shape == (len(texts), dim) else None


def _cut(line: bytes, dim: int) -> tuple[bytes, list[bytes]] | str | None:
    """Return a line's word and D numbers, or what is wrong with it, or None for a blank line."""
    word, _, rest = line.partition(b" ")
    tokens = rest.split()
    if not line.strip():
        return None
    if not word:
        return "has no word"
    wrong = next((token for token in tokens[-dim:] if not _NUMBER.fullmatch(token)), None)
    if wrong is not None:
        return f"has {ascii(wrong[:40])[1:]} where a number belongs"
    extra = tokens[:-dim]
    if len(tokens) < dim or (extra and all(_NUMBER.fullmatch(token) for token in extra)):
        return f"has {len(tokens):,} numbers, {dim:,} belong there"
    return (line.rsplit(None, dim)[0] if extra else word), tokens[-dim:]


def blocks(content: Content) -> Iterator[bytes]:
    """Yield the lines of V words, many at a time."""
    words, matrix = content.words, content.matrix
    step = max(1, _NUMBERS_AT_ONCE // matrix.shape[1])
    for first in range(0, len(words), step):
        numbers = digits.lines(np.asarray(matrix[first : first + step]))
        yield b"".join(b"%b %b\n" % pair for pair in zip(words[first : first + step], numbers, strict=True))
