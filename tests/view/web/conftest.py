"""A browser for the tests of pages; where there is no Chromium they are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.pages.browsing import Visit, launched, visiting


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
