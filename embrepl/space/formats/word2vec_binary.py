"""word2vec's binary format: `V D` on a line, then for each word its bytes, a space, D little-endian floats, a line end.

gensim leaves out the line end behind the floats; both ways are read everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_ROWS = 4_096


def blocks(words: Sequence[bytes], matrix: NDArray[np.float32]) -> Iterator[bytes]:
    """Yield the bytes of a file of V words and finite vectors (V, D)."""
    yield b"%d %d\n" % matrix.shape
    size = 4 * matrix.shape[1]
    for first in range(0, len(words), _ROWS):
        rows = np.ascontiguousarray(matrix[first : first + _ROWS], "<f4").tobytes()
        yield b"".join(
            b"%b %b\n" % (word, rows[at * size : (at + 1) * size])
            for at, word in enumerate(words[first : first + _ROWS])
        )
