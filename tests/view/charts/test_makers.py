"""What answers become as charts: finite figures whatever the answer holds, and the numbers that it shows."""

from __future__ import annotations

import dataclasses
import io
import math
from typing import Any

import pytest

from embrepl.commands.answers.dispersion import PlaceRow, PlacesInText, SpreadRow, TextPart
from embrepl.commands.answers.exploring.stability import Stable, StableRow
from embrepl.commands.answers.exploring.trees import JoiningTree, MergeRow
from embrepl.commands.answers.exploring.uses.trend import Trend, TrendRow
from embrepl.view.canvas.picture import Picture
from embrepl.view.charts.kinds import Intervals, Lines, Stripes, Tree
from embrepl.view.charts.table import CHARTS, chart_of
from embrepl.view.console import make_console
from embrepl.view.style import Trimmed
from tests.helpers.samples import HOSTILE, filled


def numbers(value: Any) -> list[float]:
    """Return all numbers in a chart."""
    if dataclasses.is_dataclass(value):
        return [each for field in dataclasses.fields(value) for each in numbers(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [each for item in value for each in numbers(item)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("share", [0.5, 0.0, 1e300, math.nan, -math.inf])
@pytest.mark.parametrize("number", [5, -3])
def test_charts_have_finite_figures_and_can_be_drawn(kind: Any, share: float, number: int) -> None:
    for many in (0, 1, 3):
        for text in (HOSTILE[0], HOSTILE[-1], "year=2001"):
            chart = chart_of(filled(kind, text, number, share, many))
            if chart is None:
                continue
            assert all(map(math.isfinite, numbers(chart)))
            for width in (20, 80):
                stream = io.StringIO()
                make_console(stream, width=width, colour=False).print(Trimmed(Picture(chart, "", titled=True)))
                assert "\x1b" not in stream.getvalue()


def test_periods_that_are_numbers_stand_at_their_places() -> None:
    def row(period: str, cosine: float | None) -> TrendRow:
        return TrendRow(f"year={period}", 9, 1.0, 5, cosine, None if cosine is None else cosine - 0.1, cosine, "")

    def trend(*rows: TrendRow) -> Lines:
        answer = filled(Trend, "king")
        chart = chart_of(dataclasses.replace(answer, by="year", rows=rows))
        assert isinstance(chart, Lines)
        return chart

    lines = trend(row("1990", 0.5), row("1995", None), row("2010", 0.7))
    assert [(point.x, point.y, point.low) for point in lines.series[0].points] == [(1990, 0.5, 0.4), (2010, 0.7, 0.6)]
    assert not lines.x.names
    ranges = trend(row("1990..1999", 0.5), row("2000..2009", 0.7))
    assert ranges.x.names == ((0.0, "1990..1999"), (1.0, "2000..2009"))


def test_texts_without_a_place_are_left_out_where_there_are_many() -> None:
    def stripes(parts: int) -> Stripes:
        texts = tuple(TextPart(at, f"{at}.txt", 100) for at in range(1, parts + 1))
        rows = (PlaceRow("king", 2, "2.txt", 0.25), PlaceRow("queen", 2, "2.txt", 0.5))
        spreads = tuple(SpreadRow(target, 1, 1, None, 0.5, None) for target in ("king", "queen"))
        chart = chart_of(PlacesInText("c", "files", spreads, texts, rows))
        assert isinstance(chart, Stripes)
        return chart

    assert len(stripes(3).rows) == 6
    many = stripes(50)
    assert [(row.label, row.places, row.group) for row in many.rows] == [
        ("2.txt · king", (0.25,), 0), ("2.txt · queen", (0.5,), 1)
    ]  # fmt: skip


def test_a_stripe_counts_all_places_and_one_text_is_named_once() -> None:
    rows = (PlaceRow("king", 1, "1.txt", 0.25, 7), PlaceRow("king", 1, "1.txt", 0.5, 2), PlaceRow("queen", 1, "1", 0.5))
    spreads = tuple(SpreadRow(target, 1, 1, None, 0.5, None) for target in ("king", "queen"))
    chart = chart_of(PlacesInText("c", "files", spreads, (TextPart(1, "1.txt", 10_000),), rows))
    assert isinstance(chart, Stripes)
    assert [(row.label, row.seen, row.group) for row in chart.rows] == [("king", 9, -1), ("queen", 1, -1)]
    stream = io.StringIO()
    make_console(stream, width=60, colour=False).print(Picture(chart, "", titled=True))
    assert not chart.groups


def test_a_tree_counts_its_nodes_from_nought() -> None:
    rows = (MergeRow(4, 1, 2, 0.2, 2, "a b"), MergeRow(5, 3, 4, 0.4, 3, "c a b"))
    chart = chart_of(JoiningTree("m", "targets", ("a", "b", "c"), rows))
    assert isinstance(chart, Tree)
    assert [(merge.left, merge.right) for merge in chart.merges] == [(0, 1), (2, 3)]


def test_a_dot_outside_its_bar_is_explained() -> None:
    def stable(*rows: StableRow) -> Intervals:
        chart = chart_of(dataclasses.replace(filled(Stable, "king"), rows=rows))
        assert isinstance(chart, Intervals)
        return chart

    inside = StableRow(1, "queen", 0.5, 9, 18, 20, 0.4, 0.6, instead=False)
    outside = StableRow(2, "mummy", 0.5, 9, 2, 20, 0.03, 0.44, instead=False)
    assert not any("outside its bar" in note for note in stable(inside).notes)
    assert any(note.startswith("1 of 2 dots outside its bar") for note in stable(inside, outside).notes)
