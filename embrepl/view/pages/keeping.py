"""How answers about what is kept for later sessions look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.keeping import ForgottenTrainings, StoppedList, TrainingRow
from embrepl.system.sizes import counted, size
from embrepl.view.style import DOUBTFUL, QUIET, STRONG, Column, Columns, page, prose, safe, title, word


def stopped_list(answer: StoppedList) -> RenderableType:
    """Draw the stopped trainings."""
    rows = answer.rows
    if not rows:
        return prose(f"no stopped training is kept in {answer.folder}", QUIET)
    table = Columns(
        Column("training", [word(row.name, STRONG) for row in rows], flexible=True),
        Column("of", [word(row.objective) for row in rows], drop=3),
        Column("corpus", [word(row.corpus) for row in rows], flexible=True),
        Column("stopped at", [_state(row) for row in rows]),
        Column("last used", [safe(row.used) for row in rows], drop=1),
        Column("size", [Text(size(row.bytes)) for row in rows], right=True, drop=2),
    )
    whole = title(counted(len(rows), "stopped training"), size(sum(row.bytes for row in rows)), answer.folder)
    return page(whole, Text(), table)


def _state(row: TrainingRow) -> Text:
    if row.in_use:
        return Text("in use now")
    return safe(row.stopped) if row.corpus else Text("damaged", DOUBTFUL)


def forgotten_trainings(answer: ForgottenTrainings) -> RenderableType:
    """Draw what was removed."""
    if not answer.rows:
        return prose("there was no stopped training to remove", QUIET)
    return page(
        *(
            Text.assemble("kept ", word(row.name, STRONG), ": a session is at work on it")
            if row.kept
            else Text.assemble("removed the stopped training ", word(row.name, STRONG), f", {size(row.bytes)}")
            for row in answer.rows
        )
    )
