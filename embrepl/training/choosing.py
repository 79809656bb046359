"""Which options a training gets: those of an objective's recipe that fits the text, and those that were typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from embrepl.errors import EmbreplError, did_you_mean, nearest_names
from embrepl.training import catalog
from embrepl.training.options.base import Options, check
from embrepl.training.options.meanings import HELP, Meaning, meaning_of, value_text

RECIPE_ALIASES = {"seed": "original"}  # names that recipes had before


def choose(objective: str, recipe: str | None, values: Mapping[str, Any], tokens: int = 0) -> Options:
    """Return the checked options of an objective on a text of so many tokens, with these values in place.

    Raises `unknown-objective`, `unknown-recipe`, `unknown-option` and `bad-option`.
    """
    kind = catalog.find(objective).options
    recipe = recipe_name(recipe)
    if recipe is not None and recipe not in kind.recipes:
        message = f"There is no recipe '{recipe}' of {objective}."
        raise EmbreplError("unknown-recipe", message, f"The recipes of {objective} are: {', '.join(kind.recipes)}.")
    known = kind.option_names()
    unknown = sorted(set(values) - set(known))
    if unknown:
        near = [_flag(name) for name in nearest_names(unknown[0], known)]
        hint = did_you_mean(near) if near else f"It has: {', '.join(map(_flag, known))}."
        message = f"{objective} has no option '{_flag(unknown[0])}'."
        raise EmbreplError("unknown-option", message, hint)
    options = kind.of_recipe(recipe, values, tokens)
    check(options)
    return options


def recipe_name(recipe: str | None) -> str | None:
    """Return the name that a recipe has today."""
    return None if recipe is None else RECIPE_ALIASES.get(recipe, recipe)


def restore(objective: str, values: Mapping[str, Any]) -> Options:
    """Return the options that were written down with `asdict`, checked."""
    options = catalog.find(objective).options(**values)
    check(options)
    return options


def types() -> dict[str, type]:
    """Return the type of each option of any objective by its field name, in the order of their meanings."""
    result: dict[str, type] = {}
    for entry in catalog.OBJECTIVES:
        hints = get_type_hints(entry.options)
        result.update({field.name: hints[field.name] for field in fields(entry.options)})
    return {name: result[name] for name in (*HELP, *(name for name in result if name not in HELP)) if name in result}


def meanings() -> dict[str, Meaning]:
    """Return what each option of any objective means by its field name, in the same order."""
    result = {field.name: meaning_of(field) for entry in catalog.OBJECTIVES for field in fields(entry.options)}
    return {name: result[name] for name in types()}


def to_flags(options: Options, recipe: str | None, typed: Mapping[str, Any]) -> str:
    """Return the recipe and the options that were typed, as one types them to train the same again.

    Texts are taken as they were typed, numbers as they were understood.
    """
    parts = [f"--recipe {recipe_name(recipe)}"] if recipe else []
    for name, text in typed.items():
        value = text if isinstance(text, str) else getattr(options, name)
        parts.append(f"{_flag(name)} {_exact_text(value)}")
    return " ".join(parts)


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _exact_text(value: Any) -> str:
    """Return a value as it is typed, so that it reads back the same."""
    short = value_text(value)
    return repr(value) if isinstance(value, float) and float(short) != value else short
