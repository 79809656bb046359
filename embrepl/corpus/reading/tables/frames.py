"""The rows of a table that JSON holds by its columns, or by the names of its rows, as pandas writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeGuard

LEAST_ROWS = 2  # by which objects that are alike are told from others


def frame(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the rows that an object holds, None where it holds no such table.

    The forms: names and rows apart, {"columns": ["text"], "data": [["one"], ["two"]]}; columns by their names and
    cells by those of the rows, {"text": {"0": "one", "1": "two"}}, or the other way round; columns as equal lists.
    """
    return _split(value) or _nested(list(value.items())) or _lists(value)


def _split(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    names, rows = value.get("columns"), value.get("data")
    if not (_are(names, str) and _are(rows, list) and all(len(row) == len(names) for row in rows)):
        return None
    return [dict(zip(names, row, strict=True)) for row in rows]


def _nested(items: Sequence[tuple[str, Any]]) -> list[dict[str, Any]] | None:
    inner = [held for _, held in items]
    if not (inner and all(isinstance(held, dict) and held.keys() == inner[0].keys() for held in inner)):
        return None
    rows = list(inner[0])
    if len(rows) >= LEAST_ROWS and _are_numbers(rows):
        return [{name: held[row] for name, held in items} for row in rows]
    return inner if len(inner) >= LEAST_ROWS and _are_numbers([name for name, _ in items]) else None


def _lists(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    lists = list(value.values())
    if len(lists) < LEAST_ROWS or not all(isinstance(held, list) and len(held) == len(lists[0]) for held in lists):
        return None
    if not any(_are(held, str) for held in lists) or any(
        isinstance(cell, (list, dict)) for held in lists for cell in held
    ):
        return None
    return [dict(zip(value, row, strict=True)) for row in zip(*lists, strict=True)]


def _are(held: object, kind: type) -> TypeGuard[list[Any]]:
    return isinstance(held, list) and bool(held) and all(isinstance(each, kind) for each in held)


def _are_numbers(names: Sequence[str]) -> bool:
    return all(name.isdecimal() for name in names)
