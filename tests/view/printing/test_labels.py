"""Labels of maps: none over another, none over a point."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.view.printing.labels import Label, Plan, Spot

PLACES = st.tuples(st.floats(0, 200), st.floats(0, 150))


def boxes(labels: list[Label], spots: list[Spot | None]) -> list[tuple[float, float, float, float]]:
    pairs = zip(labels, spots, strict=True)
    return [(spot.x, spot.y, spot.x + label.width, spot.y + label.height) for label, spot in pairs if spot]


def put(places: list[tuple[float, float]], width: float, *, far: bool) -> tuple[list[Label], list[Spot | None]]:
    labels = [Label(x, y, width, 7.0) for x, y in places]
    plan = Plan(200.0, 150.0)
    plan.take_dots(np.array(places).reshape(-1, 2), 2.0)
    return labels, [plan.put(label, 3.2, far=far) for label in labels]


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, max_size=40), st.floats(1, 60), st.booleans())
def test_no_label_is_over_another_or_over_a_point_or_outside(
    places: list[tuple[float, float]], width: float, far: bool
) -> None:
    found = boxes(*put(places, width, far=far))
    for at, (left, low, right, high) in enumerate(found):
        assert left >= 0 and low >= 0 and right <= 200.5 and high <= 150.5
        assert not any(left < x + 2 and x - 2 < right and low < y + 2 and y - 2 < high for x, y in places)
        for other in found[:at]:
            assert right <= other[0] or other[2] <= left or high <= other[1] or other[3] <= low


def test_forty_words_that_are_strewn_have_their_labels() -> None:
    places = np.random.default_rng(1).uniform((5, 5), (195, 145), (40, 2))
    labels, spots = put([(float(x), float(y)) for x, y in places], 20.0, far=True)
    assert len(boxes(labels, spots)) >= 36


def test_over_points_only_where_it_may_be_and_never_over_a_label() -> None:
    plan = Plan(200.0, 150.0)
    grid = np.array([(x, y) for x in range(0, 200, 5) for y in range(0, 150, 5)])
    plan.take_dots(grid, 2.0)
    label = Label(100, 75, 30, 7)
    assert plan.put(label, 3.0, far=True) is None
    spots = [plan.put(label, 3.0, over=True) for _ in range(20)]
    assert spots[0] is not None
    assert spots[-1] is None


def test_a_line_leads_to_a_label_that_is_further_away() -> None:
    plan = Plan(200.0, 150.0)
    beside = [(100 + x, 75 + y) for x in (-10, 10) for y in (-2, 2)]
    around = np.array(beside + [(100 + x, 75 + y) for x in (-2, 2) for y in (-10, 10)])
    plan.take_dots(around, 1.5)
    near, far = plan.put(Label(100, 75, 20, 7), 2.5), plan.put(Label(100, 75, 20, 7), 2.5, far=True)
    assert near is None
    assert far is not None
    assert far.end is not None
