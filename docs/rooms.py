"""Writes the table of rooms in docs/architecture.md from the docstrings of the packages, so that the two cannot differ.

python -m docs.rooms            write it
python -m docs.rooms --check    exit with 1 when it is out of date
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from docs.generated import main

PAGE = Path(__file__).with_name("architecture.md")
PACKAGE = Path(__file__).parents[1] / "embrepl"
BEGIN, END = "<!-- rooms -->\n", "<!-- end of rooms -->"


def table() -> str:
    """Return the table of rooms as Markdown: every package below embrepl, with the first line of its docstring."""
    rows = ["| room | what is in it |", "|---|---|"]
    for init in sorted(PACKAGE.rglob("*/__init__.py")):
        docstring = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
        rows.append(f"| `{init.parent.relative_to(PACKAGE.parent).as_posix()}/` | {docstring.partition(chr(10))[0]} |")
    return "\n".join(rows) + "\n"


def page(text: str) -> str:
    """Return the page with the table of today in its place."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE.name} has no place for the table of rooms")
    return before + begin + table() + end + after


if __name__ == "__main__":
    sys.exit(main(PAGE, lambda: page(PAGE.read_text(encoding="utf-8")), "docs.rooms", sys.argv[1:]))
