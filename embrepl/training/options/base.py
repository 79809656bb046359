"""What the options of all objectives have in common, and the defaults that fit a text of some size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from embrepl.errors import EmbreplError, nearest_names
from embrepl.training.options.meanings import Meaning, meaning_of

SMALL, MEDIUM = 200_000, 2_000_000  # tokens


@dataclass(frozen=True)
class Options:
    """The options of one objective; a field's name is an option's name, its default the option's."""

    recipes: ClassVar[tuple[str, ...]] = ("default",)
    unused: ClassVar[frozenset[str]] = frozenset()  # options that mean nothing to this objective

    dim: int = 100
    min_count: int = 5
    seed: int = 1

    @classmethod
    def option_names(cls) -> list[str]:
        """Return the names of the options that mean something to this objective."""
        return [field.name for field in fields(cls) if field.name not in cls.unused]

    @classmethod
    def of_recipe(cls, recipe: str | None, values: Mapping[str, Any], tokens: int) -> Self:
        """Return the options of a recipe for a text of so many tokens, with these values in place."""
        del recipe
        defaults = {name: value for name, value in cls.defaults_for(tokens).items() if name in cls.option_names()}
        return cls(**{**defaults, **values})

    @classmethod
    def defaults_for(cls, tokens: int) -> dict[str, Any]:
        """Return the defaults that differ for a text of so many tokens; 0: not known, none.

        A small text has few words often enough to learn from, and needs more passes to learn from those.
        """
        if not tokens or tokens >= MEDIUM:
            return {}
        return {"dim": 50, "min_count": 2, "epochs": 20} if tokens < SMALL else {"min_count": 3, "epochs": 10}

    def course(self, tokens: int) -> str:
        """Return what a training on so many tokens will do, and why, after the objective's name; "": nothing to say."""
        return ""

    def check_labels(self, labels: Sequence[str]) -> None:
        """Raise an error for a text whose documents' labels the objective cannot learn from; most need none."""

    def check(self) -> None:
        """Raise `bad-option` for options that do not go together; each alone has been checked before."""


def check(options: Options) -> None:
    """Raise `bad-option` naming the value received and the values accepted."""
    for field in fields(options):
        if field.name not in options.unused:
            _check_value("--" + field.name.replace("_", "-"), getattr(options, field.name), meaning_of(field))
    options.check()


def _check_value(flag: str, value: Any, meaning: Meaning) -> None:
    hint = f"`help train` explains {flag}."
    if meaning.choices and value not in meaning.choices:
        near = nearest_names(str(value), list(meaning.choices))
        hint = f"Did you mean {near[0]}?" if near else hint
        raise EmbreplError("bad-option", f"{flag} is one of {', '.join(meaning.choices)}, not '{value}'.", hint)
    if meaning.range and not meaning.range[0] <= value <= meaning.range[1]:
        least, most = (f"{bound:,}" for bound in meaning.range)
        shown = f"{value:,}".removesuffix(".0")
        raise EmbreplError("bad-option", f"{flag} is from {least} to {most}, not {shown}.", hint)
    if meaning.above and not meaning.above[0] < value <= meaning.above[1]:
        least, most = (f"{bound:g}" for bound in meaning.above)
        message = f"{flag} is greater than {least} and at most {most}, not {value:g}."
        raise EmbreplError("bad-option", message, f"{hint[:-1]}; `train --dry-run` shows its default.")
