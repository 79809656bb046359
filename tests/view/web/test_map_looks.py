"""A map in a real browser: labels, colours, dark and light, paper, axes, and many points."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest

from embrepl.view.charts.kinds import Evidence, Map, MapPoint
from embrepl.view.web.map.page import map_page
from tests.helpers.pages.browsing import Visit
from tests.helpers.pages.maps import PROVENANCE, WORDS, asked, crowd, ready, small_map

Visiting = Callable[..., Visit]
# of the pixels of a canvas: what the first one is, how many are unlike it, are dark, or have ink near the lower edge
PIXELS = """(name) => {
  const canvas = document.getElementById(name), {width, height} = canvas;
  const {data} = canvas.getContext("2d").getImageData(0, 0, width, height);
  const at = (i) => (data[i] << 16) + (data[i + 1] << 8) + data[i + 2];
  const found = {paper: at(0), covered: 0, dark: 0, foot: 0};
  for (let i = 0; i < data.length; i += 4) {
    if (at(i) !== found.paper) found.covered++;
    if (data[i] < 90) found.dark++;
    if (i > 4 * width * (height - 22) && data[i + 3] > 128) found.foot++;
  }
  return found;
}"""


def pixels(page: Any, canvas: str = "marks") -> dict[str, int]:
    return dict(page.evaluate(PIXELS, canvas))


def collisions(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (a["word"], b["word"])
        for a, b in combinations(labels, 2)
        if a["x"] < b["x"] + b["width"]
        and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"]
        and b["y"] < a["y"] + a["height"]
    ]


def test_all_labels_of_a_small_map_are_shown_and_none_collide(page: Any) -> None:
    labels = asked(page)["labels"]
    assert {each["word"] for each in labels} == set(WORDS)
    assert not collisions(labels)


def test_labels_of_a_crowd_do_not_collide_and_come_with_the_zoom(visit: Visiting) -> None:
    page = ready(visit(map_page(crowd(2_000), PROVENANCE)).page)
    first = asked(page)["labels"]
    assert len(first) >= 40
    assert not collisions(first)
    page.focus("#stage")
    for _ in range(4):
        page.keyboard.press("+")
    later = asked(page)["labels"]
    assert not collisions(later)
    assert len({each["word"] for each in later} - {each["word"] for each in first}) >= 20


def test_asked_and_frequent_words_are_labelled_first(visit: Visiting) -> None:
    points = tuple(MapPoint(f"p{i}", i / 1000, 0.0, count=i, asked=i == 3) for i in range(200))
    labels = asked(ready(visit(map_page(Map("One line", points), PROVENANCE)).page))["labels"]
    assert labels[0]["word"] == "p3"
    assert labels[1]["word"] == "p199"


@pytest.mark.parametrize("mode", ["group", "count", "trust", "none"])
def test_colours_can_say_something_else(page: Any, mode: str) -> None:
    page.select_option("#by", mode)
    assert asked(page)["mode"] == mode
    rows = page.locator("#legend .classes button").all_inner_texts()
    assert {"group": ["odd", "even"], "trust": ["below 20 %", "20–39 %"]}.get(mode, []) == [
        row.split("\n")[0] for row in rows[:2] if mode in {"group", "trust"}
    ]
    assert "trust below 30 %" in page.inner_text("#legend")


def test_a_click_on_the_legend_dims_all_others(page: Any) -> None:
    page.locator("#legend .classes button").nth(0).click()
    state = asked(page)
    assert {each["word"] for each in state["labels"]} == set(WORDS[0::2])
    assert page.locator("#legend [aria-pressed=true]").count() == 1
    page.locator("#legend .classes button").nth(0).click()
    assert len(asked(page)["labels"]) == len(WORDS)


def test_points_of_low_trust_are_hollow(visit: Visiting) -> None:
    low, high = (
        pixels(ready(visit(map_page(Map("Trust", tuple(line_of(60, trust))), PROVENANCE)).page)) for trust in (0.1, 0.9)
    )
    assert low["covered"] > 0.7 * high["covered"]
    assert low["dark"] < 0.6 * high["dark"]


def line_of(count: int, trust: float) -> Iterator[MapPoint]:
    return (MapPoint("", float(i), float(i % 7), trust=trust) for i in range(count))


def test_dark_and_light_by_the_system_and_by_hand(visit: Visiting) -> None:
    html = map_page(small_map(), PROVENANCE)
    papers = {}
    for scheme in ("light", "dark"):
        page = ready(visit(html, color_scheme=scheme).page)
        papers[scheme] = pixels(page)["paper"]
        page.click("#theme")
        asked(page)
        papers[f"{scheme}, turned"] = pixels(page)["paper"]
    assert papers["light"] == papers["dark, turned"] > 0xF00000
    assert papers["dark"] == papers["light, turned"] < 0x303030


def test_a_printed_map_has_words_notes_and_the_command(visit: Visiting) -> None:
    import pypdfium2

    page = ready(visit(map_page(small_map(), PROVENANCE), color_scheme="dark").page)
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    for said in ("Twelve words", "stinking", "A note.", "plot --near king 12", "train spectral", "9.9.9"):
        assert said in text
    sheet = document[0].render(scale=1).to_pil().convert("RGB")
    dark = sum(sum(sheet.getpixel((x, y))) < 150 for x in range(0, sheet.width, 3) for y in range(0, sheet.height, 3))
    assert dark < 0.05 * sheet.width * sheet.height / 9  # ink on white, though the screen was dark
    assert page.evaluate("document.getElementById('about').open") is False


@pytest.mark.parametrize("equal", [True, False])
def test_equal_axes_keep_one_scale(visit: Visiting, equal: bool) -> None:
    page = ready(visit(map_page(small_map(equal=equal), PROVENANCE)).page)
    corner, right, up = asked(page, 0, 1, 4)["places"]
    across, high = right[0] - corner[0], corner[1] - up[1]
    assert (abs(across - high) < 0.1) is equal
    page.set_viewport_size({"width": 700, "height": 800})
    corner, right, up = asked(page, 0, 1, 4)["places"]
    assert (abs((right[0] - corner[0]) - (corner[1] - up[1])) < 0.1) is equal


def test_axes_that_have_names_are_drawn_at_the_edges(visit: Visiting) -> None:
    named, bare = (
        pixels(ready(visit(map_page(small_map(axes=axes), PROVENANCE)).page), "over")["foot"] for axes in (True, False)
    )
    assert named > 200 > bare


def test_the_panel_says_where_a_point_is_on_named_axes(visit: Visiting) -> None:
    page = ready(visit(map_page(small_map(axes=True), PROVENANCE)).page)
    page.fill("#search", "butter")
    page.press("#search", "Enter")
    assert {"wealth: 2", "age: 1"} <= set(page.locator("#panel .facts li").all_inner_texts())


def test_fifty_thousand_points_are_drawn_searched_and_moved(visit: Visiting) -> None:
    page = ready(visit(map_page(crowd(50_000), PROVENANCE)).page)
    assert pixels(page)["covered"] > 100_000
    page.mouse.move(600, 400)
    page.mouse.down()
    page.mouse.move(700, 500, steps=5)
    page.mouse.up()
    assert asked(page)["view"]["x"] != pytest.approx(0.5, abs=0.01)
    page.fill("#search", "w49999")
    page.press("#search", "Enter")
    state = asked(page, 49_999)
    assert state["open"] == 49_999
    (x, y), view = state["places"][0], state["view"]
    assert (x, y) == pytest.approx(((view["width"] - view["right"]) / 2, view["height"] / 2), abs=1)
    assert page.locator("#panel .near bdi").all_inner_texts() == ["w0", "w1", "w2", "w3", "w4"]


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("bare", [True, False])
def test_maps_of_hardly_anything(visit: Visiting, count: int, bare: bool) -> None:
    whole = small_map()
    chart = dataclasses.replace(whole, points=whole.points[:1] * count, evidence=None if bare else Evidence(((),)))
    page = visit(map_page(chart, PROVENANCE)).page
    page.wait_for_selector("html[data-ready]", state="attached")
    page.focus("#stage")
    for key in ("n", "Enter", "+", "f", "p", "0", "c", "d", "Escape"):
        page.keyboard.press(key)
    assert len(asked(page)["labels"]) == count
    assert page.locator("#missing").is_hidden() == (count > 0)


def test_places_that_are_no_numbers_are_not_drawn(visit: Visiting) -> None:
    points = (MapPoint("a", 0, 0), MapPoint("b", float("nan"), 1), MapPoint("c", 1, float("inf")), MapPoint("d", 1, 1))
    page = ready(visit(map_page(Map("Odd places", points), PROVENANCE)).page)
    assert [each["word"] for each in asked(page)["labels"]] == ["a", "d"]
    page.fill("#search", "b")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "b"
    assert asked(page)["view"]["zoom"] > 0


def test_without_decompression_streams_the_page_unpacks_by_itself(visit: Visiting) -> None:
    html = map_page(crowd(3_000), PROVENANCE)
    page = ready(visit(html, script="delete globalThis.DecompressionStream").page)
    other = ready(visit(html).page)
    assert asked(page, 1, 2999) == asked(other, 1, 2999)
    assert asked(page)["size"] == 3_000
