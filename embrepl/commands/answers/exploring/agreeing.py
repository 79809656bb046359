"""What two models share, beside what chance alone changes of either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class AgreementRow:
    """Words of like frequency, by their ranks in the first model, and the share of neighbours that both models have.

    `words` were asked; the mean over all such words lies between `low` and `high` 95 times in 100. `first` and
    `second`: what two makings of each model share, None where that is not known.
    """

    band: str
    words: int
    kept: float
    low: float
    high: float
    first: float | None
    second: float | None


@dataclass(frozen=True)
class DifferingWord:
    """A word whose neighbours differ more than chance changes them: how many are shared, and which are not."""

    word: str
    kept: int
    first: int | None
    second: int | None
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@dataclass(frozen=True)
class Agreement(Answer):
    """Two models: their words, how many are shared, and what share of k neighbours is the same.

    `chance`: what the makings of one model differ by: `seeds` of the training, or `samples` of the text; "" where
    nothing is known of it. `beyond`: by how much less the models share than the makings of the less certain one, and
    where that lies; None where it is not known.
    """

    kind: ClassVar[str] = "agreement"
    beside: ClassVar[tuple[str, ...]] = ("models", "k", "shared", "chance")
    models: tuple[str, str]
    corpora: tuple[str, str]
    words: tuple[int, int]
    shared: int
    k: int
    chance: str
    beyond: float | None
    low: float | None
    high: float | None
    sentence: str
    notes: tuple[str, ...]
    differing: tuple[DifferingWord, ...]
    rows: tuple[AgreementRow, ...]


@dataclass(frozen=True)
class SideRow:
    """A rank in the lists of two models: the word there, its cosine, whether it is in both lists.

    `…_again`: whether another making of the model has it in its list too; None where there is none.
    """

    rank: int
    first: str
    first_cosine: float | None
    first_shared: bool
    first_again: bool | None
    second: str
    second_cosine: float | None
    second_shared: bool
    second_again: bool | None


@dataclass(frozen=True)
class TwoLists(Answer):
    """The neighbours of a target in two models, side by side, among the words that both have.

    `kept`: how many are in both lists; `first` and `second`: how many another making of each model keeps.
    """

    kind: ClassVar[str] = "two-lists"
    beside: ClassVar[tuple[str, ...]] = ("target", "models")
    target: str
    models: tuple[str, str]
    shared: int
    chance: str
    kept: int
    first: int | None
    second: int | None
    sentence: str
    notes: tuple[str, ...]
    rows: tuple[SideRow, ...]
