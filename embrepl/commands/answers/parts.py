"""Answers about the parts of a text. Tokens are called by their `unit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class CorpusPartRow:
    """A part that a variable makes: its value, how it is typed (None, None: no value), and its share of the words."""

    variable: str
    value: str | None
    part: str | None
    documents: int
    tokens: int
    share: float


@dataclass(frozen=True)
class CorpusParts(Answer):
    """The variables of a corpus and the parts that they make; `whole`: all parts of one variable were asked for."""

    kind: ClassVar[str] = "corpus-parts"
    corpus: str
    documents: int
    tokens: int
    whole: bool
    rows: tuple[CorpusPartRow, ...]


@dataclass(frozen=True)
class PartFrequencyRow:
    """How often something is found in a part (None: in documents without a value), and in how many documents of it.

    `tokens` is how long the part is, `document_share` the share of its documents.
    """

    query: str
    part: str | None
    count: int
    per_million: float
    documents: int
    document_share: float
    tokens: int


@dataclass(frozen=True)
class FrequenciesByPart(Answer):
    """How often words, phrases and patterns are found in each part that a variable makes."""

    kind: ClassVar[str] = "frequencies-by-part"
    corpus: str
    by: str
    rows: tuple[PartFrequencyRow, ...]
    notes: tuple[str, ...] = ()
    unit: str = "word"
