"""How neighbours of neighbours look: a tree, with figures beside it."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.surveys.neighbourhood import Neighbourhood, TreeRow
from embrepl.view.columns import count_column
from embrepl.view.numbers import figure
from embrepl.view.pages.words import mutual, unseen
from embrepl.view.style import QUIET, STRONG, Column, Columns, is_whole, page, prose, title, word

_WORD = 40  # cells of a word in the tree


def tree(answer: Neighbourhood) -> RenderableType:
    """Draw the tree."""
    head = title(Text("neighbourhood of ") + word(answer.target, most=50), answer.model)
    rows = answer.rows
    if not rows:
        return page(head, prose(answer.note) if answer.note else Text("no words", QUIET))
    table = Columns(
        Column("word", [_branch(rows, at) for at in range(len(rows))], flexible=True, room=20),
        Column("cosine", [Text(figure(row.cosine)) for row in rows], right=True),
        Column("with", [Text(figure(row.with_target), QUIET) for row in rows], right=True, drop=2),
        count_column("count", [row.count for row in rows], drop=1),
        Column("mutual", [mutual(row.mutual) for row in rows], drop=3),
    )
    return page(head, unseen(answer.unseen), Text(), table)


def _branch(rows: tuple[TreeRow, ...], at: int) -> Text:
    """Return a word with the lines of the tree before it, in a file or a pipe with spaces instead."""
    if is_whole():
        return Text("   " * (rows[at].level - 1)) + word(rows[at].word, most=_WORD)
    last_above = not any(row.level == 1 for row in rows[at + 1 :])
    if rows[at].level == 1:
        return Text("└─ " if last_above else "├─ ", QUIET) + word(rows[at].word, STRONG, most=_WORD)
    last = at + 1 == len(rows) or rows[at + 1].level == 1
    lines = ("   " if last_above else "│  ") + ("└─ " if last else "├─ ")
    return Text(lines, QUIET) + word(rows[at].word, most=_WORD)
