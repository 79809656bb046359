"""Answers about the neighbours of neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class TreeRow:
    """A word of the tree: `cosine` is with the word above it, `with_target` with what was asked.

    `mutual`: whether the word above is among its nearest in turn (None: not known); `count` None: not known.
    """

    level: int
    above: str
    word: str
    cosine: float
    with_target: float
    count: int | None
    mutual: bool | None


@dataclass(frozen=True)
class Neighbourhood(Answer):
    """The neighbours of a target and their neighbours, each word once, those of a neighbour behind it."""

    kind: ClassVar[str] = "neighbourhood"
    target: str
    model: str
    rows: tuple[TreeRow, ...]
    note: str = ""
    unseen: tuple[str, ...] = ()
