"""Answers about the jobs of the background process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class Started(Answer):
    """A job runs in the background."""

    kind: ClassVar[str] = "started"
    report: ClassVar[bool] = True
    job: int
    title: str


@dataclass(frozen=True)
class GoesOn(Answer):
    """A job that was watched goes on in the background."""

    kind: ClassVar[str] = "goes-on"
    job: int
    title: str
    share: float


@dataclass(frozen=True)
class AtRest(Answer):
    """Nothing is left to wait for, watch or stop: the job has ended, or, without a job, nothing runs."""

    kind: ClassVar[str] = "at-rest"
    report: ClassVar[bool] = True
    job: int | None
    title: str
    state: str


@dataclass(frozen=True)
class JobRow:
    """A background job: its state is running, stopping, done, stopped or failed."""

    number: int
    title: str
    state: str
    share: float
    seconds: float


@dataclass(frozen=True)
class JobList(Answer):
    """The jobs of this session."""

    kind: ClassVar[str] = "jobs"
    rows: tuple[JobRow, ...]
