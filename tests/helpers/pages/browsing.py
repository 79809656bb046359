"""Pages in a real browser that sees nothing but the page's own file, and remembers all that went wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic",
    "--no-first-run", "--disable-component-update", "--disable-sync",
)  # fmt: skip
MISSING = "no Chromium: install it to test pages"
# `seen` is no name of a page's: what a policy refused is kept there
_WATCH = "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))"


@dataclass
class Visit:
    """A page that is open, and what it should not have done: errors, dialogs, and requests beyond its own file."""

    page: Any
    wrongs: list[str] = field(default_factory=list)


@contextmanager
def launched() -> Iterator[Any]:
    """Give a browser; the test is skipped where there is none."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Any, folder: Path) -> Iterator[Callable[..., Visit]]:
    """Give a function that opens a page from its HTML; in the end no page may have done what it should not."""
    visits: list[Visit] = []
    contexts: list[Any] = []

    def visit(html: str, *, script: str = "", **options: Any) -> Visit:
        path = folder / f"page{len(visits)}.html"
        path.write_text(html, encoding="utf-8")
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options}))
        result = _watched(contexts[-1].new_page(), path.as_uri(), script)
        visits.append(result)
        return result

    try:
        yield visit
    finally:
        for context in contexts:
            context.close()
    assert [each.wrongs for each in visits] == [[]] * len(visits)


def _watched(page: Any, address: str, script: str) -> Visit:
    visit = Visit(page)

    def route(request: Any) -> None:
        if request.request.url == address:
            request.continue_()
        else:
            visit.wrongs.append(f"request: {request.request.url}")
            request.abort()

    def dialog(seen: Any) -> None:
        visit.wrongs.append(f"dialog: {seen.message}")
        seen.dismiss()

    page.route("**/*", route)
    page.on("dialog", dialog)
    page.on("pageerror", lambda error: visit.wrongs.append(f"error: {error}"))
    page.on("console", lambda said: said.type == "error" and visit.wrongs.append(said.text))
    page.add_init_script(_WATCH)
    if script:
        page.add_init_script(script)
    page.goto(address)
    return visit
