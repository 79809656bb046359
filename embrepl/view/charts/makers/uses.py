"""Charts of how something is used: two parts compared, each part, and over time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from embrepl.commands.answers.exploring.uses.by_part import UsesByPart
from embrepl.commands.answers.exploring.uses.contrast import Contrast, ContrastAll, ContrastByPart
from embrepl.commands.answers.exploring.uses.trend import Trend
from embrepl.system.sizes import counted
from embrepl.view.charts.kinds import Axis, IntervalRow, Intervals, LinePoint, Lines, Series
from embrepl.view.charts.makers.finite import around, finite
from embrepl.view.numbers import figure, significant

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FOUND = 0.05  # p, or false discovery rate, up to which a difference is said to be none of chance
_NAMED = 6  # parts that are named
_SURE = "Each bar holds the true value 95 times in 100."


def contrast(answer: Contrast) -> Intervals | None:
    """Return the words that tell two uses apart, by how much nearer they are to the first."""
    first, second = answer.first.name, answer.second.name
    rows = [
        IntervalRow(row.word, value, *around(value, row.half), f"nearer in {row.part}")
        for row in answer.rows if (value := finite(row.first_cosine - row.second_cosine)) is not None
    ]  # fmt: skip
    if not rows:
        return None
    parts = [f"nearer in {first}", f"nearer in {second}"]
    rows.sort(key=lambda row: (parts.index(row.group) if row.group in parts else len(parts), -(row.value or 0.0)))
    axis = Axis(f"cosine in {first} less that in {second}")
    title = f"{answer.query}: words that tell {first} and {second} apart"
    return Intervals(title, tuple(rows), axis, 0.0, (_tested(answer),))


def _tested(answer: Contrast) -> str:
    """Return whether the uses differ at all, and how the bars are to be read, short enough for one line."""
    if answer.p is None or answer.distance is None:
        return f"Not tested: {answer.note} {_SURE}"
    figures = f"squared distance {figure(answer.distance)}, p {answer.p:.3f}"
    if answer.p <= _FOUND:
        return f"Used differently: {figures}. Each bar: 95 % interval."
    return f"No difference beyond chance: {figures}. What differs most may be chance. {_SURE}"


def contrast_by_part(answer: ContrastByPart) -> Intervals | None:
    """Return how far the use in each part is from that in all others."""
    rows = tuple(
        IntervalRow(
            row.part.removeprefix(f"{answer.by}="),
            finite(row.distance),
            finite(row.low),
            finite(row.high),
            note=row.note,
        )
        for row in answer.rows
    )
    if all(row.value is None for row in rows):
        return None
    axis = Axis("squared distance from the use in all other parts")
    tested = [row for row in answer.rows if row.rate is not None]
    sure = [row.part.removeprefix(f"{answer.by}=") for row in tested if (row.rate or 0.0) <= _FOUND]
    found = f"Of {counted(len(tested), 'part')} tested, {_some(sure)} at a false discovery rate of 5 %."
    return Intervals(f"{answer.query}: each {answer.by} against all others", rows, axis, 0.0, (found, _SURE))


def _some(parts: Sequence[str]) -> str:
    """Return which parts differ."""
    if not parts:
        return "none differs"
    more = f" and {len(parts) - _NAMED:,} more" if len(parts) > _NAMED else ""
    return f"{', '.join(parts[:_NAMED])}{more} {'differs' if len(parts) == 1 else 'differ'}"


def contrast_all(answer: ContrastAll) -> Intervals | None:
    """Return the words whose use differs most, by their distances."""
    rows = tuple(
        IntervalRow(row.word, row.distance, *around(row.distance, row.error))
        for row in answer.rows if finite(row.distance) is not None
    )  # fmt: skip
    axis = Axis("squared distance of the two uses")
    title = f"words used differently in {answer.first} and {answer.second}, the surest first"
    found = f"{answer.found:,} of {counted(answer.compared, 'word')} are used differently, false discovery rate 5 %; "
    notes = (f"{found}{answer.control:,} where documents are shuffled.", _SURE)
    return Intervals(title, rows, axis, 0.0, notes) if rows else None


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
    fitted = _fitted(answer) if numeric else ()
    notes = [f"{'Each bar' if fitted else 'The band'} holds the true cosine 95 times in 100."]
    if answer.p is not None:
        notes.append(f"p {answer.p:.3f} that its use moves by chance alone as far as it does.")
    elif answer.note:
        notes.append(f"Not tested: {answer.note}")
    if (slope := finite(answer.slope)) is not None:
        by = f"{significant(slope, 2)} ± {significant(answer.slope_error, 2)}"
        notes.append(f"The fitted cosine changes by {by} for each unit of {answer.by}.")
    if unsure := len(answer.rows) - len(known):
        notes.append(f"{unsure:,} of {counted(len(answer.rows), 'period')} have no sure cosine and are left out.")
    seen = Series(answer.compared or answer.query, points, dots=bool(fitted))
    series = (seen, Series("fitted to all uses", fitted)) if fitted else (seen,)
    return Lines(f"trend of {answer.query}", series, x, Axis(beside), tuple(notes))


def _fitted(answer: Trend) -> tuple[LinePoint, ...]:
    """Return the ends of the line that was tested, over the numbers of the uses."""
    slope, centre, level, low, high = map(
        finite, (answer.slope, answer.mean_number, answer.cosine_at_mean, answer.low, answer.high)
    )
    if slope is None or centre is None or level is None or low is None or high is None or not low < high:
        return ()
    ends = ((end, finite(level + slope * (end - centre))) for end in (low, high))
    points = tuple(LinePoint(end, value) for end, value in ends if value is not None)
    return points if len(points) > 1 else ()


def uses(answer: UsesByPart) -> Intervals | None:
    """Return the neighbours in each part with their intervals."""
    rows = tuple(
        IntervalRow(row.word, value, *around(value, row.error), row.part, row.note)
        for row in answer.rows if row.rank is not None and (value := finite(row.cosine)) is not None
    )  # fmt: skip
    title = f"{answer.query}: nearest words in each {answer.by}"
    return Intervals(title, rows, Axis("cosine"), None, (_SURE,)) if rows else None
