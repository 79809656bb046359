"""Random choices that come out the same with every version of Python."""

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
WEIGHT = 1_000_000
"""Weights are whole numbers, because not every Python version adds fractions up to the same last digit."""
FLATNESS = 18
"""Added to a word's rank before its weight is taken: the larger, the less the frequencies within a table differ."""


class Chance:
    """Random choices built on ``random()`` alone, whose sequence Python promises to keep from version to version."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed).random

    def yes(self, probability: float) -> bool:
        """True with the given probability."""
        return self._draw() < probability

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        return int(self._draw() * limit)

    def pick(self, options: Sequence[Item]) -> Item:
        """One of the options, all equally likely."""
        return options[self.below(len(options))]

    def rank(self, size: int, taken: Sequence[int]) -> int:
        """A row number, the earlier the likelier, that is not taken (unless all are)."""
        free = [row for row in range(size) if row not in taken] or list(range(size))
        weights = [WEIGHT // (row + FLATNESS) for row in free]
        at = self.below(sum(weights))
        for row, weight in zip(free, weights, strict=True):
            at -= weight
            if at < 0:
                return row
        return free[-1]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in random order."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = self.below(last + 1)
            deck[last], deck[other] = deck[other], deck[last]
        return deck


class Deck:
    """Deals patterns without repeating one before all the others were used, so that every pattern gets its share."""

    def __init__(self, patterns: Sequence[str], chance: Chance) -> None:
        self._patterns = patterns
        self._chance = chance
        self._left: list[str] = []

    def deal(self, wanted: str = "") -> str:
        """The next pattern that contains the wanted text."""
        if not any(wanted in pattern for pattern in self._left):
            self._left = self._chance.shuffled(self._patterns) + self._left
        place = max(place for place, pattern in enumerate(self._left) if wanted in pattern)
        return self._left.pop(place)
