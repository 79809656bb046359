"""A table of cosines takes the form that its width allows, and is shaded where there is colour."""

from __future__ import annotations

import io

import numpy as np
import pytest
from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.heat import HeatTable
from embrepl.view.charts.kinds import Heat
from embrepl.view.console import make_console
from embrepl.view.style import uncut
from tests.view.canvas.plausible import HEAT, PERIODS
from tests.view.canvas.random_charts import shown


def drawn(names: list[str], figures: np.ndarray, width: int | None = 80, colour: bool = False) -> list[str]:
    stream = io.StringIO()
    make_console(stream, width=width, colour=colour).print(HeatTable(names, figures.tolist(), Text("instead")))
    return stream.getvalue().splitlines()


def cosines(size: int) -> np.ndarray:
    result = np.linspace(-0.999, 0.999, size * size).reshape(size, size)
    return (result + result.T) / 2


THREE = np.array([[1, 0.731, -0.124], [0.731, 1, -0.001], [-0.124, -0.001, 1]])


def test_a_small_one_has_words_at_the_heads_of_its_columns() -> None:
    assert drawn(["king", "王后", "a-long-word"], THREE) == [
        "             king  王后 a-long-word",
        "king            ·  0.73       -0.12",
        "王后         0.73     ·        0.00",
        "a-long-word -0.12  0.00           ·",
    ]


@pytest.mark.parametrize(("size", "cell"), [(9, "-0.12"), (13, "-.12"), (16, "-12"), (40, "-")])
def test_a_wider_one_has_shorter_figures(size: int, cell: str) -> None:
    lines = drawn([f"word{at}" for at in range(size)], np.full((size, size), -0.124))
    assert all(cell_len(line) <= 80 for line in lines)
    first = lines[2 if cell == "-" else 1]
    assert first.replace(" ", "").removeprefix("1").removeprefix("word0") == "·" + cell * (size - 1)
    assert len([line for line in lines if "word" in line and "·" in line]) == size


def test_what_has_no_room_at_all_is_left_to_the_other_form() -> None:
    assert drawn([f"word{at}" for at in range(90)], cosines(90)) == ["instead"]


def test_what_short_figures_mean_is_said() -> None:
    assert drawn([f"word{at}" for at in range(15)], cosines(15))[-1] == "cosines in hundredths: 73 is 0.73"
    assert drawn([f"word{at}" for at in range(40)], cosines(40))[-1].startswith("cosines in tenths")


def test_a_file_has_room_for_all_of_it() -> None:
    lines = drawn([f"word{at}" for at in range(200)], cosines(200), width=None)
    assert len(lines) == 201
    assert lines[0].split() == [f"word{at}" for at in range(200)]


def test_shades_are_only_where_there_is_colour_and_go_from_the_least_to_the_greatest() -> None:
    assert "\x1b" not in "".join(drawn(["a", "b", "c"], THREE))
    _, first, second, _ = drawn(["a", "b", "c"], THREE, colour=True)
    assert "\x1b[1;30;46m0.73" in first
    assert "\x1b[2m-0.12" in first
    assert "\x1b[1;30;46m0.73" in second


def test_two_that_are_alike_have_no_shades() -> None:
    assert "46m" not in "".join(drawn(["a", "b"], np.full((2, 2), 0.5), colour=True))


def test_a_name_is_whole_where_nothing_is_cut() -> None:
    long = "a-word-of-more-cells-than-a-table-has"
    stream = io.StringIO()
    with uncut(True):
        table = HeatTable([long, "b"], [[1, 0.5], [0.5, 1]], Text("instead"))
    make_console(stream).print(table)
    assert long in stream.getvalue()
    assert long not in "\n".join(drawn([long, "b"], np.eye(2)))


def test_rows_and_columns_may_be_other_things() -> None:
    lines = shown(HEAT, 80).split("\n")
    assert lines[0].split() == ["cosine", *PERIODS]
    assert lines[3] == "wave          0.79      0.52     -0.23               -0.60      0.12"


def test_columns_that_have_numbers_are_named_below() -> None:
    lines = shown(HEAT, 60).split("\n")
    assert lines[0].split() == ["cosine", "1", "2", "3", "4", "5", "6"]
    assert lines[-2] == "1 1990–1994  2 1995–1999  3 2000–2004  4 2005–2009"


def test_columns_that_have_no_room_are_counted() -> None:
    wide = Heat("t", ("a", "b"), tuple(map(str, range(300))), ((0.5,) * 300,) * 2)
    assert shown(wide, 80).split("\n")[-1] == "222 more columns have no room"


def test_figures_above_one_are_written_short_or_as_digits_of_their_range() -> None:
    values = tuple(tuple(float(10 ** (row + at)) for at in range(4)) for row in range(2))
    assert shown(Heat("t", ("a", "b"), tuple("wxyz"), values), 60).split("\n")[2].split() == [
        "b",
        "10",
        "100",
        "1e3",
        "10k",
    ]
    digits = shown(Heat("t", ("a", "b"), tuple("wxyz") * 5, tuple(row * 5 for row in values), "count"), 40).split("\n")
    assert digits[-1] == "count from 0 to 9: 0 is 1, 9 is 10k"


def test_nothing_is_a_sentence() -> None:
    assert shown(Heat("t", (), (), ()), 60) == "no figures"
