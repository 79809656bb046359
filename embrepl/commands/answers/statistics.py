"""Answers of the statistics of a text. Tokens are called by their `unit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class CollocateRow:
    """A word near the word in question: how many of its tokens are near, on which side, and how many there are.

    `count`: places in the text, as `freq` counts them; `tokens`: those where it was cut as a word, or left over from a
    longer token with the word in question. The two differ where words are not parted by spaces.
    The measures are made from `pairs`: of each place of the word in question with each word near it.
    """

    rank: int
    word: str
    together: int
    left: int
    right: int
    count: int
    tokens: int
    pairs: int
    logdice: float
    npmi: float
    llr: float
    t: float
    mi: float
    mi3: float
    chi2: float
    dice: float


@dataclass(frozen=True)
class Nearby:
    """What was asked for words near a word: `left` and `right` are how many words to each side are near.

    `count` is how often the word is seen.
    """

    word: str
    corpus: str
    count: int
    left: int
    right: int
    measure: str
    min_count: int


@dataclass(frozen=True)
class Collocates(Nearby, Answer):
    """The words that stand near a word more often than by chance, the greatest `measure` first.

    `repelled`: less often, the smallest first.
    """

    kind: ClassVar[str] = "collocates"
    rows: tuple[CollocateRow, ...]
    note: str = ""
    unit: str = "word"
    repelled: bool = False


@dataclass(frozen=True)
class GroupedCollocateRow(CollocateRow):
    """A word near the word in question with its group, from 1: its name, and the figures of all its words together.

    `group_score` is that of the measure that was asked for; `group_p` is of its log-likelihood ratio, and `group_q` the
    false discovery rate among the groups.
    """

    group: int
    group_name: str
    group_words: int
    group_together: int
    group_pairs: int
    group_score: float
    group_llr: float
    group_p: float
    group_q: float


@dataclass(frozen=True)
class CollocateGroups(Nearby, Answer):
    """The words near a word in groups by meaning, by the vectors of a model; that with the greatest measure first.

    Those `without` a vector are the last group. `why` says how the number of groups came about, `silhouette` how well
    they are apart; the other fields are those of the list without groups.
    """

    kind: ClassVar[str] = "collocate-groups"
    model: str
    silhouette: float
    without: int
    why: str
    rows: tuple[GroupedCollocateRow, ...]
    note: str = ""
    unit: str = "word"
    repelled: bool = False


@dataclass(frozen=True)
class NgramRow:
    """A run of words."""

    rank: int
    words: str
    count: int
    per_million: float


@dataclass(frozen=True)
class NgramList(Answer):
    """The most frequent runs of n words; `total` runs stand in the text, `different` kinds of them.

    With a word to look for, both are of the runs that have it; per million is of all runs.
    """

    kind: ClassVar[str] = "ngrams"
    n: int
    corpus: str
    total: int
    different: int
    rows: tuple[NgramRow, ...]
    note: str = ""
    unit: str = "word"
