"""Lines of a word and its numbers, which word2vec's and GloVe's text formats share.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from embrepl.space.formats import digits
from embrepl.space.formats.content import Content

_NUMBERS_AT_ONCE = 1 << 16  # a megabyte of characters, so that Ctrl-C is heard soon


def blocks(content: Content) -> Iterator[bytes]:
    """Yield the lines of V words, many at a time."""
    words, matrix = content.words, content.matrix
    step = max(1, _NUMBERS_AT_ONCE // matrix.shape[1])
    for first in range(0, len(words), step):
        numbers = digits.lines(np.asarray(matrix[first : first + step]))
        yield b"".join(b"%b %b\n" % pair for pair in zip(words[first : first + step], numbers, strict=True))
