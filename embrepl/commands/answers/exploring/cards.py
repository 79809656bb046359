"""What `show` returns: all that is known at once of a word, a phrase or an expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.text import ContextRow


@dataclass(frozen=True)
class NearWord:
    """A word near it in the model; `count` is None for vectors that came without counts."""

    word: str
    cosine: float
    count: int | None


@dataclass(frozen=True)
class Collocate:
    """A word that stands near it in the text more often than by chance: in so many pairs, and the logdice of these."""

    word: str
    pairs: int
    logdice: float


@dataclass(frozen=True)
class Spelling:
    """Another spelling or form of it, or a word that a pattern stands for, and how often that is seen."""

    word: str
    count: int | None


@dataclass(frozen=True)
class Card(Answer):
    """What the text and the model know of something. None, and empty, is what they do not know: `missing` says why.

    Of the parts of the text that `disperse` has, `range` of `parts` have it, with Juilland's D and Gries' DP;
    `most_in` is the part where it is seen most beyond what its size would have, with so many of the places.
    `spread` is how often it is seen in each twentieth of the text. `pattern`: the spellings are the words that fit it.
    """

    kind: ClassVar[str] = "card"
    tall: ClassVar[bool] = True
    query: str
    corpus: str | None
    model: str | None
    count: int | None
    per_million: float | None
    rank: int | None
    types: int | None
    documents: int | None
    document_share: float | None
    by: str
    parts: int
    range: int
    juilland_d: float | None
    dp: float | None
    most_in: str
    most_count: int
    spread: tuple[int, ...]
    neighbours: tuple[NearWord, ...]
    collocates: tuple[Collocate, ...]
    spellings: tuple[Spelling, ...]
    lines: tuple[ContextRow, ...]
    note: str = ""
    missing: tuple[str, ...] = ()
    unit: str = "word"
    pattern: bool = False
