"""Intervals: dots on whiskers above one axis, the reference, groups, and figures where there is room."""

from __future__ import annotations

import math

from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Axis, IntervalRow, Intervals
from tests.view.canvas.plausible import CONTRAST
from tests.view.canvas.random_charts import drawn, shown

THREE = Intervals(
    "t",
    (
        IntervalRow("below", -0.5, -0.8, -0.2),
        IntervalRow("across", 0.1, -0.3, 0.5),
        IntervalRow("above", 0.7, 0.4, 1.0),
    ),
    Axis("difference"),
    reference=0.0,
)


def row(picture: str, label: str) -> str:
    return next(line for line in picture.split("\n") if line.strip().startswith(label))


def test_a_whisker_shows_whether_it_crosses_the_reference() -> None:
    picture = shown(THREE, 60)
    column = row(picture, "below").index("┊")
    assert row(picture, "across")[column] == "┼"
    assert row(picture, "above")[column] == "┊"
    assert row(picture, "below").index("●") < column < row(picture, "above").index("●")
    axis, figures = picture.split("\n")[3:5]
    assert axis[column] == "┬"
    assert "0.0" in figures[column - 2 : column + 2]


def test_one_that_crosses_is_quiet() -> None:
    below, across, _ = drawn(THREE, Room(60, 12))[:3]
    assert "cyan" in {span.style for span in below.spans}
    assert "cyan" not in {span.style for span in across.spans}


def test_figures_have_the_decimals_that_the_axis_asks_for() -> None:
    assert row(shown(THREE, 80), "below").endswith("-0.50  -0.80 to -0.20")
    assert row(shown(THREE, 80), "across").endswith(" 0.10  -0.30 to  0.50")
    assert row(shown(THREE, 60), "below").endswith("-0.50")
    assert not any(letter.isdigit() for letter in row(shown(THREE, 40), "below"))


def test_rows_of_a_group_stand_below_its_name() -> None:
    lines = shown(CONTRAST, 80).split("\n")
    assert lines[0].split() == ["left", "│", "┊"]
    assert [line.split()[0] for line in lines[1:5]] == ["border", "asylum", "wave", "family"]
    assert lines[5].split() == ["right", "│", "┊"]
    assert all(line.startswith("  ") for line in lines[6:12])


def test_rows_of_a_group_come_together() -> None:
    rows = tuple(IntervalRow(f"w{at}", 0.0, group="ab"[at % 2]) for at in range(4))
    firsts = [line.split()[0] for line in shown(Intervals("t", rows), 60).split("\n")[:6]]
    assert firsts == ["a", "w0", "w2", "b", "w1", "w3"]


def test_a_value_that_is_not_known_has_its_note() -> None:
    assert "quota    │ seen too rarely" in row(shown(CONTRAST, 80), "quota")
    assert "no figure" in shown(Intervals("t", (IntervalRow("a", None), IntervalRow("b", 1.0))), 60)
    assert "no figure" in shown(Intervals("t", (IntervalRow("a", math.nan), IntervalRow("b", 1.0))), 60)


def test_other_notes_stand_at_the_right_of_a_wide_picture() -> None:
    assert row(shown(CONTRAST, 120), "wave").endswith("seen 23 times")
    assert "seen 23 times" not in shown(CONTRAST, 80)


def test_a_value_without_an_interval_is_a_dot() -> None:
    point = row(shown(CONTRAST, 80), "points")
    assert point.count("●") == 1
    assert "─" not in point


def test_there_are_as_many_lines_as_rows() -> None:
    many = Intervals("t", tuple(IntervalRow(f"w{at}", float(at)) for at in range(100)))
    assert len(shown(many, 80, 8).split("\n")) == 102


def test_nothing_is_a_sentence() -> None:
    assert shown(Intervals("t", ()), 60) == "no rows"


def test_long_figures_leave_a_third_of_the_width_to_the_axis() -> None:
    rows = (IntervalRow("a" * 50, 1.5e300, 1.234e-300, 1.7e300), IntervalRow("b", -1.5e300, note="n" * 50))
    for width in (60, 80, 120):
        line = row(shown(Intervals("t", rows), width), "b")
        axis = shown(Intervals("t", rows), width).split("\n")[2]
        assert axis.count("─") + axis.count("┬") >= width // 3
        assert len(line) <= width
