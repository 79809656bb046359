"""Answers about the report that a session collects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer
from embrepl.commands.provenance import Provenance


@dataclass(frozen=True)
class Section:
    """An answer with where it comes from, and what the user has to say on it."""

    answer: Answer
    provenance: Provenance
    remark: str = ""


@dataclass(frozen=True)
class ReportRow:
    """A section: its number, the command, the kind of the answer, how many rows it has, and the remark."""

    number: int
    command: str
    answer: str
    lines: int
    remark: str


@dataclass(frozen=True)
class ReportList(Answer):
    """What the report holds, its title, and whether every answer is marked."""

    kind: ClassVar[str] = "report"
    title: str
    marks_all: bool
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True)
class WholeReport(ReportList):
    """The report with its sections, for a page."""

    kind: ClassVar[str] = "whole-report"
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Marked(Answer):
    """An answer was marked, or got another remark where it was `there` already."""

    kind: ClassVar[str] = "marked"
    report: ClassVar[bool] = True
    number: int
    command: str
    remark: str
    there: bool


@dataclass(frozen=True)
class ReportChanged(Answer):
    """What was done to the report, as `titled`, and how many answers it holds now; `removed`: their commands."""

    kind: ClassVar[str] = "report-changed"
    report: ClassVar[bool] = True
    done: str
    title: str
    answers: int
    marks_all: bool
    removed: tuple[str, ...] = ()
