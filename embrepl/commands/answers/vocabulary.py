"""Answers about the vocabulary as a whole: its key words, and its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class KeyRow:
    """A key word: how often and in how many documents here and in the other corpus, and how the two differ.

    `g2` is the log-likelihood with the sign of the difference, `p` its probability by chance, `q` the false discovery
    rate among all words tested; `log_ratio` is binary. `percent_diff` and `odds_ratio` have no value (None) for a word
    that the other lacks, `other_documents` none where the other is a list. `other_count` is None where nobody knows it:
    the list has frequencies alone. `at_most`: the list is cut off, and lacks the word; so often it may have it at most.
    """

    rank: int
    word: str
    count: int
    other_count: int | None
    per_million: float
    other_per_million: float
    documents: int | None
    other_documents: int | None
    g2: float
    p: float
    q: float
    log_ratio: float
    percent_diff: float | None
    bic: float
    odds_ratio: float | None
    at_most: bool


@dataclass(frozen=True)
class Keywords(Answer):
    """The words that are more (or, where `fewer`, less) frequent in one corpus than in another.

    Words with enough occurrences are `tested`; of these so many are `different`, one way or the other, at a false
    discovery rate of 5 %. `tokens` and `other_tokens` are the sizes of the two.
    """

    kind: ClassVar[str] = "keywords"
    corpus: str
    other: str
    measure: str
    fewer: bool
    rows: tuple[KeyRow, ...]
    tested: int = 0
    different: int = 0
    tokens: int = 0
    other_tokens: int = 0


@dataclass(frozen=True)
class GroupedKeyRow(KeyRow):
    """A key word with its group, from 1: its name, and the figures of all its words together, made as those of one."""

    group: int
    group_name: str
    group_words: int
    group_count: int
    group_per_million: float
    group_other_per_million: float
    group_g2: float
    group_p: float
    group_q: float
    group_log_ratio: float


@dataclass(frozen=True)
class KeywordGroups(Answer):
    """Key words in groups by meaning, by the vectors of a model; that with the greatest G2 first.

    Those `without` a vector are the last group. `why` says how the number of groups came about, `silhouette` how well
    they are apart.
    """

    kind: ClassVar[str] = "keyword-groups"
    corpus: str
    other: str
    measure: str
    fewer: bool
    model: str
    silhouette: float
    without: int
    why: str
    rows: tuple[GroupedKeyRow, ...]


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
