"""Pictures within pages: any chart is drawn, and what is drawn is where its values say."""

from __future__ import annotations

import math
import re
from importlib import resources
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from embrepl.view.charts.kinds import (
    Axis,
    Chart,
    Heat,
    IntervalRow,
    Intervals,
    LinePoint,
    Lines,
    Map,
    MapPoint,
    Merge,
    Series,
    StripeRow,
    Stripes,
    Tree,
)
from embrepl.view.web.svg.drawing import DRAWERS, figure
from embrepl.view.web.svg.marks import COLOURS, SIZE, WIDTH, colour, length, spread_apart
from tests.helpers.pages.answers import ATTRIBUTES, ELEMENTS, MARKUP
from tests.helpers.pages.maps import small_map
from tests.view.canvas.random_charts import charts, figures, labels

numbers = st.one_of(st.none(), st.floats())
points = st.builds(
    MapPoint, labels, figures, figures, st.integers(-1, 30), st.one_of(st.none(), st.integers(0, 9**9)), numbers,
    numbers, st.booleans(),
)  # fmt: skip
maps = st.builds(
    Map, labels, st.lists(points, max_size=30).map(tuple), st.builds(Axis, labels), st.builds(Axis, labels),
    st.lists(labels, max_size=12).map(tuple), labels, st.booleans(),
)  # fmt: skip


def drawn(chart: Chart) -> Any:
    """Return the figure of a chart as elements; it has to be XML, which is stricter than a page."""
    return etree.fromstring(figure(chart), etree.XMLParser(huge_tree=True))


def texts(tree: Any) -> list[str]:
    return [each.text or "" for each in tree.iter("text")]


def titles(tree: Any) -> list[str]:
    return [each.text or "" for each in tree.iter("title")]


@settings(max_examples=150, deadline=None)
@given(st.one_of(charts, maps))
def test_any_chart_is_drawn(chart: Chart) -> None:
    tree = drawn(chart)
    for each in tree.iter():
        assert str(each.tag) in ELEMENTS
        assert {str(name).lower() for name in each.attrib} <= ATTRIBUTES
    for path in tree.iter("path"):
        assert not re.search("nan|inf", path.get("d"))


def test_every_kind_but_heat_is_a_picture_with_words_for_it() -> None:
    for chart in (lines(), intervals(), stripes(), tree(), small_map()):
        assert type(chart) in DRAWERS
        svg = drawn(chart).find(".//svg")
        assert svg.get("role") == "img"
        assert chart.title in svg.get("aria-label")
        assert svg.get("viewBox").startswith(f"0 0 {WIDTH} ")


def lines() -> Lines:
    points = tuple(LinePoint(float(x), x * 2.0, x * 2.0 - 1, x * 2.0 + 1) for x in range(4))
    names = Axis("year", names=tuple((float(x), str(1990 + x)) for x in range(4)))
    other = tuple(LinePoint(point.x, point.y + 0.01) for point in points)
    return Lines("Up", (Series("up", points), Series("电影", other)), names, Axis("cosine"), ("A note.",))


def intervals() -> Intervals:
    rows = (IntervalRow("a", 1.0, 0.5, 2.0, "one"), IntervalRow("b", None, group="two", note="unsure"))
    return Intervals("Words", rows, Axis("z"), 0.0)


def stripes() -> Stripes:
    return Stripes("Where", (StripeRow("a.txt", 100, (0.0, 0.5, 1.0)), StripeRow("b.txt", 50, ())))


def tree() -> Tree:
    return Tree("Tree", ("a", "b", "c"), (Merge(0, 2, 0.2), Merge(1, 3, 0.5)), Axis("height"))


def test_lines_have_bands_marks_and_names_that_stand_apart() -> None:
    found = drawn(lines())
    classes = [each.get("class") for each in found.iter("path")]
    assert classes.count("band k0") == 1
    assert [each for each in classes if each.startswith("curve")] == ["curve k0 d0", "curve k1 d1"]
    assert titles(found)[:2] == ["up, 1990: 0 (-1 to 1)", "up, 1991: 2 (1 to 3)"]
    names = [each for each in found.iter("text") if (each.get("class") or "").startswith("name")]
    assert [each.text for each in names] == ["up", "电影"]
    assert abs(float(names[0].get("y")) - float(names[1].get("y"))) >= SIZE
    assert found.find("figcaption").findtext("p") == "A note."


