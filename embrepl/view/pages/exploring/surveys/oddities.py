"""How words look that a model is unsure of, and near-duplicates."""

from __future__ import annotations

import math

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.surveys.oddities import Outliers, TwinRow, Twins
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column
from embrepl.view.numbers import NONE, count, figure
from embrepl.view.style import QUIET, STRONG, Column, Columns, page, prose, safe, title, word

_WORD = 24  # cells of a word among others


def outliers(answer: Outliers) -> RenderableType:
    """Draw the words that a model is least sure of, and why."""
    rows = answer.rows
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET, drop=6),
        Column("word", [word(row.word, STRONG) for row in rows], flexible=True),
        Column("doubt", [Text(figure(row.doubt, 2)) for row in rows], right=True),
        Column("nearness", [Text(figure(row.nearness, 2)) for row in rows], right=True, drop=2),
        Column("like", [Text(figure(row.like, 2), QUIET) for row in rows], right=True, drop=3),
        Column("mutual", [_mutual(row.mutual, answer.k) for row in rows], right=True, drop=2),
        Column("in lists", [Text(count(row.hub)) for row in rows], right=True, drop=2),
        count_column("count", [row.count for row in rows], drop=4),
        Column("nearest", [word(row.nearest, QUIET, most=_WORD) for row in rows], flexible=True, drop=5),
        Column("why", [safe(row.why) for row in rows], flexible=True, drop=1, room=30),
    )
    alone = f"{counted(answer.alone, 'word')} among the {answer.k} nearest of none"
    head = title(answer.model, f"{len(rows):,} of {counted(answer.words, 'word')}", alone, f"by {answer.order}")
    return page(head, Text(), table)


def _mutual(share: float, k: int) -> Text:
    found = share * k
    return Text(f"{round(found)}/{k}" if math.isfinite(found) else NONE)


def twins(answer: Twins) -> RenderableType:
    """Draw near-duplicates, kind by kind."""
    rows = answer.rows
    found = [f"{kind} {many:,}" for kind, many in answer.found.items()]
    head = title(answer.model, f"{sum(answer.found.values()):,} near-duplicates", f"of {counted(answer.words, 'word')}",
                 *found)  # fmt: skip
    why = " (one random pair in 1,000 has more)" if answer.by_chance else ""
    limit = prose(f"Alike in spelling, with a cosine of at least {figure(answer.least, 2)}{why}.", QUIET)
    if not rows:
        return page(head, limit, Text("no words", QUIET))
    kinds = [row.likeness for row in rows]
    table = Columns(
        Column("alike in", [word("" if kind in kinds[:at] else kind, QUIET) for at, kind in enumerate(kinds)]),
        Column("cosine", [Text(figure(row.cosine, 2)) for row in rows], right=True),
        Column("words", [_words(row) for row in rows], flexible=True, room=24),
    )
    return page(head, limit, Text(), table)


def _words(row: TwinRow) -> Text:
    """Return the words of a group, each with its count."""
    counts = [f" {count(each)}" for each in row.counts] or [""] * len(row.words)
    pairs = zip(row.words, counts, strict=False)
    return Text("  ").join(
        Text.assemble(word(each, "" if at else STRONG, most=_WORD), (many, QUIET))
        for at, (each, many) in enumerate(pairs)
    )
