"""Whatever a chart holds, its picture fits its room and sends nothing to the terminal that is not seen."""

from __future__ import annotations

from hypothesis import given, settings

from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Chart, Intervals, Lines
from embrepl.view.safe import printable
from tests.view.canvas.random_charts import charts, drawn, intervals, lines, rooms


@settings(max_examples=300, deadline=None)
@given(charts, rooms)
def test_no_line_is_wider_than_the_room(chart: Chart, room: Room) -> None:
    found = drawn(chart, room)
    assert found
    for line in found:
        assert line.cell_len <= room.width, line.plain
        assert printable(line.plain) == line.plain
        assert line.no_wrap
        assert not room.ascii or line.plain.isascii()


@settings(max_examples=100, deadline=None)
@given(lines, rooms)
def test_lines_keep_to_the_height(chart: Lines, room: Room) -> None:
    names = sum(bool(one.label.strip()) for one in chart.series)
    assert len(drawn(chart, room)) <= max(room.height, 7 + names)


@settings(max_examples=100, deadline=None)
@given(intervals, rooms)
def test_each_interval_has_a_line(chart: Intervals, room: Room) -> None:
    groups = len({row.group for row in chart.rows} - {""})
    assert not chart.rows or len(chart.rows) + groups < len(drawn(chart, room)) <= len(chart.rows) + groups + 3


@settings(max_examples=100, deadline=None)
@given(charts, rooms)
def test_a_picture_without_colour_has_the_same_signs(chart: Chart, room: Room) -> None:
    plain, coloured = (Room(room.width, room.height, colour, room.ascii) for colour in (False, True))
    assert [line.plain for line in drawn(chart, plain)] == [line.plain for line in drawn(chart, coloured)]
