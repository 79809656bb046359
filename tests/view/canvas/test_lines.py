"""Lines: their names, ticks, bands and patterns can be told apart without colour."""

from __future__ import annotations

import math

import pytest
from rich.cells import cell_len

from embrepl.view.canvas.lines import draw
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Axis, LinePoint, Lines, Series
from tests.view.canvas.plausible import BY_PERIOD, LOSS, PERIODS, THREE, TREND, ZIPF
from tests.view.canvas.random_charts import drawn, shown


def rising(label: str, *values: float) -> Series:
    return Series(label, tuple(LinePoint(float(at), value) for at, value in enumerate(values)))


def test_an_axis_has_round_figures_and_its_label() -> None:
    lines = shown(TREND, 80, 18).split("\n")
    assert lines[0] == "cosine with 1990"
    assert [line[:3] for line in lines if "┤" in line] == ["0.9", "0.8", "0.7", "0.6", "0.5"]
    assert lines[-2].split() == ["1990", "1995", "2000", "2005", "2010", "2015", "2020"]
    assert lines[-1].strip() == "year"


def test_each_tick_is_above_the_middle_of_its_figure() -> None:
    *_, axis, figures, _ = shown(TREND, 80, 18).split("\n")
    for at, sign in enumerate(axis):
        if sign == "┬":
            assert figures[at - 2 : at + 3].strip(), at
    assert axis.count("┬") == 7


def test_a_series_that_the_title_names_is_not_named_again() -> None:
    assert "immigration" not in shown(TREND, 80, 18)
    assert "● immigration" in shown(Lines("words", TREND.series), 80, 18)


def test_names_stand_where_their_lines_end_each_on_its_own_line() -> None:
    lines = shown(THREE, 80, 18).split("\n")
    ends = {
        name: next(at for at, line in enumerate(lines) if name in line) for name in ("immigration", "移民", "asylum")
    }
    assert ends["immigration"] < ends["asylum"] < ends["移民"]


def test_names_that_meet_at_one_place_are_moved_apart() -> None:
    same = Lines("t", (*(rising(f"word{at}", 0.5, 0.5) for at in range(5)), rising("other", 0, 1)))
    lines = shown(same, 80, 12).split("\n")
    assert sum("word" in line for line in lines) == 5
    assert all(line.count("word") <= 1 for line in lines)


def test_names_stand_above_where_there_is_no_room_at_the_ends() -> None:
    assert shown(BY_PERIOD, 40, 10).split("\n")[0] == "cosine   ● immigration   ○ asylum"
    many = Lines("t", tuple(rising(f"w{at}", at, at) for at in range(12)))
    assert "● w0   ○ w1   ■ w2" in shown(many, 80, 8).split("\n")[0]


def test_every_series_has_a_sign_of_its_own_that_stands_on_its_line() -> None:
    picture = shown(THREE, 80, 18)
    for sign in "●○■":
        assert picture.count(sign) >= 3


def test_in_ascii_a_line_is_made_of_its_sign() -> None:
    picture = shown(THREE, 80, 18, ascii=True)
    assert picture.isascii()
    for sign in "*o+":
        assert picture.count(sign) >= 20


def test_named_periods_are_left_out_evenly_where_they_would_collide() -> None:
    assert all(name in shown(BY_PERIOD, 80, 18) for name in PERIODS)
    narrow = shown(BY_PERIOD, 60, 18)
    assert [name in narrow for name in PERIODS] == [True, False] * 3


def test_a_band_is_of_sparse_dots_and_the_line_is_not() -> None:
    without = Lines(TREND.title, (Series("immigration", tuple(LinePoint(p.x, p.y) for p in TREND.series[0].points)),))
    band, line = (shown(chart, 80, 18) for chart in (TREND, without))
    full = [bin(ord(sign) - 0x2800).count("1") for sign in band if 0x2800 < ord(sign) < 0x2900]
    assert max(full) <= 5
    assert sum(0x2800 < ord(sign) < 0x2900 for sign in band) > 3 * sum(0x2800 < ord(sign) < 0x2900 for sign in line)


def test_a_fit_is_a_broken_line_beside_dots() -> None:
    picture = shown(ZIPF, 80, 18)
    assert "● words" in picture
    assert "╌ fit" in picture


def test_a_logarithmic_axis_has_powers_and_leaves_out_what_is_not_above_zero() -> None:
    zero = Series("words", (LinePoint(0.0, 5.0), LinePoint(1.0, 0.0), LinePoint(1.0, 10.0), LinePoint(1000.0, 1.0)))
    lines = shown(Lines("words", (zero,), Axis("rank", True), Axis("count", True)), 60, 12).split("\n")
    assert lines[-1].split() == ["1", "10", "100", "rank"]
    assert any(line.startswith("10 ┤") for line in lines)


def test_nothing_to_be_drawn_is_a_sentence() -> None:
    for points in ((), (LinePoint(math.nan, 1.0),), (LinePoint(1.0, math.inf),)):
        assert shown(Lines("t", (Series("a", points),)), 60) == "no point has a place on these axes"
    assert shown(Lines("t", ()), 60) == "no point has a place on these axes"


@pytest.mark.parametrize("values", [(3.0,), (3.0, 3.0, 3.0), (-5e-9, 5e-9), (1e300, -1e300)])
def test_few_equal_tiny_and_huge_values_are_drawn(values: tuple[float, ...]) -> None:
    lines = shown(Lines("t", (rising("a", *values),)), 60, 10).split("\n")
    assert any("●" in line for line in lines)
    assert any("┤" in line for line in lines)


@pytest.mark.parametrize("height", [6, 8, 12])
def test_a_low_picture_keeps_its_axes(height: int) -> None:
    for chart in (TREND, ZIPF, LOSS):
        lines = shown(chart, 80, height).split("\n")
        assert len(lines) == height
        assert sum("┤" in line for line in lines) >= 2
        assert lines[-1].split()[-1] in ("year", "rank", "step")


def test_a_label_as_wide_as_the_picture_is_cut() -> None:
    chart = Lines("t", (rising("字" * 80, 1, 2), rising("b", 2, 1)), Axis("长" * 90), Axis("高" * 90))
    for width in (20, 60, 80):
        assert all(cell_len(line) <= width for line in shown(chart, width).split("\n"))
        assert "…" in shown(chart, width)


def test_colour_only_adds_to_the_signs() -> None:
    coloured = drawn(THREE, Room(80, 18, True))
    assert {span.style for line in coloured for span in line.spans} >= {"dim", "cyan", "magenta", "green"}
    assert "\n".join(line.plain.rstrip() for line in coloured) == shown(THREE, 80, 18)


def test_names_beside_the_label_above_are_no_dimmer_than_those_below_it() -> None:
    head = next(iter(draw(Lines("words", THREE.series, THREE.x, Axis("cosine")), Room(40, 12))))
    names = [span for span in head.spans if "dim" not in str(span.style)]
    assert "dim" not in str(head.style)
    assert head.plain.startswith("cosine")
    assert names, "signs of the series stand on the label's line"
