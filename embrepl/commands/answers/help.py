"""Answers about the commands themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class CommandRow:
    """A command, in the list of all."""

    command: str
    summary: str


@dataclass(frozen=True)
class HelpList(Answer):
    """All commands."""

    kind: ClassVar[str] = "help"
    rows: tuple[CommandRow, ...]


@dataclass(frozen=True)
class OptionRow:
    """An option of a command."""

    option: str
    default: str
    meaning: str


@dataclass(frozen=True)
class HelpPage(Answer):
    """One command in full."""

    kind: ClassVar[str] = "help-page"
    command: str
    usage: str
    text: str
    rows: tuple[OptionRow, ...]


@dataclass(frozen=True)
class Goodbye(Answer):
    """The session is to end."""

    kind: ClassVar[str] = "goodbye"
