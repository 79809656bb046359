"""What was written to a file of another tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class Exported(Answer):
    """A model was written to a file of another tool; `notes` name words that were changed or left out."""

    kind: ClassVar[str] = "exported"
    report: ClassVar[bool] = True
    tall: ClassVar[bool] = True
    path: str
    format: str
    model: str
    words: int
    dim: int
    bytes: int
    notes: tuple[str, ...]