def test_intervals_say_their_values_and_what_is_not_known() -> None:
    found = drawn(intervals())
    assert [each for each in texts(found) if each in {"one", "a", "1.00", "two", "b", "–"}] == [
        "one",
        "a",
        "1.00",
        "two",
        "b",
        "–",
    ]
    assert titles(found) == ["a: 1.00, 0.5 to 2"]
    assert sum(each.get("class") == "reference" for each in found.iter("path")) == 1


def test_stripes_have_a_stroke_for_each_place() -> None:
    strokes = [each.get("d") for each in drawn(stripes()).iter("path") if each.get("class").startswith("stroke")]
    assert [each.count("M") for each in strokes] == [3]


def test_no_branches_of_a_tree_cross() -> None:
    found = drawn(tree())
    places = {each.text: float(each.get("y")) for each in found.iter("text")}
    assert abs(places["a"] - places["c"]) < abs(places["a"] - places["b"]) + abs(places["c"] - places["b"])
    assert titles(found) == ["height 0.2", "height 0.5"]


def test_heat_is_a_table_of_shaded_cells() -> None:
    found = drawn(Heat("Shares", ("a", "b"), ("x", "y"), ((0.0, 1.0), (None, 0.5)), "share"))
    cells = [(each.get("class"), each.text) for each in found.iter("td")]
    assert cells == [("q", "share"), ("n l0", "0.00"), ("n l6", "1.00"), (None, None), ("n l3", "0.50")]


def test_labels_of_a_map_do_not_overlap() -> None:
    some = tuple(
        MapPoint(f"word{at}" if at % 3 else "长长长", math.sin(at) * at, math.cos(at) * at, at % 3) for at in range(90)
    )
    found = drawn(Map("Ninety", some))
    boxes = [(float(each.get("x")), float(each.get("y")), length(each.text)) for each in found.iter("text")]
    assert len(boxes) >= 54
    for a, b in combinations(boxes, 2):
        assert a[0] + a[2] <= b[0] + 0.2 or b[0] + b[2] <= a[0] + 0.2 or abs(a[1] - b[1]) >= SIZE


def test_a_point_of_little_trust_is_hollow_and_that_is_said() -> None:
    found = drawn(Map("Two", (MapPoint("a", 0, 0, trust=0.1), MapPoint("b", 1, 1, trust=0.9))))
    assert [each.get("class") for each in found.iter("path")] == ["kx dot", "kx hollow"]
    assert found.find("figcaption").findtext("p").startswith("Hollow: ")
    assert titles(found)[1] == "a, 10 % of its neighbours are near here"


def test_every_group_has_a_colour_of_its_own_in_light_and_dark() -> None:
    style = resources.files("embrepl.view.web").joinpath("page.css").read_text(encoding="utf-8")
    themes = [dict(re.findall(r"--(k.):(#[0-9a-f]{6})", block)) for block in re.findall(r":root\{([^}]*)\}", style)]
    classes = {colour(group) for group in range(-1, COLOURS)}
    coloured = [theme for theme in themes if theme]
    assert len(coloured) == 2
    for theme in coloured:
        assert set(theme) == classes
        assert len(set(theme.values())) == len(classes)


def test_equal_axes_have_equal_units() -> None:
    corners = (MapPoint("a", 0, 0), MapPoint("b", 10, 0), MapPoint("c", 0, 1))
    places = [
        tuple(map(float, each.get("d")[1:].split("a")[0].split())) for each in drawn(Map("Three", corners)).iter("path")
    ]
    (_, cy), (bx, _), (ax, ay) = places
    assert math.isclose((bx - ax) / 10, ay - cy, abs_tol=0.2)


def test_hostile_words_are_words() -> None:
    some = tuple(MapPoint(text, float(at), float(at * at % 7), at) for at, text in enumerate(MARKUP))
    found = drawn(Map(MARKUP[0], some, Axis(MARKUP[1]), Axis(MARKUP[2]), MARKUP, MARKUP[3], notes=MARKUP))
    assert [each.text for each in found.find("figcaption").iter("p")] == list(MARKUP)


def test_places_are_spread_apart_within_their_room() -> None:
    assert spread_apart([5, 5, 5], 10, 0, 100) == [5, 15, 25]
    assert spread_apart([99, 98], 10, 0, 100) == [100, 90]
    assert spread_apart([], 10, 0, 100) == []
