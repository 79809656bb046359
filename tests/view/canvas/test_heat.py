"""A table of cosines takes the form that its width allows, and is shaded where there is colour."""

from __future__ import annotations

import io

import numpy as np
import pytest
from rich.cells import cell_len
from rich.text import Text

from embrepl.view.canvas.heat import HeatTable
from embrepl.view.console import make_console


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
