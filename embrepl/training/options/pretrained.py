"""The options of the objective that reads vectors from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from embrepl.errors import EmbreplError
from embrepl.training.options.base import Options


@dataclass(frozen=True)
class PretrainedOptions(Options):
    """Options of vectors that are read: the file, and its dimensions.

    Rare words are kept: their vectors were learnt elsewhere, from more text.
    """

    min_count: int = 1
    file: str = ""

    @classmethod
    def chosen(cls, recipe: str | None, given: Mapping[str, Any], tokens: int) -> Self:
        """Return the options given: none depends on the size of the text."""
        del recipe, tokens
        return cls(**given)

    def check(self) -> None:
        """Raise `missing-value` where no file is named."""
        if not self.file:
            hint = "For example: `train pretrained --file glove.6B.100d.txt`."
            raise EmbreplError("missing-value", "pretrained wants a file of vectors.", hint)
