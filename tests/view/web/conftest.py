"""A browser for the tests of pages; where there is no Chromium they are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from embrepl.view.web.map.page import map_page
from tests.helpers.pages.browsing import Visit, launched, visiting
from tests.helpers.pages.maps import PROVENANCE, ready, small_map


@pytest.fixture(scope="package")  # beyond it, its event loop would be in the way of other tests
def browser() -> Iterator[Any]:
    """A browser that all tests of pages share."""
    with launched() as browser:
        yield browser


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open a page from its HTML: `visit(html, color_scheme="dark").page` is Playwright's page.

    The test fails where a page says an error, asks for anything but itself, or opens a dialog.
    """
    with visiting(browser, tmp_path) as visit:
        yield visit


@pytest.fixture(scope="package")
def tab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visit, str]]:
    """A small map in a tab, and its address: a tab takes three times as long to open as a page in it."""
    with visiting(browser, tmp_path_factory.mktemp("map")) as visit:
        opened = visit(map_page(small_map(), PROVENANCE))
        yield opened, opened.page.url


@pytest.fixture
def page(tab: tuple[Visit, str]) -> Iterator[Any]:
    """A small map, loaded anew for each test; nothing of the last test is left in it, nor the pointer over it."""
    visit, address = tab
    before = len(visit.wrongs)
    visit.page.mouse.move(0, 0)
    visit.page.goto("about:blank")
    visit.page.goto(address)
    yield ready(visit.page)
    assert not visit.wrongs[before:]
