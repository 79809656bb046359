"""Texts below an axis stand at their ticks and never run into each other; names are cut before any is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.view.canvas.axes import below, beside, cell_of, named, row_of, ticks_across, ticks_beside
from embrepl.view.canvas.room import Room
from embrepl.view.charts.scales import Scale

UNICODE, ASCII = Room(80, 24), Room(80, 24, ascii=True)
spans = st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))


@given(spans, st.integers(12, 240), st.integers(1, 12), st.integers(0, 20))
def test_figures_below_an_axis_keep_apart(span: tuple[float, float], cells: int, before: int, after: int) -> None:
    scale = Scale(span[0], span[0] + span[1])
    places = ticks_across(scale, cells, UNICODE, before, after)
    axis, *texts = below(places, cells, UNICODE, before=before, after=after)
    assert axis.plain.count("┬") == len(places)
    assert [text for line in texts for text in line.plain.split()] == [text for _, text in places]
    assert all(axis.plain[before + cell] == "┬" for cell, _ in places)


@given(spans, st.integers(12, 240))
def test_a_figure_stands_about_its_tick(span: tuple[float, float], cells: int) -> None:
    scale = Scale(span[0], span[0] + span[1])
    places = ticks_across(scale, cells, UNICODE, 12, 12)
    _, *texts = below(places, cells, UNICODE, before=12, after=12)
    for cell, text in places:
        assert texts[0].plain[12 + cell - (len(text) - 1) // 2 :].startswith(text)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (60, ["the first period", "the second period", "the third"]),
        (43, ["the first per…", "the second pe…", "the third"]),
        (34, ["the first period", "the third"]),
        (6, ["the f…"]),
    ],
)
def test_names_are_cut_then_left_out(cells: int, shown: list[str]) -> None:
    scale = Scale(0, 2, names=((0.0, "the first period"), (1.0, "the second period"), (2.0, "the third")))
    assert [text for _, text in ticks_across(scale, cells, UNICODE)] == shown


def test_names_are_not_cut_to_the_same() -> None:
    scale = Scale(0, 99, names=tuple((float(at), f"period number {at}") for at in range(100)))
    shown = [text for _, text in ticks_across(scale, 200, UNICODE)]
    assert len(shown) >= 8
    assert len(set(shown)) == len(shown)
    assert not any("…" in text for text in shown)


def test_the_greatest_is_at_the_top_and_at_the_right() -> None:
    scale = Scale(0, 10)
    assert (row_of(scale, 10, 8), row_of(scale, 0, 8)) == (0, 7)
    assert (cell_of(scale, 0, 8), cell_of(scale, 10, 8)) == (0, 7)
    assert cell_of(Scale(1, 10, logarithmic=True), 0, 8) is None


def test_figures_beside_an_axis_are_of_one_width() -> None:
    lines = beside(ticks_beside(Scale(-5, 1000), 12, UNICODE), 12, UNICODE)
    assert len({line.cell_len for line in lines}) == 1
    assert {line.plain[-1] for line in lines} == {"┤", "│"}
    assert {line.plain[-1] for line in beside(ticks_beside(Scale(0, 1), 12, ASCII), 12, ASCII)} == {"+", "|"}


def test_names_are_plain_in_ascii() -> None:
    assert named("1990–1994", 20, ASCII) == "1990-1994"
    assert named("移民", 20, ASCII) == "\\u79fb\\u6c11"
    assert named("a-long-name", 6, ASCII) == "a-lon."
    assert named("a-long-name", 6, UNICODE) == "a-lon…"
    assert named("a\x1b[2J", 20, UNICODE) == "a\\x1b[2J"
    assert named("any", 0, UNICODE) == ""
