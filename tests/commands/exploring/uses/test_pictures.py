"""Pictures of answers on a text: all figures stand in the rows for programs, what was tested is said."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from embrepl.view.charts.kinds import Heat, Intervals, Lines, Stripes, Tree
from embrepl.view.charts.table import CHARTS, chart_of, why_no_picture
from tests.helpers.sessions import Talk, shown

Row = dict[str, str]
Figures = Callable[[Row], Iterator[float]]


def drawn(chart: Any) -> list[float]:
    """Return the figures of a chart, without what only places them."""
    if isinstance(chart, Intervals):
        found = [each for row in chart.rows for each in (row.value, row.low, row.high)]
    elif isinstance(chart, Lines):
        seen = [point for series in chart.series for point in series.points if series.label not in LINES_OF_FIT]
        found = [each for point in seen for each in (point.y, point.low, point.high)]
    elif isinstance(chart, Heat):
        found = [each for row in chart.values for each in row]
    elif isinstance(chart, Stripes):
        found = [each for row in chart.rows for each in (*row.places, *row.counts)]
    else:
        assert isinstance(chart, Tree)
        found = [merge.height for merge in chart.merges]
    return [each for each in found if each is not None]


LINES_OF_FIT = ("fitted to all uses",)  # of two figures that stand in each row, tested for itself below


def columns(*names: str) -> Figures:
    """Return what reads columns."""
    return lambda row: (float(row[name]) for name in names if row[name])


def around(value: str, half: str) -> Figures:
    """Return what reads a value and the ends of its interval."""

    def read(row: Row) -> Iterator[float]:
        if row[value]:
            middle, reach = float(row[value]), float(row[half])
            yield from (middle, middle - reach, middle + reach)

    return read


def telling(row: Row) -> Iterator[float]:
    difference, half = float(row["first_cosine"]) - float(row["second_cosine"]), float(row["half"])
    yield from (difference, difference - half, difference + half)


def singular(row: Row) -> Iterator[float]:
    values = [float(value) for name, value in row.items() if name.startswith("singular_values_")]
    yield from (value / values[0] for value in values)


def cosines(row: Row) -> Iterator[float]:
    yield from (float(value) for name, value in row.items() if name.startswith("cosine_") and value)


PICTURES: dict[str, Figures] = {
    "contrast bank party=a party=b --plot": telling,
    "contrast bank --by year --plot": columns("distance", "low", "high"),
    "contrast --all party=a party=b --plot": around("distance", "error"),
    "trend shift --by year --plot": columns("cosine", "low", "high"),
    "trend shift --by year --with oven --plot": columns("cosine", "low", "high"),
    "uses bank --by party --plot": around("cosine", "error"),
    "sim bank shift same --plot": cosines,
    "sim bank shift same --tree": columns("height"),
    "cluster 4 --tree": columns("height"),
    "stable bank --runs 5 --plot": columns("cosine", "low", "high"),
    "axis bank : same shift twin --plot": columns("place", "low", "high"),
    "health --plot": singular,
    "disperse bank --plot": columns("place", "count"),
    "disperse bank, shift --plot": columns("place", "count"),
    "zipf --plot": columns("count", "expected"),
}


@pytest.mark.parametrize("line", PICTURES)
def test_the_figures_of_every_picture_stand_in_the_rows_for_programs(known: Talk, line: str) -> None:
    answer = known(line)
    chart = chart_of(answer)
    assert chart is not None
    figures = drawn(chart)
    read = csv.DictReader(io.StringIO(shown(answer, "csv")))
    rows = sorted(each for row in read for each in PICTURES[line](row))
    assert figures
    for each in figures:
        assert any(each == pytest.approx(row, rel=1e-9, abs=1e-12) for row in rows)


def test_every_kind_of_picture_but_those_of_trainings_and_maps_is_in_the_table(known: Talk) -> None:
    kinds = {type(known(line)).__name__ for line in PICTURES}
    assert kinds == {kind.__name__ for kind in CHARTS} - {"LossCurves", "WordMap"}


def test_the_fitted_line_is_that_which_was_tested(known: Talk) -> None:
    answer = known("trend shift --by year --with oven --plot")
    chart = chart_of(answer)
    assert isinstance(chart, Lines)
    seen, fitted = chart.series
    assert seen.dots and fitted.label in LINES_OF_FIT
    first, last = fitted.points
    assert (first.x, last.x) == (1990, 1999)
    assert (last.y - first.y) / 9 == pytest.approx(answer.slope)
    share = (answer.mean_number - first.x) / 9
    assert first.y + share * (last.y - first.y) == pytest.approx(answer.cosine_at_mean)
    means = sorted(point.y for point in seen.points)
    assert means[0] < answer.cosine_at_mean < means[-1]
    (alone,) = chart_of(known("trend shift --by year --plot")).series  # type: ignore[union-attr]
    assert not alone.dots


def test_words_that_tell_two_uses_apart_stand_by_part_and_the_farthest_at_the_ends(known: Talk) -> None:
    chart = chart_of(known("contrast bank party=a party=b --plot"))
    assert isinstance(chart, Intervals)
    groups = [row.group for row in chart.rows]
    assert groups == sorted(groups)
    assert set(groups) == {"nearer in party=a", "nearer in party=b"}
    values = [row.value or 0.0 for row in chart.rows]
    assert values == sorted(values, reverse=True)
    assert chart.notes[0].startswith("Used differently: ")
    (note,) = chart_of(known("contrast same party=a party=b --plot")).notes  # type: ignore[union-attr]
    assert note.startswith("No difference beyond chance: ")
    assert "may be chance" in note


def test_what_was_found_is_said_below_the_other_pictures(known: Talk) -> None:
    by_year = chart_of(known("contrast same --by year --plot"))
    assert isinstance(by_year, Intervals)
    assert [row.label for row in by_year.rows] == [str(year) for year in range(1990, 2000)]
    assert by_year.notes[0].startswith("Of 10 parts tested, ")
    every = known("contrast --all party=a party=b --plot")
    chart = chart_of(every)
    assert isinstance(chart, Intervals)
    assert chart.notes[0].startswith(f"{every.found} of {every.compared} words ")
    axis = chart_of(known("axis bank : same shift --plot"))
    assert isinstance(axis, Intervals)
    assert bool(axis.notes) == any(row.low is not None for row in axis.rows)


def test_where_nothing_can_be_drawn_it_is_said_why(known: Talk) -> None:
    rare = known("trend seldom --by year --plot")
    assert chart_of(rare) is None
    assert why_no_picture(rare) == "Nothing to draw: no period has a cosine that is sure. This is the table."
    assert not why_no_picture(known("trend shift --by year --plot"))
    assert not why_no_picture(known("freq bank"))
