"""How `typical` looks: the lines nearest to the mean use, and those farthest from it, of all or of each part."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.uses.typical import Typical, TypicalPart
from embrepl.system.sizes import counted
from embrepl.view.numbers import figure
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.style import QUIET, STRONG, page, title, word
from embrepl.view.verdicts import draw_doubts


def typical(answer: Typical) -> RenderableType:
    """Draw the lines of each part below its name."""
    which = f"{answer.places:,} of {answer.total:,} places" if answer.places < answer.total else ""
    head = title(
        Text("typical of ") + word(answer.query, most=60), answer.model, answer.corpus,
        which or counted(answer.places, "place"),
    )  # fmt: skip
    doubts = draw_doubts(answer.fit)
    parts = [each for part in answer.parts for each in _part(answer, part)]
    return page(head, *parts, *doubts)


def _part(answer: Typical, part: TypicalPart) -> Iterator[RenderableType]:
    rows = [row for row in answer.rows if row.part == part.name]
    if part.name:
        facts = f", {counted(part.places, 'place')} in {counted(part.documents, 'document')}"
        yield Text()
        yield Text.assemble(word(part.name, STRONG), facts)
    if part.places == 1 and rows:
        yield Text("one place alone, with nothing to compare it with", QUIET)
        yield ContextLines(rows[:1], answer.unit)
        return
    for kind, text in (("typical", "nearest to the mean use"), ("odd", "farthest from it")):
        some = [row for row in rows if row.kind == kind]
        if not some:
            continue
        span = f", cosine {figure(some[0].cosine, 2)}"
        if len(some) > 1:
            span += f" to {figure(some[-1].cosine, 2)}"
        yield Text()
        yield Text(f"{text}{span}", QUIET)
        yield ContextLines(some, answer.unit)
