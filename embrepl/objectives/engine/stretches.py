"""Stretches of successive tokens, one for each step: in what order a pass goes through them, and which it leaves out.

Axes: N tokens of a stretch, W tokens of margin on either side.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from embrepl.objectives.engine import sampling
from embrepl.objectives.engine.sampling import Ids, Text
from embrepl.objectives.engine.task import Steps

MEASURED, ALL_MEASURED = 4, 100  # the loss of one stretch in so many is measured, of all where there are so few
FEWEST = 8  # stretches of a pass, for a step at a time learns little


@dataclass(frozen=True)
class Stretch:
    """Tokens and their neighbours: ids (W + N + W,), documents likewise, its place, and whether its loss is measured.

    Documents are equal where a pair may stand; where there is no token they are negative, and no two are equal.
    """

    ids: Ids
    documents: Ids
    place: tuple[int, ...]
    measured: bool = True


@dataclass(frozen=True)
class Stretches:
    """The stretches of a text of `size` tokens with a `margin`, in each pass in another order, always the same one.

    `held_out`: whether some are kept from the steps.
    """

    text: Text
    sample: float
    seed: int
    size: int
    margin: int = 0
    across: bool = False
    held_out: bool = False

    def of(self, epoch: int) -> Iterator[tuple[int, Stretch]]:
        """Yield (tokens, stretch) in a random order within each segment of the text."""
        for number, (ids, documents) in enumerate(self._segments(epoch)):
            order = np.random.default_rng([self.seed, 1, epoch, number])
            begins = order.permutation(np.arange(0, len(ids), self.size)).tolist()
            every = MEASURED if len(begins) > ALL_MEASURED else 1
            for at, begin in enumerate(begin for begin in begins if not self._is_held_out(begin, len(ids))):
                stretch = self._cut(ids, documents, (epoch, number, begin))
                yield min(self.size, len(ids) - begin), replace(stretch, measured=at % every == 0)

    def kept_back(self) -> Iterator[Stretch]:
        """Yield the stretches that no step sees, as the first pass would have them."""
        for number, (ids, documents) in enumerate(self._segments(0)):
            for begin in range(0, len(ids), self.size):
                if self._is_held_out(begin, len(ids)):
                    yield self._cut(ids, documents, (0, number, begin))

    def _segments(self, epoch: int) -> Iterator[tuple[Ids, Ids]]:
        for ids, documents in sampling.segments(self.text, self.sample, self.seed, epoch):
            yield ids, np.zeros_like(documents) if self.across else documents

    def _is_held_out(self, begin: int, tokens: int) -> bool:
        return self.held_out and sampling.is_held_out(begin, self.size, tokens)

    def _cut(self, ids: Ids, documents: Ids, place: tuple[int, ...]) -> Stretch:
        begin = place[-1] - self.margin
        end = place[-1] + self.size + self.margin
        inside = slice(max(0, begin), end)
        before, after = max(0, -begin), max(0, end - len(ids))
        ids, documents = ids[inside], documents[inside]
        if before or after:
            nowhere = -1 - np.arange(before + after, dtype=np.int32)
            ids = np.pad(ids, (before, after))
            documents = np.concatenate([nowhere[:before], documents, nowhere[before:]])
        return Stretch(ids, documents, place)


Following: TypeAlias = tuple[Stretch, Stretch | None]  # a stretch, and the one that comes after it
LossSums: TypeAlias = tuple[float, float]  # the sum of the pairs' losses, and of their weights
AnyBlock = TypeVar("AnyBlock")


class Ahead(Generic[AnyBlock]):
    """Makes of each stretch what a step needs, while the step before is at work."""

    def __init__(self, prepare: Callable[[Stretch], AnyBlock]) -> None:
        self._prepare = prepare
        self._pool = ThreadPoolExecutor(1)
        self._next: tuple[tuple[int, ...], Future[AnyBlock]] | None = None

    def of(self, stretches: Iterator[tuple[int, Stretch]]) -> Iterator[tuple[int, Following]]:
        """Yield each (tokens, stretch) with the stretch that follows it."""
        held = next(stretches, None)
        while held is not None:
            tokens, stretch = held
            held = next(stretches, None)
            yield tokens, (stretch, held and held[1])

    def take(self, stretch: Stretch, following: Stretch | None) -> AnyBlock:
        """Return what was made of a stretch, and begin with the next one."""
        ready = self._next[1].result() if self._next and self._next[0] == stretch.place else self._prepare(stretch)
        self._next = None
        if following is not None:
            self._next = following.place, self._pool.submit(self._prepare, following)
        return ready


def fitting_size(text: Text, sample: float, batch: int, window: int) -> int:
    """Return how many tokens a stretch has: `batch`, or fewer where a pass would have too few stretches."""
    return min(batch, max(2 * window, int(sampling.expected_tokens(text, sample) / FEWEST)))


class StretchSteps(Steps, Generic[AnyBlock]):
    """Steps on one stretch after the other, each prepared while the one before is at work."""

    def __init__(self, stretches: Stretches) -> None:
        self._stretches = stretches
        self._ahead = Ahead(self._prepare)

    @property
    def size(self) -> int:
        """The tokens of a stretch."""
        return self._stretches.size

    def batches(self, epoch: int) -> Iterator[tuple[int, Following]]:
        """Yield (tokens, stretch) in a random order within each segment of the text."""
        return self._ahead.of(self._stretches.of(epoch))

    def step(self, batch: Following, rate: float) -> LossSums:
        """Train on a stretch; return the sum of its pairs' losses, and of their weights, 0 where nobody looks."""
        loss, weight = self._move(self._ahead.take(*batch), rate, batch[0].measured)
        return float(loss), float(weight)

    def held_out(self) -> float | None:
        """Return the mean loss per pair of the stretches that no step sees, by steps of no size; None without such."""
        if not self._stretches.held_out:
            return None
        kept, sums = self.arrays(), np.zeros(2)
        for stretch in self._stretches.kept_back():
            sums += self.step((stretch, None), 0.0)
        self.restore(kept)  # the accumulators have moved
        return float(sums[0] / sums[1]) if sums[1] else None

    @abstractmethod
    def _prepare(self, stretch: Stretch) -> AnyBlock:
        """Return a stretch as a block ready for a step."""

    @abstractmethod
    def _move(self, block: AnyBlock, rate: float, measured: bool) -> NDArray[Any]:
        """Take a step; return the loss and the weight of the block, (2,), 0 unless they are measured."""
