"""Charts of how something is used: two parts compared, each part, and over time."""

from __future__ import annotations

import re

from embrepl.commands.answers.exploring.uses.by_part import UsesByPart
from embrepl.commands.answers.exploring.uses.contrast import Contrast, ContrastAll, ContrastByPart
from embrepl.commands.answers.exploring.uses.trend import Trend
from embrepl.view.charts.kinds import Axis, IntervalRow, Intervals, LinePoint, Lines, Series
from embrepl.view.charts.makers.finite import around, finite
from embrepl.view.numbers import figure

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SURE = "Each bar holds the true value 95 times in 100."


def contrast(answer: Contrast) -> Intervals | None:
    """Return the words that tell two uses apart, by how much nearer they are to the first."""
    first, second = answer.first.name, answer.second.name
    rows = [
        IntervalRow(row.word, row.first_cosine - row.second_cosine,
                    *around(row.first_cosine - row.second_cosine, row.half), f"nearer in {row.part}")
        for row in answer.rows if finite(row.first_cosine - row.second_cosine) is not None
    ]  # fmt: skip
    if not rows:
        return None
    axis = Axis(f"cosine in {first} less that in {second}")
    return Intervals(f"{answer.query}: words that tell {first} and {second} apart", tuple(rows), axis, 0.0, (_SURE,))


def contrast_by_part(answer: ContrastByPart) -> Intervals | None:
    """Return how far the use in each part is from that in all others."""
    rows = tuple(
        IntervalRow(row.part, finite(row.distance), finite(row.low), finite(row.high), note=row.note)
        for row in answer.rows
    )
    if all(row.value is None for row in rows):
        return None
    axis = Axis("squared distance from the use in all other parts")
    return Intervals(f"{answer.query}: each {answer.by} against all others", rows, axis, 0.0, (_SURE,))


def contrast_all(answer: ContrastAll) -> Intervals | None:
    """Return the words whose use differs most, by their distances."""
    rows = tuple(
        IntervalRow(row.word, row.distance, *around(row.distance, row.error))
        for row in answer.rows if finite(row.distance) is not None
    )  # fmt: skip
    axis = Axis("squared distance of the two uses")
    title = f"words used differently in {answer.first} and {answer.second}"
    return Intervals(title, rows, axis, 0.0, (_SURE,)) if rows else None


def trend(answer: Trend) -> Lines | None:
    """Return the cosine by period, with its band."""
    known = [(row, value) for row in answer.rows if (value := finite(row.cosine)) is not None]
    if not known:
        return None
    names = [row.period.removeprefix(f"{answer.by}=") for row in answer.rows]
    numbers = [float(name) if _NUMBER.fullmatch(name) else None for name in names]
    numeric = all(number is not None for number in numbers)
    at = {row.period: float(number if numeric and number is not None else place)
          for place, (row, number) in enumerate(zip(answer.rows, numbers, strict=True))}  # fmt: skip
    points = tuple(LinePoint(at[row.period], value, finite(row.low), finite(row.high)) for row, value in known)
    beside = f"cosine with {answer.compared}" if answer.compared else "cosine with the use in all other periods"
    x = Axis(answer.by, names=() if numeric else tuple((at[row.period], name) for row, name in zip(
        answer.rows, names, strict=True
    )))  # fmt: skip
    notes = ["The band holds the true cosine 95 times in 100."]
    if answer.p is not None:
        notes.append(f"p {answer.p:.3f} that its use moves by chance alone as far as it does.")
    if answer.slope is not None:
        notes.append(f"{answer.compared}: the cosine grows by {figure(answer.slope)} for each {answer.by}.")
    series = (Series(answer.compared or answer.query, points),)
    return Lines(f"trend of {answer.query}", series, x, Axis(beside), tuple(notes))


def uses(answer: UsesByPart) -> Intervals | None:
    """Return the neighbours in each part with their intervals."""
    rows = tuple(
        IntervalRow(row.word, finite(row.cosine), *around(row.cosine, row.error), row.part, row.note)
        for row in answer.rows if row.rank is not None and finite(row.cosine) is not None
    )  # fmt: skip
    title = f"{answer.query}: nearest words in each {answer.by}"
    return Intervals(title, rows, Axis("cosine"), None, (_SURE,)) if rows else None
