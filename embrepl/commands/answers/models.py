"""Answers about models: whether they are any good, which there are, which is current."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class FrequencyBand:
    """Words seen from `least` to `most` times (None: or more): shares of all words and of well-known words' neighbours.

    `length`: the mean length of their vectors, that of the longest band being 1.
    """

    least: int
    most: int | None
    words: float
    neighbours: float
    length: float


@dataclass(frozen=True)
class ContextBand:
    """Words seen from `least` to `most` times (None: or more) that were left out to check vectors made of contexts.

    `cosine`: the mean cosine of their own vectors with those made of what stands around them; `plain`: with the mean of
    the vectors around them as it is.
    """

    least: int
    most: int | None
    words: int
    cosine: float
    plain: float


@dataclass(frozen=True)
class HealthReport(Answer):
    """Figures and a verdict on a model; None where the vectors before training, or the counts, are not known.

    `rare_neighbours`: of the words nearest to well-known ones the share that is rare; `rare_words`: that of all words;
    `rare_lead`: how much nearer the nearest rare words are to them than the nearest of the others.
    `hub`: the word that is among the nearest of most of those, of a share `hub_share`. `doubts`: what is odd in
    vectors that were read from a file. `contexts`: how well vectors are made of contexts, by frequency, and
    `context_fit`: over all words that were left out; None where that was not learnt, or too few words are known.
    """

    kind: ClassVar[str] = "health"
    model: str
    verdict: str
    sentence: str
    advice: str
    dim: int
    effective_rank: float
    random_cosine: float
    first_direction: float
    norm_spread: float
    shared_movement: float | None
    untrained_overlap: float | None
    shrunk: float | None
    doubts: tuple[str, ...] = ()
    rare_neighbours: float | None = None
    rare_words: float | None = None
    rare_lead: float | None = None
    hub: str = ""
    hub_share: float | None = None
    singular_values: tuple[float, ...] = ()
    bands: tuple[FrequencyBand, ...] = ()
    contexts: tuple[ContextBand, ...] = ()
    context_fit: float | None = None


@dataclass(frozen=True)
class ModelRow:
    """A model of the session."""

    name: str
    current: bool
    objective: str
    corpus: str
    words: int
    dim: int
    loss: float | None
    seconds: float
    stopped: str


@dataclass(frozen=True)
class Models(Answer):
    """The models of the session; `stopped`: a sentence for each training that can go on."""

    kind: ClassVar[str] = "models"
    stopped: tuple[str, ...]
    rows: tuple[ModelRow, ...]


@dataclass(frozen=True)
class Used(Answer):
    """What is current now."""

    kind: ClassVar[str] = "used"
    report: ClassVar[bool] = True
    corpus: str | None
    model: str | None


@dataclass(frozen=True)
class DroppedRow:
    """A model or a corpus that was taken out, and the bytes of the session's folder that it gave back."""

    name: str
    what: str
    bytes: int


@dataclass(frozen=True)
class Dropped(Answer):
    """What was taken out of the session, and what is current now."""

    kind: ClassVar[str] = "dropped"
    report: ClassVar[bool] = True
    corpus: str | None
    model: str | None
    rows: tuple[DroppedRow, ...]
