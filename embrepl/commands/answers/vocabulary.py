"""Answers about the vocabulary as a whole: its key words, and its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class KeyRow:
    """A key word: how often here and there, the log-likelihood G2 with its sign, and the binary log of the ratio."""

    rank: int
    word: str
    count: int
    other_count: int
    per_million: float
    other_per_million: float
    g2: float
    log_ratio: float


@dataclass(frozen=True)
class Keywords(Answer):
    """The words that are more (or, where `fewer`, less) frequent in one corpus than in another."""

    kind: ClassVar[str] = "keywords"
    corpus: str
    other: str
    measure: str
    fewer: bool
    rows: tuple[KeyRow, ...]


@dataclass(frozen=True)
class ZipfRow:
    """A word at some rank, and how often the fitted law expects it."""

    rank: int
    word: str
    count: int
    expected: float


@dataclass(frozen=True)
class ZipfLaw(Answer):
    """The vocabulary's shape: Zipf's exponent by maximum likelihood and by least squares, and shares of types.

    `standard_ratio` is the mean type-token ratio of stretches of 1,000 tokens (None: the text is shorter). The rows
    are some ranks, evenly spread on a logarithmic scale.
    """

    kind: ClassVar[str] = "zipf"
    beside: ClassVar[tuple[str, ...]] = (
        "exponent", "least_squares", "type_token_ratio", "standard_ratio", "hapaxes", "hapax_share"
    )  # fmt: skip
    corpus: str
    tokens: int
    types: int
    exponent: float
    least_squares: float
    type_token_ratio: float
    standard_ratio: float | None
    hapaxes: int
    hapax_share: float
    rows: tuple[ZipfRow, ...]
