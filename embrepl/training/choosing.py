"""Which options a training gets: those of an objective's recipe that fits the text, and those that were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, get_type_hints

from embrepl.errors import EmbreplError, nearest_names
from embrepl.training import catalog
from embrepl.training.options.base import Options, check
from embrepl.training.options.meanings import HELP


def choose(objective: str, recipe: str | None, given: Mapping[str, Any], tokens: int = 0) -> Options:
    """Return the checked options of an objective on a text of so many tokens, with the given ones in place.

    Raises `unknown-objective`, `unknown-recipe`, `unknown-option` and `bad-option`.
    """
    kind = catalog.find(objective).options
    if recipe is not None and recipe not in kind.recipes:
        message = f"There is no recipe '{recipe}' of {objective}."
        raise EmbreplError("unknown-recipe", message, f"The recipes of {objective} are: {', '.join(kind.recipes)}.")
    known = kind.used()
    unknown = sorted(set(given) - set(known))
    if unknown:
        near = nearest_names(unknown[0], known) or known
        flags = ", ".join("--" + name.replace("_", "-") for name in near)
        message = f"{objective} has no option '--{unknown[0].replace('_', '-')}'."
        raise EmbreplError("unknown-option", message, f"Nearest: {flags}." if len(near) < 5 else f"It has: {flags}.")
    options = kind.chosen(recipe, given, tokens)
    check(options)
    return options


def restored(objective: str, values: Mapping[str, Any]) -> Options:
    """Return the options that were written down with `asdict`, checked."""
    options = catalog.find(objective).options(**values)
    check(options)
    return options


def types() -> dict[str, type]:
    """Return the type of each option of any objective by its field name, in the order of their meanings."""
    found: dict[str, type] = {}
    for entry in catalog.OBJECTIVES:
        hints = get_type_hints(entry.options)
        found.update({field.name: hints[field.name] for field in fields(entry.options)})
    return {name: found[name] for name in HELP if name in found}


def defaults(options: Options) -> dict[str, Any]:
    """Return which options differ from the objective's plain defaults: those that the size of the text has chosen."""
    plain = asdict(type(options)())
    return {name: value for name, value in asdict(options).items() if plain[name] != value}


def to_flags(options: Options, recipe: str | None, given: Mapping[str, Any]) -> str:
    """Return the recipe and the options given, as they are typed to train the same again.

    Texts are taken as they were given, numbers as they were understood.
    """
    parts = [f"--recipe {recipe}"] if recipe else []
    for name, text in given.items():
        value = text if isinstance(text, str) else getattr(options, name)
        parts.append(f"--{name.replace('_', '-')} {_typed(value)}")
    return " ".join(parts)


def _typed(value: Any) -> str:
    """Return a value as it is typed, so that it reads back the same."""
    if isinstance(value, float):
        short = f"{value:g}"
        return short if float(short) == value else repr(value)
    return {"True": "yes", "False": "no"}.get(str(value), str(value))
