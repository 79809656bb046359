"""The canvas of dots: signs of braille, in ASCII one sign a cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embrepl.view.canvas.curves import Curve, Curves, Look
from embrepl.view.canvas.dots import Dots
from embrepl.view.canvas.room import Room


def rows(dots: Dots) -> list[str]:
    return ["".join(dots.cell(column, row)[0] for column in range(dots.width)) for row in range(dots.height)]


def test_a_cell_has_two_by_four_dots() -> None:
    dots = Dots(2, 1)
    for x, y in ((0, 0), (1, 3), (2, 1)):
        dots.put(x, y)
    assert rows(dots) == ["⢁⠂"]


def test_in_ascii_more_dots_have_a_heavier_sign() -> None:
    dots = Dots(3, 1, ascii=True)
    for x, y in ((0, 0), (2, 0), (2, 1), (2, 2), (2, 3), (3, 0), (3, 1)):
        dots.put(x, y)
    assert rows(dots) == [".@ "]


def test_a_line_goes_from_end_to_end() -> None:
    curves = Curves(2, 2, Room(2, 2))
    curves.draw([Curve(((0.0, 1.0), (1.0, 0.0)), (), False, Look("x", (1, 0), "", marked=False))])
    assert [[sign == " " for sign in row.plain] for row in curves.rows()] == [[False, True], [True, False]]
    assert not rows(Dots(1, 1))[0].strip()


def test_a_cell_has_the_style_of_its_last_dot() -> None:
    dots = Dots(1, 1)
    dots.put(0, 0, "red")
    dots.put(1, 1, "blue")
    assert dots.cell(0, 0) == ("⠑", "blue")


@given(
    st.integers(1, 9), st.integers(1, 9), st.booleans(),
    st.lists(st.tuples(st.integers(-9, 50), st.integers(-9, 50)), max_size=50),
)  # fmt: skip
def test_dots_outside_are_left_out(width: int, height: int, ascii: bool, places: list[tuple[int, int]]) -> None:  # noqa: A002
    dots = Dots(width, height, ascii=ascii)
    for x, y in places:
        dots.put(x, y)
    assert [len(row) for row in rows(dots)] == [width] * height
    seen = {(x // 2, y // 4) for x, y in places if 0 <= x < 2 * width and 0 <= y < 4 * height}
    assert seen == {(x, y) for x in range(width) for y in range(height) if not dots.is_empty(x, y)}
