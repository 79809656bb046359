"""How the list of objectives and their explanations look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.explaining import Explained, Objectives
from embrepl.view.style import (
    QUIET,
    STRONG,
    Column,
    Columns,
    Paragraphs,
    cut,
    labelled,
    page,
    prose,
    safe,
    title,
    word,
)


def explanation(answer: Explained) -> RenderableType:
    """Draw an objective in full."""
    facts: list[tuple[str, RenderableType]] = [
        ("equation", safe(answer.equation, STRONG)),
        ("papers", Text("\n").join([safe(paper) for paper in answer.papers])),
        ("differences", Paragraphs(prose(answer.differs))),
        ("use", Paragraphs(prose(answer.use))),
        ("limits", Paragraphs(prose(answer.limits))),
    ]
    recipes = [(f"--recipe {cut(name, 20)}", prose(meaning)) for name, meaning in answer.recipes]
    options = Columns(
        Column("option", [word(row.option, STRONG) for row in answer.rows], flexible=True),
        Column("default", [word(row.default) for row in answer.rows], flexible=True, drop=1),
        Column("meaning", [prose(row.meaning) for row in answer.rows], flexible=True),
    )
    head = title(answer.objective, prose(answer.summary))
    body = page(head, Text(), Paragraphs(prose(answer.what)), Text(), labelled(facts))
    return page(body, labelled(recipes) if recipes else None, Text(), options)


def objectives(answer: Objectives) -> RenderableType:
    """Draw the ways of training."""
    rows = answer.rows
    if not rows:
        return Text("no objectives", QUIET)
    summaries = [Text("\n").join([safe(row.summary), safe(row.source, QUIET)]) for row in rows]
    table = Columns(
        Column("objective", [word(row.name, STRONG) for row in rows], flexible=True),
        Column("what it trains", summaries, flexible=True),
    )
    return page(table, Text(), prose("`explain OBJECTIVE` says more; `compare` sets several side by side.", QUIET))
