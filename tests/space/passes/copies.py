"""Spaces with the copy of their vectors in 8-bit numbers, however few they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from embrepl.space.passes.codes import Codes, encode
from embrepl.space.space import Arrays, Space


def copied(space: Space) -> Space:
    """Return a space with that copy, and with the lengths that are kept beside it."""
    blocks = list(encode(space.matrix))
    norms = np.concatenate([block.lengths for block in blocks])
    numbers = np.concatenate([block.codes.numbers for block in blocks])
    codes = Codes(numbers, np.concatenate([block.codes.figures for block in blocks], axis=1))
    arrays = Arrays(space.counts, space.matrix, norms=norms, codes=codes)
    return Space.of(lambda: space.words, lambda: arrays, space.recipe, Path(space.name))
