"""Answers about the objectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.help import OptionRow


@dataclass(frozen=True)
class ObjectiveRow:
    """A way of training."""

    name: str
    summary: str
    source: str


@dataclass(frozen=True)
class Objectives(Answer):
    """The ways of training there are."""

    kind: ClassVar[str] = "objectives"
    rows: tuple[ObjectiveRow, ...]


@dataclass(frozen=True)
class Explained(Answer):
    """An objective in full: what it is, by which papers and equation, and when to use it; its options as rows.

    `differs`: how we differ from the papers; `limits`: what it cannot do; `recipes`: names and what they are.
    """

    kind: ClassVar[str] = "explanation"
    objective: str
    summary: str
    what: str
    equation: str
    papers: tuple[str, ...]
    differs: str
    use: str
    limits: str
    recipes: tuple[tuple[str, str], ...]
    rows: tuple[OptionRow, ...]
