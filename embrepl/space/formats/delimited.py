"""Tables of vectors as spreadsheets, pandas and R write them, with tabs, commas or semicolons between the fields.

The first line may name the columns, words may stand in quotation marks (RFC 4180), numbers may have decimal commas, and
a running number may come before the word.
"""

from __future__ import annotations

from dataclasses import replace

from embrepl.space.formats.streams import Stream
from embrepl.space.formats.text import layout, lines
from embrepl.space.formats.vectors import Wish, WordVectors


def fits(head: bytes) -> bool:
    """Whether a file that begins so is of this format."""
    return layout.find(layout.first_lines(head)).usable


def read(stream: Stream, wish: Wish) -> WordVectors:
    """Return the words and vectors. Raises `no-vectors` where no line has any."""
    found = layout.find(layout.first_lines(stream.head))
    result = lines.collect(stream, found, wish).result("delimited")
    return replace(result, matrix=result.matrix[:, :-1]) if found.counted else result
