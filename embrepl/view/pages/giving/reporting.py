"""How answers about the report look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.giving.reporting import Marked, ReportChanged, ReportList
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column
from embrepl.view.style import QUIET, STRONG, Column, Columns, page, prose, safe, title, word

_NONE = "Nothing is marked yet: `mark` after an answer, or `report on` for all that follow."
_PAGE = "`report > report.html` makes one page of it."


def report_list(answer: ReportList) -> RenderableType:
    """Draw what the report holds."""
    rows = answer.rows
    on = "every answer is marked" if answer.marks_all else ""
    head = title(word(answer.title), counted(len(rows), "answer"), on)
    if not rows:
        return page(head, prose(_NONE, QUIET))
    remarks = [safe(row.remark, QUIET) for row in rows]
    table = Columns(
        count_column("", [row.number for row in rows], QUIET),
        Column("command", [word(row.command, STRONG) for row in rows], flexible=True, room=20),
        Column("answer", [word(row.answer) for row in rows], drop=2),
        count_column("rows", [row.lines for row in rows], drop=3),
        *([Column("remark", remarks, flexible=True, drop=1, room=20)] if any(row.remark for row in rows) else []),
    )
    return page(head, Text(), table, Text(), prose(_PAGE, QUIET))


def marked(answer: Marked) -> RenderableType:
    """Draw that an answer was marked."""
    done = "has another remark" if answer.there else "is in the report"
    line = Text.assemble(word(answer.command, STRONG), f" {done}, number {answer.number:,}")
    return page(line, safe(answer.remark, QUIET) if answer.remark else None)


def report_changed(answer: ReportChanged) -> RenderableType:
    """Draw what was done to the report."""
    removed = [Text.assemble("removed ", word(each, STRONG)) for each in answer.removed]
    first: Text | None
    if answer.done in {"on", "off"}:
        said = "Every answer from now on is marked." if answer.marks_all else "Only what you `mark` is marked."
        first = prose(said)
    else:
        first = Text.assemble("the report is called ", word(answer.title, STRONG)) if answer.done == "title" else None
    left = Text(f"{counted(answer.answers, 'answer')} in the report", QUIET)
    return page(first, *removed, left)
