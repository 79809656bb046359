"""What the modules that write pages of the documentation share: write a page, or check that it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path


def main(page: Path, written: Callable[[], str], module: str, arguments: Sequence[str]) -> int:
    """Write a page, or with --check exit with 1 where it is not what the module would write."""
    if list(arguments) != ["--check"]:
        page.write_text(written(), encoding="utf-8")
        return 0
    if page.is_file() and page.read_text(encoding="utf-8") == written():
        return 0
    print(f"{page.name} is out of date: run `python -m {module}`", file=sys.stderr)
    return 1
