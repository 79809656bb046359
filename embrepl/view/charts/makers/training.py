"""Charts of trainings."""

from __future__ import annotations

from embrepl.commands.answers.exploring.surveys.losses import LossCurves
from embrepl.view.charts.kinds import Axis, LinePoint, Lines, Series
from embrepl.view.charts.makers.finite import finite


def losses(answer: LossCurves) -> Lines | None:
    """Return the loss over each training."""
    points: dict[str, list[LinePoint]] = {}
    for row in answer.rows:
        if (value := finite(row.loss)) is not None and (share := finite(row.share)) is not None:
            points.setdefault(row.model, []).append(LinePoint(100 * share, value))
    series = tuple(Series(name, tuple(found)) for name, found in points.items())
    return Lines("loss", series, Axis("% of the training"), Axis("loss"), answer.notes) if series else None
