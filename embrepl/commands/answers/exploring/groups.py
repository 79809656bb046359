"""Answers about groups of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class ClusterRow:
    """A group of `size` words, and its most central ones among the more frequent.

    `count` is how often its words are seen (None: not known), `silhouette` their mean, exact by 1 - cosine, `cosine`
    their mean cosine with the centre, `stability` the mean share of words in common with a group of another start
    (None: there is no other start).
    """

    group: int
    size: int
    count: int | None
    silhouette: float
    cosine: float
    stability: float | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Clusters(Answer):
    """Groups of the `words` most frequent words of a model; `why` says how their number came about.

    `silhouette` and `cosine` are means over all words, `blank` counts words without a direction, which are in no group.
    `settled`: whether hardly a word changed its group in the last round.
    """

    kind: ClassVar[str] = "clusters"
    model: str
    words: int
    vocabulary: int
    silhouette: float
    cosine: float
    blank: int
    settled: bool
    seed: int
    why: str
    rows: tuple[ClusterRow, ...]


@dataclass(frozen=True)
class MemberRow:
    """A word of a group, its cosine with the centre, its silhouette, and the first word of the group next to it."""

    rank: int
    word: str
    cosine: float
    silhouette: float
    count: int | None
    next_group: int
    next_name: str


@dataclass(frozen=True)
class ClusterWords(Answer):
    """The most central words of one group of `groups`, which is named by `names`; `note` says how it was asked for."""

    kind: ClassVar[str] = "cluster"
    model: str
    group: int
    groups: int
    size: int
    silhouette: float
    names: tuple[str, ...]
    note: str
    rows: tuple[MemberRow, ...]


@dataclass(frozen=True)
class TopicRow:
    """A topic: its most central words, and how many content words and how much of the text it has.

    `coherence` is the mean NPMI of its words over pieces of the text (None: cannot be said), `stability` as in
    clusters. `parts` are those that have it most beyond its share of the whole, `in_parts` its share of each of them.
    """

    topic: int
    share: float
    tokens: int
    size: int
    coherence: float | None
    stability: float | None
    words: tuple[str, ...]
    parts: tuple[str, ...]
    in_parts: tuple[float, ...]


@dataclass(frozen=True)
class Topics(Answer):
    """What a text is about: groups of its `words` content words, `share` of all its tokens; `by` says what parts are.

    `pieces`: how many pieces of the text said which words are content words and which occur together.
    """

    kind: ClassVar[str] = "topics"
    corpus: str
    model: str
    words: int
    share: float
    pieces: int
    by: str
    seed: int
    rows: tuple[TopicRow, ...]
    unit: str = "word"
