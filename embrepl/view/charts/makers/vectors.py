"""Charts of questions about vectors: how alike words are and how surely, axes, and how good they are."""

from __future__ import annotations

from embrepl.commands.answers.exploring.contrasts import AxisPlaces
from embrepl.commands.answers.exploring.relations import Similarities
from embrepl.commands.answers.exploring.stability import Stable
from embrepl.commands.answers.models import HealthReport
from embrepl.system.sizes import counted
from embrepl.view.charts.kinds import Axis, Heat, IntervalRow, Intervals, LinePoint, Lines, Series
from embrepl.view.charts.makers.finite import finite
from embrepl.view.numbers import figure


def similarities(answer: Similarities) -> Heat | None:
    """Return the cosines of all with all."""
    names = tuple(row.target for row in answer.rows)
    values = tuple(tuple(finite(row.cosine.get(name)) for name in names) for row in answer.rows)
    return Heat(f"how alike they are: cosines of {answer.model}", names, names, values, "cosine") if names else None


def stable(answer: Stable) -> Intervals | None:
    """Return the neighbours with the intervals of their cosines."""
    rows = tuple(
        IntervalRow(
            row.word, value, finite(row.low), finite(row.high),
            "nearest in most runs, but not in the model" if row.instead else "nearest in the model",
        )
        for row in answer.rows if (value := finite(row.cosine)) is not None
    )  # fmt: skip
    notes = [f"The cosine on another text of the kind lies in the bar 95 times in 100, by {answer.runs:,} runs."]
    outside = sum(row.low is not None and row.high is not None and not row.holds(row.value) for row in rows)
    if outside:
        notes.append(
            f"{outside:,} of {counted(len(rows), 'dot')} outside its bar: the nearest words of a model are there by "
            "chance too, which another text would not repeat."
        )
    title = f"how sure the neighbours of {answer.query} are"
    return Intervals(title, rows, Axis("cosine"), None, tuple(notes)) if rows else None


def axis(answer: AxisPlaces) -> Intervals | None:
    """Return where words lie on an axis of meaning."""
    rows = tuple(
        IntervalRow(row.word, value, finite(row.low), finite(row.high))
        for row in answer.rows if (value := finite(row.place)) is not None
    )  # fmt: skip
    first, second = (" ".join(side[:3]) for side in (answer.first, answer.second))
    notes = ("A place lies in the bar 95 times in 100 with other words of the same kinds at the ends.",)
    barred = any(row.low is not None for row in rows)
    axis = Axis("place on the axis")
    return Intervals(f"words from {second} to {first}", rows, axis, 0.0, notes if barred else ()) if rows else None


def health(answer: HealthReport) -> Lines | None:
    """Return the singular values, the greatest being 1."""
    values = [value for value in map(finite, answer.singular_values) if value is not None]
    if not values or values[0] <= 0:
        return None
    points = tuple(LinePoint(float(at), value / values[0]) for at, value in enumerate(values, 1))
    notes = (f"{figure(answer.effective_rank, 1)} of {answer.dim:,} directions are in use (effective rank).",)
    series = (Series("singular values", points),)
    return Lines(f"singular values of {answer.model}", series, Axis("direction"), Axis("share of the greatest"), notes)
