"""Lines of a word and D numbers, read and written, which all formats of text share.

NumPy's own reader of text takes the numbers of many lines at a time, without an object for each. It refuses all of them
when one is wrong, and only then are they looked at one by one. A word may hold what separates the fields (GloVe's 840B
file has words with spaces): what is left over before the last D numbers belongs to it.

Axes: R lines at a time, V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.formats.collecting import Collector
from embrepl.space.formats.content import Content
from embrepl.space.formats.streams import HEAD, Stream
from embrepl.space.formats.text import digits
from embrepl.space.formats.text.fields import is_number, is_quoted, must_be_quoted, split, unquote
from embrepl.space.formats.text.layout import BOM, Layout, line_end
from embrepl.space.formats.vectors import Wish

_NUMBERS_AT_ONCE = 1 << 16  # a megabyte of characters, so that Ctrl-C is heard soon
_SHOWN = 6  # names of columns that a note gives


def collect(stream: Stream, layout: Layout, wish: Wish, header: int = 0, promised: int | None = None) -> Collector:
    """Read all lines of D numbers but the `header` first ones; add a note where they are not as many as `promised`."""
    collector = Collector(stream, layout.dim, wish, "line")
    for note in _notes(layout, wish.encoding):
        collector.note(note)
    header += bool(layout.names)
    test = wish.first_part_test() if layout.separator == b" " and not layout.quoted else None
    place = 1 - header  # of the next line, the first behind the header being 1
    lines = _Lines(stream)
    for block in lines.blocks():
        numbered = [(place + header + at, line) for at, line in enumerate(block) if place + at > 0]
        place += len(block)
        if test is not None:
            numbered = [(at, line) for at, line in numbered if test(line[: line.find(b" ")])]
        _take(numbered, layout, collector)
        if collector.full:
            return collector
    if stream.trouble:
        collector.note(f"the file was read up to line {place + header - 1:,}: {stream.trouble}")
    elif promised is not None and lines.count - header != promised:
        collector.note(f"the first line promises {promised:,} words, {lines.count - header:,} are there")
    if lines.open_end and not stream.trouble:
        collector.note("the last line has no line end; where the file was cut short, its last number may be wrong")
    return collector


def _notes(layout: Layout, encoding: str) -> Iterator[str]:
    """Yield what a person should know of how the lines were read."""
    if layout.decimal_comma:
        example = layout.example.decode("ascii")
        yield f"the numbers have decimal commas: {example} was read as {float(example.replace(',', '.'))}"
    if layout.names:
        names = ", ".join(name.decode(encoding, "replace") or "(empty)" for name in layout.names[:_SHOWN])
        yield f"line 1 names the columns: {names}{', …' if len(layout.names) > _SHOWN else ''}"
        if layout.counted:
            yield f"the last column, {layout.names[-1].decode()}, was left out"
    if layout.before > 1 and layout.word_at:
        yield "the running number before each word was left out"
    if layout.before - layout.word_at > 1:
        count = layout.before - layout.word_at - 1
        yield f"{count} column{'' if count == 1 else 's'} between the word and its {layout.dim:,} numbers left out"
    if layout.quoted:
        yield "the quotation marks around each word were taken off"


class _Lines:
    """The lines of a file, many at a time; `count` of them hold something, the last one has no end if `open_end`."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.count = 0
        self.open_end = False

    def blocks(self) -> Iterator[list[bytes]]:
        """Yield lines without their ends; what follows the last end is left out where the file broke off."""
        begin, end = b"", line_end(self._stream.head)
        for chunk in self._chunks():
            lines = (begin + chunk).split(end)
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
        """Yield the file's bytes, without the mark at its beginning."""
        mark = BOM
        for block in self._stream.blocks():
            yield block.removeprefix(mark)
            mark = b""


