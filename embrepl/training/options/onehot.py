"""The options of the one-hot baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.training.options.base import Options


@dataclass(frozen=True)
class OneHotOptions(Options):
    """Options of the one-hot baseline: a vector has as many numbers as there are words, and nothing is random."""

    unused: ClassVar[frozenset[str]] = frozenset({"dim", "seed"})

    dim: int = 0
