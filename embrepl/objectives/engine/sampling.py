"""Which tokens and which pairs a pass over the text trains on; the same ones for a seed, however the text is cut.

Every choice is a hash of (seed, pass, position in the corpus): `corpus.statistics.thinning`.
Axes: T tokens of a segment, P pairs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.thinning import keep_probability, stays, uniform
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

HELD_OUT = 50  # one stretch in so many measures whether a training has settled
SMALL = 10_000  # tokens of a text that may be thinned out to nothing
SEGMENT = 1 << 22  # tokens that are held in memory at a time

Ids = NDArray[np.int32]


@dataclass(frozen=True)
class Text:
    """The part of a corpus that training reads: token ids, document borders, and counts of the V kept words."""

    ids: Ids  # (T,) over the whole corpus; ids from V on are left out
    documents: NDArray[np.int64]  # (documents + 1,) the first token of each document
    counts: NDArray[np.int64]  # (V,)

    @property
    def kept(self) -> int:
        """How many tokens of the text are among the V words."""
        return int(self.counts.sum())


def segments(text: Text, sample: float, seed: int, epoch: int, size: int = SEGMENT) -> Iterator[tuple[Ids, Ids]]:
    """Yield (ids, documents), each (T,), of the tokens kept in this pass, segment by segment."""
    probability = keep_probability(text.counts, sample).astype(np.float32)
    for begin in range(0, len(text.ids), size):
        yield segment(text, probability, seed, epoch, slice(begin, begin + size))


def segment(
    text: Text, probability: NDArray[np.float32], seed: int, epoch: int, part: slice
) -> tuple[Ids, NDArray[np.int32]]:
    """Return (ids, documents), each (T,), of the tokens of a part of the text that are kept in this pass.

    `probability` (V,): how likely a token of each word stays. Words below the min-count and tokens thinned out are
    gone before pairs are made, as in word2vec, so that the window reaches further there.
    """
    ids = np.asarray(text.ids[part])
    positions = np.flatnonzero(ids < len(text.counts))
    ids = ids[positions]
    positions += part.start
    if probability.min(initial=1.0) < 1.0:
        stay = stays(ids, positions, probability, seed, epoch)
        ids, positions = ids[stay], positions[stay]
    ends = np.searchsorted(positions, text.documents)  # the tokens before each document's first one
    documents = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
    rest = np.full(len(ids) - len(documents), len(ends), np.int32)
    return ids, np.concatenate((documents, rest))


def is_held_out(begin: int, size: int, tokens: int) -> bool:
    """Whether a stretch that begins there, of a segment cut into stretches of a size, is kept from training.

    One in HELD_OUT is, and one in any segment of two stretches or more.
    """
    every = min(HELD_OUT, -(-tokens // size))
    return every > 1 and (begin // size) % every == every - 1


def enough(text: Text, window: int) -> None:
    """Raise `corpus-too-small` for a text that is shorter than one window."""
    if text.kept < window + 1:
        left = "1 word" if text.kept == 1 else f"{text.kept:,} words"
        raise EmbreplError(
            "corpus-too-small",
            f"The text has {left} left, fewer than one window of {window + 1:,}.",
            "Load more text, or lower --min-count or --window.",
        )


def check_pairs(text: Text, sample: float, seed: int, epochs: float, *, across: bool) -> None:
    """Raise `nothing-to-learn` for a small text of which all passes keep fewer pairs of neighbours than words."""
    if sample <= 0 or text.ids.size > SMALL:
        return
    found = 0
    for epoch in range(math.ceil(epochs)):
        for ids, documents in segments(text, sample, seed, epoch):
            found += max(0, ids.size - 1) if across else int(np.sum(documents[1:] == documents[:-1]))
        if found >= len(text.counts):
            return
    raise no_pairs(text, sample, found)


def no_pairs(text: Text, sample: float, found: int = 0) -> EmbreplError:
    """Return the error for a text that too few pairs of words were counted in: since they were thinned out, or so."""
    _, documents = segment(text, np.ones(len(text.counts), np.float32), 0, 0, slice(0, SEGMENT))
    if sample <= 0 or not np.any(documents[1:] == documents[:-1]):
        return EmbreplError("nothing-to-learn", "No two words stand together.", "Load more text, or lower --min-count.")
    message = (
        f"The text is too small for --sample {sample:g}, which thins out frequent words: of {text.kept:,} words it "
        f"keeps {counted(found, 'pair') if found else 'no two'} that stand{'s' * (found == 1)} together."
    )
    return EmbreplError("nothing-to-learn", message, "`--sample 0` keeps all words; or load more text.")


def expected_tokens(text: Text, sample: float) -> float:
    """Return how many tokens a pass keeps on average."""
    return float((keep_probability(text.counts, sample) * text.counts).sum())


def pairs(ids: Ids, documents: Ids, window: int, seed: int, epoch: int, across: bool) -> tuple[Ids, Ids]:
    """Return the pairs (P,), (P,) of words at most `window` apart; nearer ones are likelier to be drawn.

    A pair at offset o is kept with probability (window + 1 - o) / window; with window 1 that is each
    word with the next.
    """
    firsts, seconds = [], []
    for offset in range(1, min(window, len(ids) - 1) + 1):
        stay = np.ones(len(ids) - offset, bool) if across else documents[:-offset] == documents[offset:]
        if offset > 1:
            drawn = uniform(seed, 2 * epoch + 1, np.arange(len(stay), dtype=np.int64) * window + offset)
            stay &= drawn < (window + 1 - offset) / window
        firsts.append(ids[:-offset][stay])
        seconds.append(ids[offset:][stay])
    if not firsts:
        return ids[:0], ids[:0]
    return np.concatenate(firsts), np.concatenate(seconds)


class Noise:
    """Draws random words as often as they occur among the tokens that a pass keeps, to some power."""

    def __init__(self, text: Text, sample: float, seed: int, power: float = 1.0) -> None:
        weight = (keep_probability(text.counts, sample) * text.counts) ** power
        self.cumulative = np.cumsum(weight) / weight.sum()
        self._seed = seed

    def draw(self, size: int, *place: int) -> Ids:
        """Return `size` word ids, with repetition: always the same ones for a place in the training."""
        rng = np.random.default_rng([self._seed, *place])
        ids = np.searchsorted(self.cumulative, rng.random(size), side="right")
        return np.minimum(ids, len(self.cumulative) - 1).astype(np.int32)
