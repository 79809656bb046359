"""How `why` looks: two cosines, the shared contexts, and below them the lines, aligned on these."""

from __future__ import annotations

import re

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.why import SharedContextRow, Why
from embrepl.commands.answers.text import ContextRow
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, share_bar
from embrepl.view.numbers import figure, large, percent
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.safe import printable
from embrepl.view.style import QUIET, STRONG, Column, Columns, Facts, page, prose, title, word

_WORD = 20  # cells of a word in a heading of a column


def reasons(answer: Why) -> RenderableType:
    """Draw the contexts that two words share, and two lines for each."""
    head = title(word(answer.a, most=30) + Text(" – ") + word(answer.b, most=30), answer.model, answer.corpus)
    near = Text.assemble((figure(answer.cosine), STRONG), f" is the cosine in {printable(answer.model)}")
    rows = answer.rows
    within = f" within {counted(answer.window, printable(answer.unit))}, {large(answer.expected)} by chance"
    together = Text.assemble("together ", (counted(answer.together, "time"), STRONG), within)
    if not rows:
        none = f"No {answer.unit} stands beside both more often than by chance."
        return page(head, Facts([near, together]), _basis(answer), prose(none))
    share = Text.assemble((figure(answer.rows_cosine), STRONG), " that of their contexts")
    explained = prose(f"{_which(len(rows), answer.shared)} {percent(answer.explained)} of that", QUIET)
    return page(head, Facts([near, share, together]), _basis(answer), explained, Text(), _table(answer), Text(),
                _lines(answer))  # fmt: skip


def _which(listed: int, shared: int) -> str:
    """Return which contexts explain something, with the verb."""
    contexts = counted(shared, "shared context")
    if listed == 1:
        return f"the first of {contexts} explains" if shared > 1 else f"{contexts} explains"
    return f"the first {listed:,} of {contexts} explain" if listed < shared else f"all {contexts} explain"


def _basis(answer: Why) -> Text | None:
    return prose(answer.basis, QUIET) if answer.basis else None


def _table(answer: Why) -> Columns:
    rows = answer.rows
    most = max(row.share for row in rows)
    return Columns(
        count_column("", [row.rank for row in rows], style=QUIET, drop=3),
        Column("context", [word(row.context, STRONG) for row in rows], flexible=True),
        Column("share", [Text(percent(row.share)) for row in rows], right=True),
        Column("", [share_bar(row.share, most) for row in rows], drop=4, bars=True),
        _weights(answer.a, [row.weight_a for row in rows]),
        _weights(answer.b, [row.weight_b for row in rows]),
        count_column("count", [row.count for row in rows], drop=2),
    )


def _weights(name: str, values: list[float]) -> Column:
    """Return the column of what the contexts weigh beside a word."""
    return Column(word(f"with {name}", most=_WORD).plain, [Text(figure(value, 2)) for value in values], right=True,
                  drop=1)  # fmt: skip


def _lines(answer: Why) -> ContextLines:
    lines = [line for row in answer.rows for line in _contexts(row)]
    return ContextLines(lines, answer.unit, marked="|".join(map(_as_written, (answer.a, answer.b))))


def _contexts(row: SharedContextRow) -> tuple[ContextRow, ContextRow]:
    return (
        ContextRow(row.a_file, row.a_record, row.a_line, None, row.a_left, row.a_match, row.a_right),
        ContextRow(row.b_file, row.b_record, row.b_line, None, row.b_left, row.b_match, row.b_right),
    )


def _as_written(text: str) -> str:
    """Return an expression for a word in a line, in any case; in a script without spaces also inside others."""
    from embrepl.corpus.concordance.queries import is_unspaced

    written = re.escape(text).replace("_", r"\s+")
    return f"(?i:{written})" if is_unspaced(text) else rf"(?i:(?<!\w){written}(?!\w))"
