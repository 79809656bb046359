"""word2vec's text format, which fastText's .vec is too: `V D`, then a line for each word: `word x1 x2 … xD`.

Mikolov et al.'s program word2vec (2013) and fastText write a space behind the last number; gensim and we do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.space.formats import text


def blocks(words: Sequence[bytes], matrix: NDArray[np.float32]) -> Iterator[bytes]:
    """Yield the bytes of a file of V words and finite vectors (V, D)."""
    yield b"%d %d\n" % matrix.shape
    yield from text.blocks(words, matrix)
