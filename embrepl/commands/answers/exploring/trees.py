"""What `sim --tree` and `cluster --tree` return: how things join, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class MergeRow:
    """Two nodes that become one node at a height; leaves are numbered from 1, merges go on behind them.

    `size` leaves are in it; `words` are those, or the first of them, joined by spaces.
    """

    node: int
    left: int
    right: int
    height: float
    size: int
    words: str


@dataclass(frozen=True)
class JoiningTree(Answer):
    """How the `leaves` join by average linkage of 1 - cosine; what they are says `of`: targets, or groups of words."""

    kind: ClassVar[str] = "tree"
    model: str
    of: str
    leaves: tuple[str, ...]
    rows: tuple[MergeRow, ...]
