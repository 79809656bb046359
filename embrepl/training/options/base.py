"""What the options of all objectives have in common, and the defaults that fit a text of some size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from embrepl.errors import EmbreplError, nearest_names
from embrepl.training.options.meanings import CHOICES, POSITIVE, RANGES

SMALL, MEDIUM = 200_000, 2_000_000  # tokens


@dataclass(frozen=True)
class Options:
    """Options of one objective; a field's name is an option's name, its default the option's."""

    recipes: ClassVar[tuple[str, ...]] = ("default",)
    unused: ClassVar[frozenset[str]] = frozenset()  # options that mean nothing to this objective

    dim: int = 100
    min_count: int = 5
    seed: int = 1

    @classmethod
    def used(cls) -> list[str]:
        """Return the names of the options that mean something to this objective."""
        return [field.name for field in fields(cls) if field.name not in cls.unused]

    @classmethod
    def chosen(cls, recipe: str | None, given: Mapping[str, Any], tokens: int) -> Self:
        """Return the options of a recipe for a text of so many tokens, with the given ones in place."""
        del recipe
        fitting = {name: value for name, value in cls.fitting(tokens).items() if name in cls.used()}
        return cls(**{**fitting, **given})

    @classmethod
    def fitting(cls, tokens: int) -> dict[str, Any]:
        """Return the defaults that a text of so many tokens wants otherwise; 0: not known, none.

        A small text has few words often enough to learn from, and needs more passes to learn from those.
        """
        if not tokens or tokens >= MEDIUM:
            return {}
        return {"dim": 50, "min_count": 2, "epochs": 20} if tokens < SMALL else {"min_count": 3, "epochs": 10}

    def check_labels(self, labels: Sequence[str]) -> None:
        """Raise an error for a text whose documents' labels the objective cannot learn from; most need none."""

    def check(self) -> None:
        """Raise `bad-option` for options that do not go together; each alone has been checked before."""


def check(options: Options) -> None:
    """Raise `bad-option` naming the value received and the values accepted."""
    for name, value in asdict(options).items():
        if name in options.unused:
            continue
        flag = "--" + name.replace("_", "-")
        if name in CHOICES and value not in CHOICES[name]:
            near = nearest_names(str(value), list(CHOICES[name]))
            hint = f"Did you mean {near[0]}?" if near else f"`help train` explains {flag}."
            raise EmbreplError("bad-option", f"{flag} is one of {', '.join(CHOICES[name])}, not '{value}'.", hint)
        if name in RANGES and not RANGES[name][0] <= value <= RANGES[name][1]:
            least, most = (f"{bound:,}" for bound in RANGES[name])
            raise EmbreplError(
                "bad-option", f"{flag} is from {least} to {most}, not {value:,}.", f"`help train` explains {flag}."
            )
        if name in POSITIVE and not 0 < value <= POSITIVE[name]:
            raise EmbreplError(
                "bad-option",
                f"{flag} is greater than 0 and at most {POSITIVE[name]:g}, not {value:g}.",
                f"`help train` explains {flag}; `train --dry-run` shows its default.",
            )
    options.check()
