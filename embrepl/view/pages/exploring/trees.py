"""How trees of what joins look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.trees import JoiningTree
from embrepl.system.sizes import counted
from embrepl.view.canvas.picture import Picture
from embrepl.view.charts.makers.trees import tree as chart_of_tree
from embrepl.view.columns import count_column
from embrepl.view.numbers import figure
from embrepl.view.style import QUIET, Column, Columns, page, prose, title, word


def joining_tree(answer: JoiningTree) -> RenderableType:
    """Draw the tree; in a pipe the merges, the lowest first."""
    rows = answer.rows
    table = Columns(
        count_column("", [row.node for row in rows], style=QUIET),
        count_column("joins", [row.left for row in rows]),
        count_column("and", [row.right for row in rows]),
        Column("at", [Text(figure(row.height)) for row in rows], right=True),
        count_column("leaves", [row.size for row in rows]),
        Column("of them", [word(row.words) for row in rows], flexible=True),
    )
    head = title(f"how {answer.of} join", answer.model, counted(len(answer.leaves), "leaf", "leaves"))
    chart = chart_of_tree(answer)
    below = prose("They join at 1 - mean cosine: the farther to the left, the more alike.", QUIET)
    return page(head, Text(), table if chart is None else Picture(chart, table), below)
