"""Answers about a training: what it would take, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class TrainedModel(Answer):
    """A model was trained; `stopped` says how far it came when it was stopped.

    `loss` is the mean per pair in the last pass; `memory` is in bytes, the most in use; `estimate` the estimated
    seconds; `trouble` what went wrong when the last good vectors were kept; `ended` why it ended before its last pass;
    `resumable` whether `resume` goes on; `notes` further remarks, mostly on a file of vectors; `missing` the most
    frequent words that the file does not have. `corpus` is empty for vectors that were read without a text. `current`:
    whether it is the model that the other commands ask now.
    """

    kind: ClassVar[str] = "trained"
    report: ClassVar[bool] = True
    tall: ClassVar[bool] = True
    name: str
    objective: str
    corpus: str
    words: int
    dim: int
    seconds: float
    words_per_second: float
    loss: float | None
    memory: int
    estimate: float | None
    stopped: str
    trouble: str
    ended: str
    resumable: bool
    figures: dict[str, float]
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    verdict: str
    sentence: str
    advice: str
    command: str
    current: bool = True


@dataclass(frozen=True)
class PlannedRow:
    """An option that a training would take; `chosen`: given, or chosen by the size of the text."""

    option: str
    value: str | float | bool
    chosen: bool
    meaning: str


@dataclass(frozen=True)
class Planned(Answer):
    """What a training would be: its command, about how many seconds and bytes of memory it takes, its vocabulary."""

    kind: ClassVar[str] = "planned"
    objective: str
    command: str
    seconds: float
    memory: int
    words: int
    tokens: int
    rows: tuple[PlannedRow, ...]
