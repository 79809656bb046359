"""Answers about the words of the text: how often, which, and where. Tokens are called by their `unit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


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
    unit: str = "word"


@dataclass(frozen=True)
class FrequencyRow:
    """How often something is found, and in how many documents.

    `as_word` is how often it is a word of its own, which `rank` goes by (None: of a pattern, and of several words).
    `note` says what should be known of the count: what was perhaps meant where it is 0, and how often it is a word of
    its own, inside longer words, and inside joined phrases; so it does in other answers.
    """

    query: str
    count: int
    per_million: float
    documents: int
    document_share: float
    rank: int | None
    note: str = ""
    as_word: int | None = None


@dataclass(frozen=True)
class Frequencies(Answer):
    """How often words, phrases and patterns are found."""

    kind: ClassVar[str] = "frequencies"
    corpus: str
    tokens: int
    documents: int
    rows: tuple[FrequencyRow, ...]
    unit: str = "word"


@dataclass(frozen=True)
class WordMatchRow:
    """A word that matches a pattern, and its rank among all words."""

    word: str
    count: int
    rank: int


@dataclass(frozen=True)
class WordMatches(Answer):
    """The words that match a pattern: `types` of them with `tokens` occurrences, the most frequent as rows."""

    kind: ClassVar[str] = "found"
    pattern: str
    corpus: str
    types: int
    tokens: int
    rows: tuple[WordMatchRow, ...]
    unit: str = "word"


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

    @property
    def cells(self) -> tuple[str, int | None, int, int | None, str, str, str]:
        """All of it in order, for a row that has more."""
        return self.file, self.record, self.line, self.word, self.left, self.match, self.right


@dataclass(frozen=True)
class FilledPosition:
    """A position of a query by meaning, from 1: `words` words near to it by a model fill it, `least` the cosine of all.

    `seen`: those that do in the hits, and in how many, the most frequent first.
    """

    position: int
    query: str
    model: str
    least: float
    words: int
    seen: dict[str, int]


@dataclass(frozen=True)
class Contexts(Answer):
    """Keyword in context: `hits` in all, of which rows are shown, `order` says which and how sorted.

    `whole`: how much context is wanted was said, so none of it is to be cut. `filled`: the positions of a query by
    meaning, and which words fill them.
    """

    kind: ClassVar[str] = "contexts"
    query: str
    corpus: str
    hits: int
    order: str
    rows: tuple[ContextRow, ...]
    unit: str = "word"
    whole: bool = False
    filled: tuple[FilledPosition, ...] = ()
