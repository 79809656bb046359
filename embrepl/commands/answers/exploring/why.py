"""What `why` returns: the contexts that two words share, and lines of the text with both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class SharedContextRow:
    """A shared context: its `share` of the rows' cosine, and what it weighs and counts beside each word.

    A pair at offset o counts window + 1 - o. The lines are those where the context, `match`, and the word stand nearest
    to each other, with where they are, as in `kwic` (`record`: None where the file is one text).
    """

    rank: int
    context: str
    count: int
    share: float
    weight_a: float
    weight_b: float
    pairs_a: int
    pairs_b: int
    a_file: str
    a_record: int | None
    a_line: int
    a_left: str
    a_match: str
    a_right: str
    b_file: str
    b_record: int | None
    b_line: int
    b_left: str
    b_match: str
    b_right: str


@dataclass(frozen=True)
class Why(Answer):
    """Why two words are near: `cosine` in the model, `rows_cosine` of their weighted counts, and what they share.

    `exact`: the rows are those that the model was solved from; `basis` says what was counted. `explained` is the
    share of `rows_cosine` that the rows here have together, of `shared` contexts. `together` pairs of places of the two
    stand within `window` words of each other, `expected` by chance.
    """

    kind: ClassVar[str] = "why"
    beside: ClassVar[tuple[str, ...]] = ("cosine", "rows_cosine", "explained", "shared", "together", "expected")
    a: str
    b: str
    model: str
    corpus: str
    cosine: float
    rows_cosine: float
    exact: bool
    basis: str
    window: int
    shared: int
    explained: float
    together: int
    expected: float
    rows: tuple[SharedContextRow, ...]
    unit: str = "word"
