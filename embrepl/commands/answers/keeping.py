"""Answers about what is kept for later sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class TrainingRow:
    """A stopped training: its model's name, its text, how far it came, when it was last used, whether one uses it now.

    `corpus` and `stopped` are empty where it is damaged, so that it cannot go on.
    """

    name: str
    objective: str
    corpus: str
    stopped: str
    used: str
    bytes: int
    in_use: bool


@dataclass(frozen=True)
class StoppedList(Answer):
    """The stopped trainings that are kept, of all sessions, and where."""

    kind: ClassVar[str] = "trainings"
    folder: str
    rows: tuple[TrainingRow, ...]


@dataclass(frozen=True)
class ForgottenTraining:
    """A stopped training that was removed, or `kept` because a session uses it."""

    name: str
    bytes: int
    kept: bool


@dataclass(frozen=True)
class ForgottenTrainings(Answer):
    """Stopped trainings that were removed."""

    kind: ClassVar[str] = "forgotten-trainings"
    rows: tuple[ForgottenTraining, ...]
