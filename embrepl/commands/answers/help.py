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
class QuestionRow:
    """What can be asked in plain words, in English and in Chinese, and the command that the first of them means.

    Empty where there is no such question in that language.
    """

    english: str
    chinese: str
    command: str


@dataclass(frozen=True)
class QuestionList(Answer):
    """What can be asked in plain words: for each command and what it is asked with, one question in each language."""

    kind: ClassVar[str] = "questions"
    rows: tuple[QuestionRow, ...]
    forms: int


@dataclass(frozen=True)
class TargetRow:
    """A form of targets, what vectors are asked with it, and what the text is; "" where it is refused."""

    target: str
    vectors: str
    text: str


@dataclass(frozen=True)
class TargetList(Answer):
    """What can be asked about."""

    kind: ClassVar[str] = "targets"
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True)
class Goodbye(Answer):
    """The session is to end."""

    kind: ClassVar[str] = "goodbye"
