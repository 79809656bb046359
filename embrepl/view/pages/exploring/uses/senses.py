"""How `senses` looks: how many, and of each its words, size, stability and lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.uses.senses import SenseRow, SensesFound
from embrepl.corpus.options import FILE
from embrepl.system.sizes import counted
from embrepl.view.numbers import figure, percent
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.style import DOUBTFUL, QUIET, STRONG, Facts, page, prose, title, word

STABLE, NONE_BELOW = 0.75, 0.6  # Jaccard index of a stable group, and of none (Hennig 2007)
_PARTS, _LEAST_SHARE = 6, 0.005  # shares that are shown of a sense


def senses(answer: SensesFound) -> RenderableType:
    """Draw the verdict, and each sense."""
    which = f"{answer.places:,} of {answer.total:,} places" if answer.places < answer.total else ""
    head = title(
        Text("senses of ") + word(answer.query, most=60), answer.model, answer.corpus,
        which or counted(answer.places, "place"), counted(answer.documents, _unit(answer)),
    )  # fmt: skip
    parts = [each for row in answer.rows for each in _sense(answer, row)]
    follows = [_following(answer)] if answer.follows else []
    return page(head, Text(), prose(_verdict(answer)), *follows, *parts)


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
        what = "groups that come out again" if answer.follows else "senses"
        return f"{best.k} {what}: of {best.k} groups {agree}, {noise}."
    if best.found:
        return f"The {best.k} groups are no chance: {agree}, {noise}."
    needed = f"{answer.needed:.2f} is needed, and more than noise has"
    if answer.asked is None:
        numbers = f"{answer.tried[0].k} to {answer.tried[-1].k}"
        return f"One sense is enough: of {numbers} groups at best {agree}, {noise}; {needed}."
    return f"The {best.k} groups may be chance: {agree}, {noise}; {needed}. `senses` without a number decides."


def _following(answer: SensesFound) -> Text:
    """Return that the groups are those of the parts."""
    parts = Text("files") if answer.by == FILE else Text.assemble("parts by ", word(answer.by, most=30))
    value = f" (Cramér's V {figure(answer.association, 2)}): they may be ways of writing rather than senses."
    return Text.assemble("These groups follow the ", parts, value, style=DOUBTFUL)


def _is_chance(answer: SensesFound) -> bool:
    """Whether so many groups were not shown to be more than chance."""
    return not any(each.found and each.k == len(answer.rows) for each in answer.tried)


def _kind(stability: float) -> str:
    """Return what a mean Jaccard index says of a group."""
    if stability >= STABLE:
        return ": stable"
    return ": no stable group" if stability < NONE_BELOW else ": doubtful"


def _shares(row: SenseRow) -> Text:
    """Return the share of each part of a sense."""
    some = [each for each in row.shares.items() if each[1] >= _LEAST_SHARE][:_PARTS]
    items = [Text.assemble(word(name, most=30), f" {percent(share, 0)}") for name, share in some]
    more = len(row.shares) - len(some)
    return Text.assemble(Text(", ").join(items), f" and {more} more" if more else "", style=QUIET)


def _sense(answer: SensesFound, row: SenseRow) -> Iterator[RenderableType]:
    """Draw a sense: its number and words, its figures, its lines."""
    yield Text()
    names = Text(", ").join(word(each, STRONG, most=30) for each in row.words)
    names.no_wrap = False
    yield Text.assemble((f"{row.sense}  " if len(answer.rows) > 1 else "", STRONG), names)
    facts = [f"{counted(row.places, 'place')} ({percent(row.share, 0)})", counted(row.documents, _unit(answer))]
    if row.stability is not None:
        facts.append(f"stability {figure(row.stability, 2)}{'' if _is_chance(answer) else _kind(row.stability)}")
    yield Facts([Text(each, QUIET) for each in facts])
    if row.shares and len(answer.rows) > 1:
        yield _shares(row)
    own = [line for line in answer.lines if line.sense == row.sense]
    if own:
        yield ContextLines(own, answer.unit)
