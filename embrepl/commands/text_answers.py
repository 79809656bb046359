"""What the commands that ask the text return. Contexts and paths stand as they are in the files: unsafe to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers import Answer


@dataclass(frozen=True)
class TopRow:
    """A frequent word; `cumulative` is the share of the text that it and those before it make up."""

    rank: int
    word: str
    count: int
    per_million: float
    cumulative: float


@dataclass(frozen=True)
class TopWords(Answer):
    """The most frequent words."""

    kind: ClassVar[str] = "top"
    corpus: str
    tokens: int
    types: int
    rows: tuple[TopRow, ...]


@dataclass(frozen=True)
class FrequencyRow:
    """How often something is found, and in how many documents; `rank` is that of a word among all (None: no word).

    `note` says what should be known of the count: what was perhaps meant where it is 0, how often a text without
    spaces is a word of its own, and how often a word is inside joined phrases; so it does in other answers.
    """

    query: str
    count: int
    per_million: float
    documents: int
    document_share: float
    rank: int | None
    note: str = ""


@dataclass(frozen=True)
class Frequencies(Answer):
    """How often words, phrases and patterns are found."""

    kind: ClassVar[str] = "frequencies"
    corpus: str
    tokens: int
    documents: int
    rows: tuple[FrequencyRow, ...]


@dataclass(frozen=True)
class FoundRow:
    """A word that a pattern fits, and its rank among all words."""

    word: str
    count: int
    rank: int


@dataclass(frozen=True)
class FoundWords(Answer):
    """The words that a pattern fits: `types` of them with `tokens` occurrences, the most frequent as rows."""

    kind: ClassVar[str] = "found"
    pattern: str
    corpus: str
    types: int
    tokens: int
    rows: tuple[FoundRow, ...]


@dataclass(frozen=True)
class ContextRow:
    """A hit in its context, as the file has it.

    `record` is the row of a table or the part of a file, from 1 (None: the file is one text), `line` the line in it,
    `word` the number of the word in a long line, from 1 (None: the line is not long, or in a record).
    """

    file: str
    record: int | None
    line: int
    word: int | None
    left: str
    match: str
    right: str


@dataclass(frozen=True)
class Contexts(Answer):
    """Keyword in context: `hits` in all, of which rows are shown, `order` says which and how sorted."""

    kind: ClassVar[str] = "contexts"
    query: str
    corpus: str
    hits: int
    order: str
    rows: tuple[ContextRow, ...]


@dataclass(frozen=True)
class CollocateRow:
    """A word near the asked one: how often together, on which side, how often at all, and the measures."""

    rank: int
    word: str
    together: int
    left: int
    right: int
    count: int
    logdice: float
    npmi: float
    llr: float
    t: float
    mi: float
    mi3: float
    chi2: float
    dice: float


@dataclass(frozen=True)
class Collocates(Answer):
    """The words that stand near a word more often than by chance, the greatest `measure` first.

    `left` and `right` are how many words to each side are near; `count` is how often the word is seen.
    """

    kind: ClassVar[str] = "collocates"
    word: str
    corpus: str
    count: int
    left: int
    right: int
    measure: str
    min_count: int
    rows: tuple[CollocateRow, ...]
    note: str = ""


@dataclass(frozen=True)
class NgramRow:
    """A run of words."""

    rank: int
    words: str
    count: int
    per_million: float


@dataclass(frozen=True)
class Ngrams(Answer):
    """The most frequent runs of n words; `total` runs stand in the text, `different` kinds of them.

    With a word that was asked for, both are of the runs that have it; per million is of all runs.
    """

    kind: ClassVar[str] = "ngrams"
    n: int
    corpus: str
    total: int
    different: int
    rows: tuple[NgramRow, ...]
    note: str = ""


@dataclass(frozen=True)
class PartRow:
    """A part of the text, from 1: a file, a document or a stretch of tokens."""

    part: int
    name: str
    tokens: int
    count: int
    per_million: float


@dataclass(frozen=True)
class Dispersion(Answer):
    """How evenly something is spread over parts: `by` files, documents or parts; `range` parts have it."""

    kind: ClassVar[str] = "dispersion"
    beside: ClassVar[tuple[str, ...]] = ("range", "juilland_d", "dp", "dp_norm")
    query: str
    corpus: str
    count: int
    by: str
    range: int
    juilland_d: float | None
    dp: float
    dp_norm: float | None
    rows: tuple[PartRow, ...]
    note: str = ""


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
