"""A map where it is printed: in a terminal a picture, in a pipe, a file or a very narrow terminal the table."""

from __future__ import annotations

import io

import pytest
from rich.text import Text

from embrepl.view.canvas.picture import Picture
from embrepl.view.console import make_console
from tests.helpers.sessions import Screen
from tests.view.canvas.scatter.maps import neighbours


def printed(stream: io.StringIO, width: int | None, *, colour: bool = False, height: int | None = 20) -> str:
    chart = neighbours("war")
    picture = Picture(chart, Text("the table"), height, titled=True)
    make_console(stream, width=width, colour=colour).print(picture)
    return stream.getvalue()


def test_a_pipe_gets_the_table() -> None:
    assert printed(io.StringIO(), None) == "the table\n"


@pytest.mark.parametrize("width", [20, 30, 49, 60, 80, 200])
def test_a_terminal_gets_the_picture_with_its_title(width: int) -> None:
    drawn = printed(Screen(), width)
    assert "the table" not in drawn
    assert drawn.startswith("Neighbours of war\n"[:width])
    assert len(drawn.splitlines()) <= 21
    assert "▲" in drawn
    assert "war" in drawn.partition("\n")[2]


def test_a_very_narrow_terminal_gets_the_table() -> None:
    assert printed(Screen(), 19) == "the table\n"


def test_without_colour_no_escape_sequence_is_written() -> None:
    assert "\x1b" not in printed(Screen(), 80)
    assert "\x1b[" in printed(Screen(), 80, colour=True)


def test_a_terminal_that_is_not_unicode_gets_ascii_of_the_same_width() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    chart = neighbours("曹操")
    make_console(stream, width=80, colour=False).print(Picture(chart, Text("the table"), 20))
    stream.flush()
    drawn = raw.getvalue().decode("ascii")
    assert "\\u" in drawn
    assert max(map(len, drawn.splitlines())) <= 80
    assert len(drawn.splitlines()) <= 20
