"""The first line of word2vec's formats, `V D`, and whether it can be true."""

from __future__ import annotations

import re

from embrepl.space.formats.streams import HEAD, Stream
from embrepl.space.formats.text import layout
from embrepl.space.formats.vectors import Wish, refusal

_HEADER = re.compile(rb"(?:\xef\xbb\xbf)? *(\d{1,18})[ \t]+(\d{1,18})[ \t]*(?:\r?\n|\r|$)")
_WINDOW = 4_096
_CONTROLS = bytes(set(range(32)) - set(b"\t\r"))
_NUMERAL = re.compile(rb"(?:[+-]|\xe2\x88\x92)?[.,]?\d")  # however it goes on: 0,5 or 1.5D+00 or −1
_TEXTUAL = b"0123456789+-.eE \t\rnaifNAIF"


def parse(head: bytes) -> tuple[int, int, int] | None:
    """Return V, D and how many bytes they take, or None where a file does not begin so."""
    match = _HEADER.match(head)
    if match is None or (int(match[1]) == 0 and head[match.end() :].strip()):  # columns that are called 0 and 1
        return None
    return int(match[1]), int(match[2]), match.end()


def is_text(head: bytes) -> bool:
    """Whether text follows the header: behind the first word numbers, and at least half as many as it says."""
    header = parse(head)
    if header is None:
        return False
    _, dim, begin = header
    beginning = layout.first_lines(head[begin:])
    if b"\0" not in head[begin : begin + _WINDOW]:
        found = layout.find(beginning, dim)
        if found.sparse or found.dim == dim:
            return True
    line = head[begin:].lstrip(b"\n").split(b"\n", 1)[0]
    numbers = line.partition(b" ")[2] or line.partition(b"\t")[2]
    if not line.strip():
        return len(head) == begin
    if numbers[:_WINDOW].strip(_TEXTUAL):
        printable = line.translate(None, _CONTROLS) == line and "\ufffd" not in numbers.decode("utf-8", "replace")
        return printable and sum(map(bool, map(_NUMERAL.match, numbers.split()))) * 2 >= dim
    return len(numbers.split()) * 2 >= dim


def read_header(stream: Stream, per_number: int, wish: Wish) -> tuple[int, int, int]:
    """Return V, D and the header's bytes, once they fit the file's size with so many bytes a number and two a word.

    Raises `damaged-vectors` where they do not; nothing was allocated before.
    """
    header = parse(stream.head)
    if header is None:
        raise refusal(stream.path, "does not begin with its numbers of words and dimensions")
    words, dim, begin = header
    if dim < 1 or dim > HEAD:
        raise refusal(stream.path, f"promises vectors of {dim:,} numbers; 1 to {HEAD:,} can be read")
    least = (words if wish.most is None else min(words, wish.most)) * (dim * per_number + 2)
    if begin + least > stream.most_bytes() + per_number:
        what = f"promises {words:,} words of {dim:,} numbers, which take at least {least:,} bytes"
        raise refusal(stream.path, f"{what}; the file has {stream.size:,}{' packed' if stream.packed else ''}")
    return words, dim, begin
