"""`objectives` and `explain`: the ways of training, and one of them in full."""

from __future__ import annotations

from dataclasses import Field, fields
from typing import Any

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.explaining import Explained, ObjectiveRow, Objectives
from embrepl.commands.answers.help import OptionRow
from embrepl.commands.arguments import Arguments, Command
from embrepl.session.session import Session
from embrepl.training import catalog
from embrepl.training.options.meanings import meaning_of


def objectives(_: Session, __: Arguments) -> Answer:
    """List the ways of training: what each takes for a good vector, and where it comes from.

    Examples:
      objectives
    """
    return Objectives(tuple(ObjectiveRow(entry.name, entry.summary, entry.source) for entry in catalog.OBJECTIVES))


def explain(_: Session, arguments: Arguments) -> Answer:
    """Explain a way of training: what it does, the papers and the equation, when to use it, and what it cannot do.

    Its options stand below, with their defaults for a large text; `train NAME --dry-run` shows those for yours.

    Examples:
      explain zero
      explain spectral
    """
    entry = catalog.find(arguments.words[0].text)
    told = entry.explanation
    plain = entry.options()
    rows = tuple(
        OptionRow("--" + field.name.replace("_", "-"), typed(getattr(plain, field.name)), meaning(field))
        for field in fields(entry.options)
        if field.name in entry.options.used()
    )
    recipes = tuple((name, told.recipes.get(name, "")) for name in entry.options.recipes if name != "default")
    return Explained(
        entry.name, entry.summary, told.what, told.equation, told.papers, told.differs, told.use, told.limits, recipes,
        rows,
    )  # fmt: skip


def typed(value: str | float | bool) -> str:
    """Return an option's value as it is typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def meaning(option: Field[Any]) -> str:
    """Return what an option means, and the values it takes where they are few."""
    found = meaning_of(option)
    return f"{found.help} ({', '.join(found.choices)})" if found.choices else found.help


COMMANDS = {
    "objectives": Command("objectives", "objectives", objectives, most=0),
    "explain": Command("explain", "explain OBJECTIVE", explain, least=1, most=1, completes="objectives"),
}
