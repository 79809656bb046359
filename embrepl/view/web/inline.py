"""Texts of a page: their styles as classes, every letter escaped."""

from __future__ import annotations

from itertools import pairwise

from rich.style import Style
from rich.text import Text

from embrepl.view.palette import ACCENT, BAD, COMMAND, DOUBTFUL, GOOD, QUIET, STRONG
from embrepl.view.web.frame import text as escaped

CLASSES = {STRONG: "s", QUIET: "q", ACCENT: "a", GOOD: "g", DOUBTFUL: "d", BAD: "r", COMMAND: "c"}


def classes(style: str | Style) -> str:
    """Return the classes of a style, with spaces between; what has no class is left out."""
    found = (CLASSES.get(each) for each in str(style).split())
    return " ".join(dict.fromkeys(each for each in found if each))


def attribute(names: str) -> str:
    """Return classes as an attribute with a space before, nothing for none."""
    return f' class="{names}"' if names else ""


def whole_style(text: Text) -> str:
    """Return the classes that all of a text has."""
    return classes(text.style)


def inline(text: Text) -> str:
    """Return a text, but for the style that all of it has."""
    if not text.spans:
        return escaped(text.plain)
    length = len(text.plain)
    edges = {0, length, *(min(at, length) for span in text.spans for at in (span.start, span.end))}
    result = []
    for begin, end in pairwise(sorted(edges)):
        styles = [classes(span.style) for span in text.spans if span.start <= begin and end <= span.end]
        result.append(_piece(text.plain[begin:end], " ".join(dict.fromkeys(filter(None, styles)))))
    return "".join(result)


def _piece(plain: str, names: str) -> str:
    if CLASSES[COMMAND] in names.split():
        return f"<code>{escaped(plain.strip('`'))}</code>"
    return f"<span{attribute(names)}>{escaped(plain)}</span>" if names else escaped(plain)
