"""How `senses` looks: how many, and of each its words, size, stability and lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.uses.senses import SenseRow, SensesFound
from embrepl.system.sizes import counted
from embrepl.view.numbers import figure, percent
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.style import QUIET, STRONG, Facts, page, prose, title, word

STABLE, NONE_BELOW = 0.75, 0.6  # Jaccard index of a stable group, and of none (Hennig 2007)


def senses(answer: SensesFound) -> RenderableType:
    """Draw the verdict, and each sense."""
    which = f"{answer.places:,} of {answer.total:,} places" if answer.places < answer.total else ""
    head = title(
        Text("senses of ") + word(answer.query, most=60), answer.model, answer.corpus,
        which or counted(answer.places, "place"), counted(answer.documents, _unit(answer)),
    )  # fmt: skip
    parts = [each for row in answer.rows for each in _sense(answer, row)]
    return page(head, Text(), prose(_verdict(answer)), *parts)


def _unit(answer: SensesFound) -> str:
    """Return what its `documents` count."""
    return "chapter" if answer.clusters == "chapter" else "document"


def _verdict(answer: SensesFound) -> str:
    """Return how many senses there are, and why."""
    unit = _unit(answer)
    if not answer.tried:
        if answer.asked == 1:
            return "All uses as one group."
        few = f"{counted(answer.places, 'use')} in {counted(answer.documents, unit)}"
        return f"{few}: too few to test whether there are several senses; 40 uses in 20 {unit}s are needed."
    best = max(answer.tried, key=lambda each: (each.found, each.agreement))
    agree = f"those of two halves of the {unit}s agree by {figure(best.agreement, 2)}"
    noise = f"groups of noise by {figure(best.reference, 2)}"
    if best.found and answer.asked is None:
        return f"{best.k} senses: of {best.k} groups {agree}, {noise}."
    if best.found:
        return f"The {best.k} groups are no chance: {agree}, {noise}."
    needed = f"{answer.needed:.2f} is needed, and more than noise has"
    if answer.asked is None:
        numbers = f"{answer.tried[0].k} to {answer.tried[-1].k}"
        return f"One sense is enough: of {numbers} groups at best {agree}, {noise}; {needed}."
    return f"The {best.k} groups may be chance: {agree}, {noise}; {needed}. `senses` without a number decides."


def _sense(answer: SensesFound, row: SenseRow) -> Iterator[RenderableType]:
    """Draw a sense: its number and words, its figures, its lines."""
    yield Text()
    names = Text(", ").join(word(each, STRONG, most=30) for each in row.words)
    for part in (names,):
        part.no_wrap = False
    yield Text.assemble((f"{row.sense}  " if len(answer.rows) > 1 else "", STRONG), names)
    facts = [f"{counted(row.places, 'place')} ({percent(row.share, 0)})", counted(row.documents, _unit(answer))]
    if row.stability is not None:
        kind = "stable" if row.stability >= STABLE else "no stable group" if row.stability < NONE_BELOW else "doubtful"
        facts.append(f"stability {figure(row.stability, 2)}: {kind}")
    yield Facts([Text(each, QUIET) for each in facts])
    own = [line for line in answer.lines if line.sense == row.sense]
    if own:
        yield ContextLines(own, answer.unit)
