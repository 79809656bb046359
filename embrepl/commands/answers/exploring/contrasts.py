"""Answers about axes of meaning, and about groups of words beside other groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class SeedWord:
    """A seed word of an axis, its side, and its place on the axis without it (None: the only one of its side)."""

    word: str
    side: str
    left_out: float | None
    own_side: bool | None


@dataclass(frozen=True)
class AxisRow:
    """A word on an axis, from -1 to 1, positive on the first side; `side`: the first seed word of the side it is on.

    Its place lies between `low` and `high` 95 times in 100 with other seed words of the same kinds; None: not known.
    `percentile`: the share of the words looked at, in percent, that are farther towards the second side.
    """

    word: str
    place: float
    low: float | None
    high: float | None
    percentile: float
    count: int | None
    side: str


@dataclass(frozen=True)
class AxisPlaces(Answer):
    """Words along an axis of meaning.

    `held` of `tried` seed words fall on their own side when they are left out; of `pairs` of words in the same place on
    both sides `pairs_held` point the right way when both are. `ends`: the rows are those words of the
    vocabulary that lie farthest out, not ones that were asked for; `words` seen at least `least_count` times were
    looked at.
    """

    kind: ClassVar[str] = "axis"
    model: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    held: int
    tried: int
    pairs_held: int
    pairs: int
    ends: bool
    least_count: int
    words: int
    seeds: tuple[SeedWord, ...]
    rows: tuple[AxisRow, ...]
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssociationRow:
    """A word of S or T, and how much nearer it is to A than to B: the difference of its mean cosines."""

    group: str
    word: str
    association: float
    count: int | None


@dataclass(frozen=True)
class AssociationTest(Answer):
    """Whether S is nearer to A, rather than B, than T is.

    `effect` in standard deviations, and its `least` and `greatest` with any one word left out (None: none can be);
    `difference` of the mean associations. `p` is the share of `ways` to part the words of S and T that differ at least
    as much in this direction, `p_two_sided` in either; from all ways where `exact`, else of a sample, and then between
    `p_low` and `p_high` 95 times in 100. `left_out`: words that were typed and have no vector.
    """

    kind: ClassVar[str] = "association test"
    model: str
    s: tuple[str, ...]
    t: tuple[str, ...]
    a: tuple[str, ...]
    b: tuple[str, ...]
    effect: float
    least: float | None
    greatest: float | None
    difference: float
    p: float
    p_two_sided: float
    p_low: float
    p_high: float
    ways: int
    exact: bool
    left_out: tuple[str, ...]
    rows: tuple[AssociationRow, ...]
    unseen: tuple[str, ...] = ()
