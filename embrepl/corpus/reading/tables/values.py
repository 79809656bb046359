"""Values of JSON and of columns: what a path such as `data.text` leads to, the text that it holds, its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

SURROGATES = re.compile("[\ud800-\udfff]")
PARTS = ("text", "content", "value", "plain_text")  # where a part of a text, as of a message, holds it
DEEPEST = 4  # objects within objects whose fields are shown and chosen from


def held_by(value: Any, path: str) -> Any:
    """Return what the field `path` of an object holds: the field of that name, else what its steps lead to; or None.

    A step is the name of a field, the number of a value in a list, or goes into every object of a list.
    """
    if isinstance(value, dict) and path in value:
        return value[path]
    return _follow(value, path.split("."))


def _follow(value: Any, steps: Sequence[str]) -> Any:
    for number, step in enumerate(steps):
        if isinstance(value, dict):
            rest = ".".join(steps[number:])
            if rest in value:  # a name with points in it
                return value[rest]
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
        elif isinstance(value, list):
            found = [held for held in (_follow(each, steps[number:]) for each in value) if held is not None]
            return found or None
        else:
            return None
    return value


def text_within(value: Any) -> str | None:
    r"""Return the text that a value holds: a string, or a list of strings and of objects that hold strings; or None.

    Strings alone are joined by line feeds. Parts of a text, some of them marked as bold or as links, follow each other
    as they stand.
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or not value:
        return None
    parts = [_part(part) for part in value]
    kept = [part for part in parts if part is not None]
    if not kept:
        return None
    strings = sum(isinstance(part, str) for part in value)
    spaced = any(part[:1].isspace() or part[-1:].isspace() for part in kept)
    objects = any(isinstance(part, dict) for part in value)
    return ("" if objects and (strings or spaced) else "\n").join(kept)


def _part(part: Any) -> str | None:
    if isinstance(part, dict):
        return next((held for held in map(part.get, PARTS) if isinstance(held, str)), None)
    return text_within(part)


def fields(value: dict[str, Any], depth: int = DEEPEST) -> Iterator[tuple[str, Any]]:
    """Yield the fields of an object and of the objects within it, by the path that leads there."""
    for name, held in value.items():
        if isinstance(held, dict) and depth > 1:
            for path, inner in fields(held, depth - 1):
                yield f"{name}.{path}", inner
        else:
            yield name, held


def label_of(value: object) -> str:
    """Return how a value of JSON or of a column is called as a label, "" for what is none."""
    if value is None or isinstance(value, (list, dict, bytes)) or value != value:  # noqa: PLR0124 — not a number
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return SURROGATES.sub("\ufffd", str(int(value) if isinstance(value, float) and value % 1 == 0 else value)).strip()