def _take(numbered: Sequence[tuple[int, bytes]], layout: Layout, collector: Collector) -> None:
    """Give the words and numbers of lines to the collector: all at once, or one by one where one of them is bad."""
    halves = [_halves(line, layout) for _, line in numbered]
    matrix = _numbers([numbers for _, numbers in halves], layout.dim)
    words = [_word(word, layout) for word, _ in halves]
    if matrix is not None and all(words):
        collector.take(words, matrix, [place for place, _ in numbered])
    else:
        _take_singly(numbered, layout, collector)


def _halves(line: bytes, layout: Layout) -> tuple[bytes, bytes]:
    """Return a line's word and its numbers as NumPy reads them, where no field holds a separator."""
    if layout.before == 1:
        word, _, numbers = line.partition(layout.separator)
        return word, layout.plain(numbers)
    *lead, numbers = line.split(layout.separator, layout.before)
    return (lead[layout.word_at], layout.plain(numbers)) if len(lead) == layout.before else (b"", b"")


def _take_singly(numbered: Sequence[tuple[int, bytes]], layout: Layout, collector: Collector) -> None:
    words: list[bytes] = []
    rows: list[list[float]] = []
    places: list[int] = []
    for place, line in numbered:
        cut = _cut(line.rstrip(b" \t\r"), layout)
        if isinstance(cut, str):
            collector.bad(place, cut)
        elif cut:
            words.append(cut[0])
            rows.append([float(layout.plain(number)) for number in cut[1]])
            places.append(place)
    with np.errstate(over="ignore"):
        matrix = np.array(rows, np.float64).reshape(-1, layout.dim).astype(np.float32)
    collector.take(words, matrix, places)


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


def _cut(line: bytes, layout: Layout) -> tuple[bytes, list[bytes]] | str | None:
    """Return a line's word and D numbers, or what is wrong with it, or None for a blank line."""
    if not line.strip():
        return None
    fields, dim = split(line, layout.separator), layout.dim
    if layout.separator == b" " and line.startswith(b" ") and len(fields) <= dim:
        return "has no word"
    numbers = [unquote(field) for field in fields[layout.before :]]
    wrong = next((each for each in numbers[-dim:] if not is_number(each, layout.decimal_comma)), None)
    if wrong is not None:
        return f"has {ascii(wrong[:40])[1:]} where a number belongs" if wrong else "lacks a number"
    lead = fields[: max(layout.before, len(fields) - dim)]
    extra = [unquote(field) for field in lead[layout.before :]]
    if len(numbers) < dim or (extra and all(is_number(field, layout.decimal_comma) for field in extra)):
        return f"has {len(numbers):,} number{'' if len(numbers) == 1 else 's'}, {dim:,} belong there"
    word = _word(_joined(line, lead, layout), layout)
    return (word, numbers[-dim:]) if word else "has no word"


def _joined(line: bytes, lead: list[bytes], layout: Layout) -> bytes:
    """Return the word as it stands before the numbers; what is left over between belongs to it."""
    if layout.before > 1:
        return lead[layout.word_at]
    if len(lead) == 1:
        return lead[0]
    return line.rsplit(None, layout.dim)[0] if layout.separator == b" " else layout.separator.join(lead)


def _word(field: bytes, layout: Layout) -> bytes:
    word = field if layout.separator == b" " else field.strip(b" ") or field
    return unquote(word) if layout.quoted or _needed_marks(word, layout) else word


def _needed_marks(field: bytes, layout: Layout) -> bool:
    return layout.separator != b" " and is_quoted(field) and must_be_quoted(field, layout.separator)


def blocks(content: Content) -> Iterator[bytes]:
    """Yield the lines of V words, many at a time."""
    words, matrix = content.words, content.matrix
    step = max(1, _NUMBERS_AT_ONCE // matrix.shape[1])
    for first in range(0, len(words), step):
        numbers = digits.lines(np.asarray(matrix[first : first + step]))
        yield b"".join(b"%b %b\n" % pair for pair in zip(words[first : first + step], numbers, strict=True))
