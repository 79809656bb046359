"""What a person reads when something cannot be done: a code, one sentence, one hint, and perhaps the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

USAGE = frozenset(  # codes of what is typed wrongly, whatever is loaded
    (
        "bad-expression", "bad-option", "bad-pattern", "missing-value", "unknown-command", "unknown-encoding",
        "unclear-question", "unknown-format", "unknown-objective", "unknown-option", "unknown-question",
        "unknown-recipe", "wrong-usage",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where in a text something is wrong: the text, and the offset of the character (its length: the end)."""

    text: str
    offset: int


class EmbreplError(Exception):
    """A failure that the user can act on.

    `code` is a short kebab-case name (`unknown-word`), `message` one sentence with what was seen and where,
    `hint` one sentence naming what mends it, `place` where in a typed text it is wrong. None of them is safe to print:
    they may quote words from files.
    """

    def __init__(self, code: str, message: str, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.place = place

    @property
    def is_usage(self) -> bool:
        """Whether it is a wrong command line: the exit status is then 2."""
        return self.code in USAGE

    def __repr__(self) -> str:
        return f"EmbreplError({self.code!r}, {self.message!r}, {self.hint!r})"


class UnknownWordError(EmbreplError):
    """A word that a model has no vector for; whoever knows the corpus can say how often it was seen."""

    def __init__(self, word: str, message: str, hint: str = "") -> None:
        super().__init__("unknown-word", message, hint)
        self.word = word


def names_hint(name: str, known: list[str], otherwise: str) -> str:
    """Return the hint for a name that is not known: the one that was perhaps meant, else all, else `otherwise`."""
    near = nearest_names(name, known, most=1)
    if near:
        return did_you_mean(near)
    if len(known) == 1:
        return f"There is only {known[0]}."
    return f"There are: {', '.join(known)}." if known else otherwise


def did_you_mean(near: Sequence[str]) -> str:
    """Return the question that offers one or more names or words: "Did you mean king, kin or kind?"."""
    *others, last = near
    return f"Did you mean {', '.join(others)}{' or ' * bool(others)}{last}?"


def nearest_names(name: str, known: list[str], most: int = 3) -> list[str]:
    """Return the names in `known` that look most like `name`, the likeliest first."""
    from difflib import get_close_matches

    return get_close_matches(name, known, n=most, cutoff=0.6)
