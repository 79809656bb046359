"""A map in a real browser: searching, pointing, clicking, keys and fingers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from embrepl.view.web.map.page import map_page
from tests.helpers.pages.browsing import Visit
from tests.helpers.pages.maps import PROVENANCE, asked, place, ready, small_map


def test_search_lists_beginnings_first_and_enter_opens(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("KING")
    options = page.locator("#found [role=option]")
    assert [text.split("\n")[0] for text in options.all_inner_texts()] == ["king", "kingdom", "stinking"]
    page.keyboard.press("ArrowDown")
    assert page.locator("#found [aria-selected=true]").inner_text().startswith("kingdom")
    assert page.get_attribute("#search", "aria-activedescendant") == "found-1"
    page.keyboard.press("Enter")
    assert asked(page)["open"] == 4
    assert page.inner_text("#panel h2") == "kingdom"
    assert page.locator("#found").is_hidden()


def test_what_is_not_there_is_said(page: Any) -> None:
    page.fill("#search", "zebra")
    assert page.inner_text("#found") == "No word of the map has that."
    assert page.inner_text("#said") == "No word found."


@pytest.mark.parametrize(("typed", "point"), [("国", 7), ("ملك", 8)])
def test_search_finds_other_scripts(page: Any, typed: str, point: int) -> None:
    page.fill("#search", typed)
    page.press("#search", "Enter")
    assert asked(page)["open"] == point


def test_pointing_shows_word_count_trust_group_and_neighbours(page: Any) -> None:
    page.mouse.move(*place(page, 5))
    tip = page.inner_text("#tip")
    assert tip.split("\n")[0] == "bread"
    for fact in ("166 times", "part: even", "trust 42 %", "butter", "0.800", "0.600"):
        assert fact in tip
    page.mouse.move(5, 5)
    assert page.locator("#tip").is_hidden()


def test_click_opens_neighbours_and_lines_with_the_word_marked(page: Any) -> None:
    page.mouse.click(*place(page, 0))
    assert page.locator("#panel .near bdi").all_inner_texts() == ["queen", "man", "woman"]
    assert page.locator("#panel .near .figure").all_inner_texts() == ["0.800", "0.700", "0.600"]
    assert page.locator("#panel .line").count() == 2
    assert page.locator("#panel mark").all_inner_texts() == ["king", "king", "KING"]  # not in "kingdom", "kings"
    assert "king" in page.inner_text("#said")
    assert "queen 0.800" in page.inner_text("#said")
    assert "2 lines" in page.inner_text("#said")


# how many of some pixels around a place are drawn upon
INK = """([x, y]) => [...document.getElementById("over").getContext("2d").getImageData(x - 1, y - 2, 3, 5).data]
  .filter((value, i) => i % 4 === 3 && value).length"""


def between(ends: list[list[float]]) -> list[float]:
    """Return a place on the line between two, off its middle, where there is a word."""
    (x0, y0), (x1, y1) = ends
    return [x0 + 0.62 * (x1 - x0), y0 + 0.62 * (y1 - y0)]


def test_click_draws_lines_to_the_neighbours(page: Any) -> None:
    asked(page)
    assert page.evaluate(INK, between(asked(page, 4, 7)["places"])) == 0
    page.mouse.click(*place(page, 4))
    state = asked(page, 4, 7)
    assert state["open"] == 4
    assert page.evaluate(INK, between(state["places"])) > 0


def test_neighbours_are_reached_by_keyboard(page: Any) -> None:
    page.focus("#stage")
    page.keyboard.press("n")  # queen, since it was asked for
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "queen"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past "show all"
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "man"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert asked(page)["open"] == -1
    assert page.evaluate("document.activeElement.id") == "stage"


def test_next_and_previous_go_by_asked_and_count(page: Any) -> None:
    page.focus("#stage")
    said = []
    for key in "nnnp":
        page.keyboard.press(key)
        said.append(page.inner_text("#said").split(",")[0])
    assert said == ["queen", "king", "man", "king"]
    assert page.inner_text("#tip").startswith("king")


def test_keys_move_and_zoom(page: Any) -> None:
    page.focus("#stage")
    whole = asked(page)["view"]
    page.keyboard.press("+")
    assert asked(page)["view"]["zoom"] == pytest.approx(1.5 * whole["zoom"])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    view = asked(page)["view"]
    assert view["x"] > whole["x"]
    assert view["y"] > whole["y"]
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert asked(page)["view"]["zoom"] == pytest.approx(whole["zoom"] / 1.5)
    page.keyboard.press("0")
    assert asked(page)["view"] == pytest.approx(whole)


def test_keys_that_are_typed_into_the_box_move_nothing(page: Any) -> None:
    before = asked(page)["view"]
    page.keyboard.press("/")
    page.keyboard.type("0n-+")
    assert asked(page)["view"] == before
    assert page.input_value("#search") == "0n-+"


def test_the_keys_are_shown(page: Any) -> None:
    page.focus("#stage")
    page.keyboard.press("?")
    assert "next point" in page.inner_text("#keys")
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()


def test_wheel_zooms_at_the_pointer_and_buttons_in_the_middle(page: Any) -> None:
    x, y = place(page, 10)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    assert asked(page)["view"]["zoom"] > 1.3
    assert place(page, 10) == pytest.approx((x, y), abs=0.5)
    page.click("#whole")
    assert asked(page)["view"]["zoom"] == pytest.approx(1)
    page.click("#closer")
    assert asked(page)["view"]["zoom"] == pytest.approx(1.6)
    page.click("#farther")
    assert asked(page)["view"]["zoom"] == pytest.approx(1)


def test_drag_moves_and_opens_nothing(page: Any) -> None:
    x, y = place(page, 5)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=4)
    page.mouse.up()
    assert place(page, 5) == pytest.approx((x + 60, y + 30), abs=6)
    assert asked(page)["open"] == -1


def test_a_tap_opens_and_two_fingers_zoom(visit: Callable[..., Visit]) -> None:
    page = ready(
        visit(
            map_page(small_map(), PROVENANCE), has_touch=True, is_mobile=True, viewport={"width": 390, "height": 780}
        ).page
    )
    page.touchscreen.tap(*place(page, 3))
    assert asked(page)["open"] == 3
    page.locator("#panel .shut").tap()
    page.tap("#whole")
    before = asked(page)["view"]["zoom"]
    touches = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(places)]
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", (190, 400))
    touch("touchStart", (190, 400), (200, 400))
    for step in range(1, 9):
        touch("touchMove", (190 - 8 * step, 400), (200 + 8 * step, 400))
    touch("touchEnd")
    assert asked(page)["view"]["zoom"] > 1.5 * before


def test_show_all_brings_every_neighbour_into_sight(page: Any) -> None:
    page.fill("#search", "king")
    page.press("#search", "Enter")
    asked(page)
    page.keyboard.press("f")
    state = asked(page, 0, 1, 2, 3)
    for x, y in state["places"]:
        assert 0 < x < state["view"]["width"] - state["view"]["right"]
        assert 0 < y < state["view"]["height"]
