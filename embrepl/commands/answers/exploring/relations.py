"""Answers about what words are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class PairRow:
    """Two targets and their cosine; `percentile`: the share of like pairs with a lower one, None where not known."""

    a: str
    b: str
    cosine: float
    percentile: float | None


@dataclass(frozen=True)
class SimilarityRow:
    """A target, how often it is seen (None: not known, or no word), and its cosine with each of them, by its text."""

    target: str
    count: int | None
    cosine: dict[str, float]


@dataclass(frozen=True)
class Similarities(Answer):
    """Cosines of several targets with each other, their mean, and the pairs that are closest and farthest.

    `grouped`: whether the targets are in an order in which those alike stand side by side, not as they were typed.
    """

    kind: ClassVar[str] = "similarities"
    model: str
    mean: float
    grouped: bool
    closest: tuple[PairRow, ...]
    farthest: tuple[PairRow, ...]
    rows: tuple[SimilarityRow, ...]
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnalogyRow:
    """A word that answers an analogy by a `method`, and its score there; `both`: whether the other names it too.

    `parallel`: the cosine of its offset from c with that of b from a; `near_c`: its place among the neighbours of c.
    """

    method: str
    rank: int
    word: str
    score: float
    count: int | None
    parallel: float
    near_c: int
    both: bool


METHODS = ("3CosAdd", "3CosMul")  # of analogies


@dataclass(frozen=True)
class Analogy(Answer):
    """Words that are to c as b is to a, by each method.

    `margins`: by how much the first is ahead of the second, by method; `named`: the one of the three that would be
    nearest of all, and its cosine, "" where it is none; `least_count`: words seen less often are not looked at.
    """

    kind: ClassVar[str] = "analogy"
    a: str
    b: str
    c: str
    model: str
    least_count: int
    words: int
    margins: dict[str, float]
    named: str
    named_cosine: float | None
    rows: tuple[AnalogyRow, ...]
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class OddRow:
    """A target, its cosine with the mean of all, the mean of those with the others, and whether it is the odd one."""

    target: str
    cosine: float
    others: float
    count: int | None
    odd: bool


@dataclass(frozen=True)
class OddOneOut(Answer):
    """The target that does not belong, and the `margin` by which it is farther from the mean than the next.

    `kept` of `tried`: how often it is still the odd one with another target left out.
    """

    kind: ClassVar[str] = "odd one"
    model: str
    odd: str
    margin: float
    kept: int
    tried: int
    rows: tuple[OddRow, ...]
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class BetweenRow:
    """A word between two: the lesser of its cosines with them, and both."""

    rank: int
    word: str
    lesser: float
    cosine_a: float
    cosine_b: float
    count: int | None


@dataclass(frozen=True)
class WordsBetween(Answer):
    """Words near to two targets, whose own cosine is `cosine`.

    `nearer` of `words` are nearer to each of the two than these are to each other. The best word between two random
    words as frequent as they has a lesser cosine of `usual` (the median of `pairs` such pairs; None: not known), and in
    `lower` of the pairs a lower one than the best here.
    """

    kind: ClassVar[str] = "between"
    a: str
    b: str
    model: str
    cosine: float
    percentile: float | None
    least_count: int
    words: int
    nearer: int
    pairs: int
    lower: int
    usual: float | None
    rows: tuple[BetweenRow, ...]
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class RankRow:
    """The place of a target among the neighbours `of` another, of so many words; `ahead`: the first of those before it.

    `place` goes by the order of `near`, `by_cosine` by the cosine alone; `often` of `as_often` is the latter among
    words that are seen at least as often as it (None: not known).
    """

    target: str
    of: str
    place: int
    words: int
    by_cosine: int
    often: int | None
    as_often: int | None
    ahead: tuple[str, ...]


@dataclass(frozen=True)
class Ranks(Answer):
    """The place of a target among the neighbours of another, and back; their cosine, and how unusual it is."""

    kind: ClassVar[str] = "ranks"
    a: str
    b: str
    model: str
    cosine: float
    percentile: float | None
    pairs: int
    rows: tuple[RankRow, ...]
    unseen: tuple[str, ...] = ()
