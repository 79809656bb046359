"""Pages as a browser has them: nothing loads, nothing that a text says runs, tables are sorted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from embrepl.commands.answers.giving.reporting import Section, WholeReport
from embrepl.commands.answers.text import TopRow, TopWords
from embrepl.view.web.page import page_text
from tests.helpers.pages.answers import MARKUP, provenance, whole_report
from tests.helpers.pages.browsing import Visit

Visiting = Callable[..., Visit]
WORDS = (("the", 1_204, 0.5), ("of", 98, 12.5), ("<b>king", 7, 2.0))


def top(words: tuple[tuple[str, int, float], ...] = WORDS) -> TopWords:
    rows = tuple(TopRow(at, each, count, rate, 0.5) for at, (each, count, rate) in enumerate(words, 1))
    return TopWords(corpus="novel", unit="word", tokens=1309, types=3, rows=rows)


def column(page: Any, at: int) -> list[str]:
    found: list[str] = page.locator(f"table tbody tr td:nth-child({at})").all_text_contents()
    return found


@pytest.mark.parametrize("text", MARKUP)
def test_nothing_that_a_text_says_runs(visit: Visiting, text: str) -> None:
    page = visit(page_text(whole_report(text), provenance(text))).page
    assert page.evaluate("globalThis.pwned") is None
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.querySelectorAll('img, iframe, object, form, [onload], [onerror]').length") == 0
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    assert text in page.locator("h1").inner_text()


def test_the_styles_and_the_script_are_those_that_the_policy_names(visit: Visiting) -> None:
    page = visit(page_text(top(), provenance())).page
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert page.locator("th button").count() == 4


def test_a_click_sorts_a_column_and_the_third_one_undoes_it(visit: Visiting) -> None:
    page = visit(page_text(top(), provenance())).page
    assert column(page, 3) == ["1,204", "98", "7"]
    rates = page.get_by_role("button", name="per million")
    rates.click()
    assert column(page, 5) == ["12.5", "2", "0.5"]
    assert page.locator("th[aria-sort=descending]").inner_text() == "per million"
    rates.click()
    assert column(page, 5) == ["0.5", "2", "12.5"]
    rates.click()
    assert column(page, 5) == ["0.5", "12.5", "2"]
    assert page.locator("th[aria-sort]").count() == 0


def test_columns_are_sorted_by_the_keyboard(visit: Visiting) -> None:
    page = visit(page_text(top(), provenance())).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert column(page, 2) == ["<b>king", "of", "the"]
    page.keyboard.press("Space")
    assert column(page, 2) == ["the", "of", "<b>king"]


def test_the_contents_lead_to_the_answers(visit: Visiting) -> None:
    words = tuple((f"word{at}", 100 - at, 1.0) for at in range(100))
    sections = tuple(Section(top(words), provenance(f"top {at}"), "see") for at in range(3))
    page = visit(page_text(WholeReport("All", False, (), sections), provenance())).page
    page.locator("nav a").last.click()
    page.wait_for_url("**#answer-3")
    assert page.evaluate("scrollY") > 1000
    assert page.evaluate("document.querySelector(':target h2').innerText").endswith("top 2")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_page_is_never_wider_than_the_window(visit: Visiting, width: int) -> None:
    long = (("w" * 300, 1, 1.0), ("长" * 200, 2, 1.0), ("a b " * 99, 3, 1.0))
    report = WholeReport("T" * 200, False, (), (Section(top(long), provenance("c" * 300), "r" * 300),))
    page = visit(page_text(report, provenance()), viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_is_dark(visit: Visiting) -> None:
    def paper(scheme: str) -> str:
        page = visit(page_text(top(), provenance()), color_scheme=scheme).page
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert paper("light") == "rgb(255, 255, 255)"
    assert paper("dark") == "rgb(22, 23, 21)"
