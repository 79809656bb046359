"""How the losses of trainings look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.surveys.losses import LossCurves
from embrepl.view.canvas.picture import Picture
from embrepl.view.charts.makers.training import losses as chart_of_losses
from embrepl.view.numbers import figure, percent
from embrepl.view.style import QUIET, Column, Columns, page, prose, title, word


def losses(answer: LossCurves) -> RenderableType:
    """Draw the curves; in a pipe their points."""
    rows, notes = answer.rows, [prose(note, QUIET) for note in answer.notes]
    chart = chart_of_losses(answer)
    if chart is None:
        return page(*notes)
    table = Columns(
        Column("model", [word(row.model) for row in rows], flexible=True),
        Column("of the training", [Text(percent(row.share)) for row in rows], right=True),
        Column("loss", [Text(figure(row.loss)) for row in rows], right=True),
    )
    head = title(Text("loss of ") + word(", ".join(dict.fromkeys(row.model for row in rows))))
    return page(head, Text(), Picture(chart, table), *notes)
