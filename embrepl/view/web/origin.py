"""Where answers come from, at the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence

from embrepl.view.safe import printable
from embrepl.view.web.frame import text as escaped


def recipe_html(recipe: Sequence[str]) -> str:
    """Return the commands that make the text and the vectors again."""
    lines = "\n".join(escaped(printable(line)) for line in recipe)
    return f'<pre class="recipe"><code>{lines}</code></pre>\n'


def made_with(version: str) -> str:
    """Return what made the page."""
    return f'<p class="q">Made with embrepl {escaped(version)}.</p>\n'
