"""What `loss` returns: how the loss of trainings went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class LossRow:
    """The mean loss of a stretch of a training, whose middle lies at this `share` of it, 0 to 1."""

    model: str
    share: float
    loss: float


@dataclass(frozen=True)
class LossCurves(Answer):
    """The losses of some models over their trainings; `notes` say for which there are none, and why."""

    kind: ClassVar[str] = "losses"
    notes: tuple[str, ...]
    rows: tuple[LossRow, ...]
