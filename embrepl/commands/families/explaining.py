"""`objectives` and `explain`: the ways of training, and one of them in full."""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from typing import Any

from embrepl.commands.answers.explaining import Explained, ObjectiveRow, Objectives
from embrepl.commands.answers.help import OptionRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.options import CommandOptions, argument
from embrepl.session.session import Session
from embrepl.training import catalog
from embrepl.training.options.meanings import meaning_of, value_text


def objectives(_: Session, __: CommandOptions) -> Objectives:
    """List the ways of training: what each takes for a good vector, and where it comes from.

    Examples:
      objectives
    """
    return Objectives(tuple(ObjectiveRow(entry.name, entry.summary, entry.source) for entry in catalog.OBJECTIVES))


@dataclass(frozen=True, kw_only=True)
class ExplainOptions(CommandOptions):
    """What `explain` takes."""

    objective: str = argument("OBJECTIVE", completes=("objectives",))


def explain(_: Session, options: ExplainOptions) -> Explained:
    """Explain a way of training: what it does, the papers and the equation, when to use it, and what it cannot do.

    Its options stand below, with their defaults for a large text; `train NAME --dry-run` shows those for yours.

    Examples:
      explain zero
      explain spectral
    """
    entry = catalog.find(options.objective)
    explanation = entry.explanation
    plain = entry.options()
    rows = tuple(
        OptionRow("--" + field.name.replace("_", "-"), value_text(getattr(plain, field.name)), meaning(field))
        for field in fields(entry.options)
        if field.name in entry.options.option_names()
    )
    recipes = tuple((name, explanation.recipes.get(name, "")) for name in entry.options.recipes if name != "default")
    return Explained(
        entry.name, entry.summary, explanation.what, explanation.equation, explanation.papers, explanation.differs,
        explanation.use, explanation.limits, recipes, rows,
    )  # fmt: skip


def meaning(option: Field[Any]) -> str:
    """Return what an option means, and the values it takes where they are few."""
    its = meaning_of(option)
    return f"{its.help} ({', '.join(its.choices)})" if its.choices else its.help


COMMANDS = by_name(Command("objectives", objectives, CommandOptions), Command("explain", explain, ExplainOptions))
