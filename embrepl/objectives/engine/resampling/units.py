"""The units of a text that are taken anew, and how often each is taken: Poisson(1), the bootstrap of streams.

A unit is a document, or, where a document is too large a part of the text to stand for others, a piece of it; pieces
that follow each other are taken together, in moving blocks (Künsch 1989), for words of neighbouring pages are not
independent. A piece of a block of m pieces is taken as often as the m blocks that hold it, each Poisson(1 / m) times:
Poisson(1) in sum, as for a document (Oza & Russell 2001; for embeddings Antoniak & Mimno 2018).

Axes: T tokens, U units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LARGE = 50  # a document of more than one part in so many of the text is cut into blocks
BLOCKS = 200  # blocks that there are at least, where they can be long enough
SHORTEST, LONGEST = 100, 2_000  # tokens of a block
PIECES = 4  # of a block


@dataclass(frozen=True)
class Units:
    """Where each unit begins, and the number of tokens at the end (U + 1,), and its document (U,).

    `in_block`: whether it is a piece of a block (U,); `block`: tokens of a block, 0 where there are none; `documents`:
    how many whole documents are units.
    """

    begins: NDArray[np.int64]
    document: NDArray[np.int64]
    in_block: NDArray[np.bool_]
    block: int
    documents: int

    def __len__(self) -> int:
        return len(self.document)

    @property
    def blocks(self) -> int:
        """How many blocks there would be beside each other."""
        return -(-int(self.in_block.sum()) // PIECES)

    def draw(self, seed: int, run: int) -> NDArray[np.int64]:
        """Return how often each unit is taken in a run, (U,), the same for a seed."""
        rng = np.random.default_rng([seed, run])
        weights = rng.poisson(1.0, len(self)).astype(np.int64)
        cut = np.flatnonzero(self.in_block)
        if not len(cut):
            return weights
        # the blocks that begin at each piece, and at those before the first ones of a document
        starts = np.flatnonzero(np.diff(self.document[cut], prepend=-1))
        for begin, end in zip(starts, [*starts[1:], len(cut)], strict=True):
            taken = rng.poisson(1 / PIECES, end - begin + PIECES - 1)
            weights[cut[begin:end]] = np.convolve(taken, np.ones(PIECES, np.int64), "valid")
        return weights


def units_of(documents: NDArray[np.int64], tokens: int) -> Units:
    """Return the units of a text; `documents`: the token that each document begins with, then T."""
    borders = np.unique(np.append(np.asarray(documents, np.int64), tokens))
    sizes = np.diff(borders)
    large = sizes * LARGE > tokens
    block = int(np.clip(tokens // BLOCKS, SHORTEST, LONGEST)) if large.any() else 0
    begins: list[NDArray[np.int64]] = []
    owner: list[NDArray[np.int64]] = []
    for number in np.flatnonzero(large).tolist():
        pieces = max(1, round(int(sizes[number]) * PIECES / block))
        begins.append(borders[number] + np.arange(pieces) * sizes[number] // pieces)
        owner.append(np.full(pieces, number))
    small = np.flatnonzero(~large)
    begins.append(borders[small])
    owner.append(small)
    order = np.argsort(np.concatenate(begins), kind="stable")
    place, document = np.concatenate(begins)[order], np.concatenate(owner)[order]
    return Units(np.append(place, tokens), document, large[document], block, len(small))
