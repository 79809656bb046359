"""Places of labels: no two touch, none hides a point, all are within the grid, and the second round loses none."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from embrepl.view.canvas.labels import Placer
from embrepl.view.canvas.scatter.spots import Spot, Wish


@st.composite
def asked(draw: st.DrawFn) -> tuple[int, int, list[Wish]]:
    """Points of a grid, each in a cell of its own, with the widths of their labels."""
    width, height = draw(st.integers(1, 60)), draw(st.integers(1, 12))
    cells = draw(st.sets(st.tuples(st.integers(0, width - 1), st.integers(0, height - 1)), max_size=40))
    widths = st.lists(st.integers(1, 20), min_size=1, max_size=3).map(lambda many: tuple(sorted(many, reverse=True)))
    return width, height, [Wish(column, row, draw(widths)) for column, row in draw(st.permutations(sorted(cells)))]


def rows_of(wishes: list[Wish], height: int) -> list[int]:
    rows = [0] * height
    for wish in wishes:
        rows[wish.row] |= 1 << wish.column
    return rows


def cells_of(spot: Spot) -> set[tuple[int, int]]:
    cells = {(spot.column + at, spot.row) for at in range(spot.width)}
    return cells | {spot.leader[:2]} if spot.leader else cells


@given(asked())
def test_no_label_touches_another_or_a_point(question: tuple[int, int, list[Wish]]) -> None:
    width, height, wishes = question
    spots = Placer(width, height, rows_of(wishes, height)).place(wishes)
    points = {(wish.column, wish.row) for wish in wishes}
    taken: set[tuple[int, int]] = set()
    for wish, spot in zip(wishes, spots, strict=True):
        if spot is None:
            continue
        cells = cells_of(spot)
        assert spot.width == wish.widths[spot.form]
        assert all(0 <= column < width and 0 <= row < height for column, row in cells)
        assert not points & {(column + step, row) for column, row in cells for step in (-1, 0, 1)}
        assert not taken & {(column + step, row) for column, row in cells for step in (-2, -1, 0, 1, 2)}
        taken |= cells


@given(asked())
def test_a_label_is_next_to_its_point_or_at_the_end_of_its_line(question: tuple[int, int, list[Wish]]) -> None:
    width, height, wishes = question
    for wish, spot in zip(wishes, Placer(width, height, rows_of(wishes, height)).place(wishes), strict=True):
        if spot is None:
            continue
        at = spot.leader[:2] if spot.leader else (wish.column, wish.row)
        assert abs(at[0] - wish.column) <= 1
        assert abs(at[1] - wish.row) <= 1
        assert abs(spot.row - at[1]) <= 1
        reach = 2 if spot.row == wish.row else 1
        assert spot.column - reach <= at[0] <= spot.column + spot.width - 1 + reach


@given(asked())
def test_the_second_round_takes_no_label_away(question: tuple[int, int, list[Wish]]) -> None:
    width, height, wishes = question
    once = Placer(width, height, rows_of(wishes, height)).place(wishes, again=False)
    twice = Placer(width, height, rows_of(wishes, height)).place(wishes)
    assert all(second for first, second in zip(once, twice, strict=True) if first)


def test_the_second_round_moves_a_label_for_another() -> None:
    wishes = [Wish(4, 0, (3,)), Wish(10, 0, (3,))]
    rows = rows_of([*wishes, Wish(13, 0, (1,))], 1)  # the second has room on its left alone
    assert [bool(spot) for spot in Placer(14, 1, rows).place(wishes, again=False)] == [True, False]
    first, second = Placer(14, 1, rows).place(wishes)
    assert first
    assert second
    assert (first.column, second.column) == (0, 6)


def test_a_line_leads_to_a_label_where_there_is_no_room_beside() -> None:
    wish = Wish(5, 2, (5,))
    beside = [Wish(column, 2, (1,)) for column in (2, 3, 4, 6, 7, 8)]
    (spot,) = Placer(11, 5, rows_of([wish, *beside], 5)).place([wish])
    assert spot
    assert spot.leader


def test_a_label_between_two_points_that_could_be_either_ones_is_left_out() -> None:
    wish = Wish(0, 0, (4,))
    (spot,) = Placer(8, 1, rows_of([wish, Wish(7, 0, (1,)), Wish(1, 0, (1,))], 1)).place([wish])
    assert spot is None


@given(asked(), st.integers(0, 30))
def test_labels_hide_no_more_of_a_crowd_than_they_may(question: tuple[int, int, list[Wish]], hidden: int) -> None:
    width, height, wishes = question
    crowd = [(1 << width) - 1] * height
    spots = Placer(width, height, rows_of(wishes, height), crowd).place_in_crowd(wishes, hidden)
    assert sum(spot.width for spot in spots if spot) <= hidden
    assert not any(spot.leader for spot in spots if spot)


@given(asked(), st.data())
def test_labels_that_must_be_seen_hide_only_points_without_a_label(
    question: tuple[int, int, list[Wish]], data: st.DataObject
) -> None:
    width, height, wishes = question
    most = data.draw(st.integers(0, len(wishes)))
    wishes = [replace(wish, must=number < most) for number, wish in enumerate(wishes)]
    spots = Placer(width, height, rows_of(wishes, height)).place(wishes)
    hidden = set().union(*(cells_of(spot) for spot in spots if spot))
    assert not any(wish.must for wish in wishes if (wish.column, wish.row) in hidden)
    assert not any(spot for wish, spot in zip(wishes, spots, strict=True) if (wish.column, wish.row) in hidden)
    assert sum(len(cells_of(spot)) for spot in spots if spot) == len(hidden)


def test_a_label_that_must_be_seen_stands_over_points_where_it_has_no_place() -> None:
    first, *others = [Wish(column, 0, (4,)) for column in (0, 1, 2, 3, 4, 9)]
    assert Placer(12, 1, rows_of([first, *others], 1)).place([first, *others])[0] is None
    spots = Placer(12, 1, rows_of([first, *others], 1)).place([replace(first, must=True), *others])
    assert spots[0]
    assert (spots[0].column, spots[0].row) == (2, 0)
    assert not any(spots[1:])
