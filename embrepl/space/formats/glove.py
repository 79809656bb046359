"""GloVe's text format (Pennington et al. 2014): a line for each word, `word x1 x2 … xD`, and nothing before them.

Without a header D is the number of numbers that most of the first lines end in.
"""

from __future__ import annotations

from collections import Counter

from embrepl.space.formats import lines
from embrepl.space.formats.lines import blocks
from embrepl.space.formats.streams import Stream
from embrepl.space.formats.vectors import Wish, WordVectors

__all__ = ["blocks", "fits", "read"]


def fits(head: bytes) -> bool:
    """Whether a file that begins so is of this format."""
    return _dim(head) > 0


def read(stream: Stream, wish: Wish) -> WordVectors:
    """Return the words and vectors. Raises `no-vectors` where no line has any."""
    return lines.collect(stream, _dim(stream.head), wish).result("glove")


def _dim(head: bytes) -> int:
    """Return how many numbers more than half of the first lines end in, or 0.

    Two words and a number are a pair with its score, and no word with a vector.
    """
    beginning = lines.first_lines(head)
    counts = Counter(map(lines.numbers_at_end, beginning))
    dim, often = counts.most_common(1)[0] if counts else (0, 0)
    if dim == 1 and sum(len(line.split()) > 2 for line in beginning) * 2 > len(beginning):
        return 0
    return dim if often * 2 > len(beginning) else 0
