"""Answers about words that a model is unsure of, and about near-duplicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class OutlierRow:
    """A word, how doubtful it is (0 to 1), and why.

    `nearness` is the mean cosine with its k nearest, `like` that of words of like frequency, `mutual` the share of
    these that have it among theirs, `hub` how many words have it among their nearest; `nearest` is the nearest word.
    """

    rank: int
    word: str
    doubt: float
    nearness: float
    like: float
    mutual: float
    hub: int
    count: int | None
    nearest: str
    why: str


@dataclass(frozen=True)
class Outliers(Answer):
    """The words that a model is least sure of, of its `words` most frequent ones, by their `k` nearest.

    `alone` counts words that are among the nearest of none; `order` says by what they are ordered.
    """

    kind: ClassVar[str] = "outliers"
    model: str
    words: int
    k: int
    alone: int
    order: str
    rows: tuple[OutlierRow, ...]


@dataclass(frozen=True)
class TwinRow:
    """A word and others that are near-duplicates of it, of one kind of likeness, with how often each is seen.

    `cosine` is the least of the first with the others; `counts` is empty where they are not known.
    """

    likeness: str
    cosine: float
    words: tuple[str, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Twins(Answer):
    """Near-duplicates among the `words` most frequent words; `found` says how many groups each kind of likeness has.

    `least` is the cosine that was asked of them, `by_chance` whether it is what one random pair in 1,000 exceeds.
    """

    kind: ClassVar[str] = "twins"
    model: str
    words: int
    least: float
    by_chance: bool
    found: dict[str, int]
    rows: tuple[TwinRow, ...]
