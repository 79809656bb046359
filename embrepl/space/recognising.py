"""Whether a file that was named as text holds vectors instead."""

from __future__ import annotations

import codecs
from pathlib import Path

from embrepl.errors import EmbreplError
from embrepl.space.formats import fasttext, word2vec_binary
from embrepl.space.formats.streams import Stream
from embrepl.space.formats.text import header, layout
from embrepl.space.formats.text.fields import is_number, numbers_at_end, split
from embrepl.space.formats.text.layout import Layout
from embrepl.space.formats.vectors import Wish

LEAST = 10  # numbers of a line; tables with fewer may well be of text, unless every line is as vectors are
_FEWEST = 3  # numbers of a line that has no line of counts before it
_LINES = 2  # at least, where no line of counts comes before them
_LOOKED_AT = 5  # lines
_END = 100  # characters, within which the last number of a line stands
_AFTER = b"\"' \t\r,;|]."  # that may stand behind it
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def holds_vectors(path: Path) -> int:
    """Return how many numbers a word's vector has in a plain file that begins as vectors do; 0 for any other."""
    try:
        if not path.is_file():
            return 0
        with Stream(path, Wish()) as stream:
            if fasttext.fits(stream.head) and not stream.packed:
                return fasttext.dimensions(stream.head, path)
            return dimensions(stream.head)
    except (EmbreplError, OSError, ValueError):  # whoever reads it says what is wrong with it
        return 0


def dimensions(head: bytes) -> int:
    """Return how many numbers a word's vector has in unpacked bytes that begin as vectors do; 0 for any others."""
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    if not may_be_vectors(head):
        return 0
    counts = header.parse(head)
    if counts is not None and word2vec_binary.fits(head):
        return counts[1] if _is_binary(head[counts[2] :]) else 0
    lines = layout.first_lines(head[counts[2] if counts else 0 :])
    found = layout.find(lines, counts[1] if counts else None)
    words = [split(line, found.separator)[0] for line in lines]
    if not found.usable or all(map(is_number, words)):
        return 0
    if found.dim < LEAST and not (_all_promised(lines, found) if counts else _all_decimals(lines, found)):
        return 0
    if found.names and not all(name.lstrip(b"dDvVxX_").isdigit() for name in found.names[-found.dim :]):
        return 0  # a table whose columns of numbers have names of their own
    return found.dim if counts is not None or len(lines) >= _LINES else 0


def may_be_vectors(head: bytes) -> bool:
    """Return whether the first lines are counts, or end in digits, as those of vectors do: a cheap glance."""
    if head.startswith(_UTF16) or fasttext.fits(head):
        return True
    lines = layout.first_lines(head, _LOOKED_AT)
    return header.parse(head) is not None or any(line[-_END:].rstrip(_AFTER)[-1:].isdigit() for line in lines)


def _all_promised(lines: list[bytes], layout: Layout) -> bool:
    """Whether each line but the last, which may be cut, has as many numbers as the line of counts says."""
    rows = [split(line, layout.separator) for line in lines[:-1] or lines]
    return all(numbers_at_end(row, layout.decimal_comma) == layout.dim for row in rows)


def _all_decimals(lines: list[bytes], layout: Layout) -> bool:
    """Whether each line is one field of letters and D numbers, most of which have decimals."""
    rows = [split(line, layout.separator) for line in lines[bool(layout.names) :]]
    numbers = [number for row in rows for number in row[1:]]
    decimals = sum(b"." in number or b"," in number for number in numbers)
    fit = all(len(row) == layout.dim + 1 and row[0].decode("utf-8", "replace").isalpha() for row in rows[:-1] or rows)
    return fit and layout.dim >= _FEWEST and decimals * 2 > len(numbers)


def _is_binary(data: bytes) -> bool:
    return b"\0" in data[: 1 << 16]
