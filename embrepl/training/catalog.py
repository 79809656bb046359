"""The table of objectives: what each is, in the order they are listed; importing it imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.errors import EmbreplError, nearest_names


@dataclass(frozen=True)
class Entry:
    """One objective: its name, the module that trains it (worker only), and what the user reads about it."""

    name: str
    module: str
    summary: str
    source: str


OBJECTIVES = (
    Entry(
        "zero",
        "embrepl.objectives.zero",
        "one embedding shared by two words whose distance is trained towards zero",
        "the question and answer this tool grew from; guards: VICReg (arXiv:2105.04906), "
        "alignment and uniformity (arXiv:2005.10242)",
    ),
)


def find(name: str) -> Entry:
    """Return the objective of that name, or raise `unknown-objective` with the nearest one."""
    for entry in OBJECTIVES:
        if entry.name == name:
            return entry
    names = [entry.name for entry in OBJECTIVES]
    near = nearest_names(name, names)
    hint = f"Did you mean {near[0]}?" if near else f"There is: {', '.join(names)} (see `objectives`)."
    raise EmbreplError("unknown-objective", f"There is no objective '{name}'.", hint)
