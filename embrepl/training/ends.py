"""How a training ended: at its last pass, because it was settled, because it was stopped, or in trouble."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """The ways a training ends with vectors."""

    COMPLETED = "completed"
    SETTLED = "settled"  # before its last pass, since nothing got better any more
    STOPPED = "stopped"  # by the user, or where a checkpoint was taken
    FAILED = "failed"  # the last good vectors were kept


@dataclass(frozen=True)
class End:
    """How a training ended.

    `far`: how far it came, where it was stopped or failed; `why`: the reason of a training that settled, or
    what went wrong in one that failed, and what to change; `resumable`: whether it can go on.
    """

    how: How = How.COMPLETED
    far: str = ""
    why: str = ""
    resumable: bool = False

    @classmethod
    def stopped_at(cls, far: str, *, resumable: bool = False) -> End:
        """Return the end of a training that was stopped; with no word of how far it came, it was completed."""
        return cls(How.STOPPED, far, resumable=resumable) if far else cls()

    @property
    def trouble(self) -> str:
        """What went wrong and what to change; "" where all is well."""
        return self.why if self.how is How.FAILED else ""

    @property
    def settled(self) -> str:
        """Why it ended before its last pass though all is well; "" where it did not."""
        return self.why if self.how is How.SETTLED else ""

    def facts(self) -> dict[str, str | bool]:
        """Return the fields by which programs read it: `stopped`, `trouble`, `ended` and `resumable`."""
        return {"stopped": self.far, "trouble": self.trouble, "ended": self.settled, "resumable": self.resumable}


COMPLETED = End()
