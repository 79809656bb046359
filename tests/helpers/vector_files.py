"""Words of a text and of files of vectors, which share some: the files of every format, written once."""

from __future__ import annotations

import numpy as np

KINDS = ("word2vec", "word2vec-binary", "glove", "fasttext")
IN_FILE = ("the", "King", "queen", "NASA", "London", "nasa!", "Don't", "unused")
IN_TEXT = ("queen", "king", "nasa", "london", "rare", "don't", "the", "gone")
WITH = (0, 1, 2, 3, 5, 6)  # of the words in the text, those that have a vector
TAKEN = (2, 1, 3, 4, 6, 0)  # and where it stands in the file


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
