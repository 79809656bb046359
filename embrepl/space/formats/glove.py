"""GloVe's text format (Pennington et al. 2014): a line for each word, `word x1 x2 … xD`, and nothing before them.

Without a header D is the number of numbers that most of the first lines end in.
"""

from __future__ import annotations

from embrepl.space.formats.streams import Stream
from embrepl.space.formats.text import layout, lines
from embrepl.space.formats.text.lines import blocks
from embrepl.space.formats.vectors import Wish, WordVectors

__all__ = ["blocks", "fits", "read"]


def fits(head: bytes) -> bool:
    """Whether a file that begins so is of this format."""
    found = layout.find(layout.first_lines(head))
    return found.usable and found.separator == b" " and not found.names


def read(stream: Stream, wish: Wish) -> WordVectors:
    """Return the words and vectors. Raises `no-vectors` where no line has any."""
    return lines.collect(stream, layout.find(layout.first_lines(stream.head)), wish).result("glove")
