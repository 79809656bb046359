"""Whatever the points, the labels and the room: the picture keeps to its room, and writes nothing but text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.view.canvas.map import draw
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Axis, Map, MapPoint

LABELS = st.one_of(
    st.text(max_size=12),
    st.text("三国演义ｗｉｄｅ한국어", min_size=1, max_size=12),
    st.text("ae\u0301\u0327\u200d\u200c\u0903\u1f468👩🏽🇩🇪\u2066\x1b[]", max_size=12),
    st.from_regex(r"[a-z-]{1,30}", fullmatch=True),
)
PLACES = st.one_of(st.integers(-3, 3).map(float), st.floats(-1e9, 1e9), st.floats(-1e-300, 1e-300))
POINTS = st.builds(
    MapPoint, LABELS, PLACES, PLACES, st.integers(-1, 3), st.none() | st.integers(0, 10**9),
    st.none() | st.floats(0, 1), st.none(), st.booleans(),
)  # fmt: skip
AXES = st.builds(Axis, LABELS, st.booleans(), st.lists(st.tuples(PLACES, LABELS), max_size=4).map(tuple))
MAPS = st.builds(
    Map, st.just(""), st.lists(POINTS, max_size=40).map(tuple), AXES | st.just(Axis()), AXES | st.just(Axis()),
    st.just(()) | st.tuples(LABELS, LABELS, LABELS, LABELS), LABELS, st.booleans(),
)  # fmt: skip
ROOMS = st.builds(Room, st.integers(20, 250), st.integers(5, 80), st.booleans(), st.booleans())


@settings(deadline=None, max_examples=150)
@given(MAPS, ROOMS)
def test_a_picture_keeps_to_its_room(chart: Map, room: Room) -> None:
    lines = list(draw(chart, room))
    assert 1 <= len(lines) <= room.height
    assert all(line.cell_len <= room.width for line in lines)
    text = "".join(line.plain for line in lines)
    assert not {unicodedata.category(letter) for letter in text} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert text.isascii() or not room.ascii


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 3000), st.integers(0, 4), st.integers(0, 1000), ROOMS)
def test_any_number_of_points_keeps_to_the_room(count: int, clusters: int, seed: int, room: Room) -> None:
    from tests.view.canvas.scatter.maps import scattered

    chart = scattered([f"word{number}" for number in range(count)], clusters=clusters, seed=seed)
    lines = list(draw(chart, room))
    assert len(lines) <= room.height
    assert all(line.cell_len <= room.width for line in lines)
