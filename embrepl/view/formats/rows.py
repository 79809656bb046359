"""An answer as rows of plain values: what CSV, TSV and Markdown write.

The rows are the answer's field `rows`, or the answer itself as one row. The columns are the fields of a row, known from
its type, so that no rows still have a header, and those of the answer that stand beside every row. No cell holds a
list: its items are columns of their own, name_1, name_2 … or, of a mapping or an object, name_KEY. A tall answer has a
row for every field, and one for every item of a list: key, item, value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from embrepl.commands.answers.base import Answer, rows_of

Value = str | int | float | bool | None
Path = tuple[str, ...]  # the numbers and keys that lead to an item of a list or a mapping


def table(answer: Answer) -> tuple[list[str], list[list[Value]]]:
    """Return the names of the columns, and the rows."""
    hints = _hints(type(answer))
    if answer.tall:
        return ["key", "item", "value"], [row for name in hints for row in _tall(name, getattr(answer, name))]
    rows = rows_of(answer)
    kinds = _hints(get_args(hints["rows"])[0]) if "rows" in hints else hints
    lists = {
        name: list(dict.fromkeys(path for row in rows for path, _ in _items(getattr(row, name))))
        for name, kind in kinds.items() if get_origin(kind) in {tuple, dict}
    }  # fmt: skip
    names = ["_".join((name, *path)) for name in kinds for path in lists.get(name, [()])]
    beside = {"_".join((name, *path)): value for name in answer.beside for path, value in _items(getattr(answer, name))}
    return [*names, *beside], [[*_cells(row, kinds, lists), *beside.values()] for row in rows]


def row_count(answer: Answer) -> int:
    """Return how many rows `table` makes of an answer."""
    return len(table(answer)[1]) if answer.tall else len(rows_of(answer))


def numeric(answer: Answer) -> set[str]:
    """Return the names of the columns that hold numbers only."""
    names, rows = table(answer)
    return {
        name for at, name in enumerate(names)
        if all(row[at] is None or (isinstance(row[at], int | float) and not isinstance(row[at], bool)) for row in rows)
    }  # fmt: skip


def _hints(kind: type[Any]) -> dict[str, Any]:
    """Return the types of a dataclass's fields, in order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _tall(name: str, value: Any) -> list[list[Value]]:
    """Return the rows of one field; a list without items is a row without a value."""
    return [[name, "_".join(path), item] for path, item in _items(value)] or [[name, "", None]]


def _cells(row: Any, kinds: dict[str, Any], lists: dict[str, list[Path]]) -> Iterator[Value]:
    for name in kinds:
        value = getattr(row, name)
        if name in lists:
            found = dict(_items(value))
            yield from (found.get(path) for path in lists[name])
        else:
            yield value


def _items(value: Any) -> Iterator[tuple[Path, Value]]:
    """Yield the items of a list or a mapping with what leads to each; pairs are taken for a mapping."""
    if isinstance(value, tuple):
        pairs = bool(value) and all(isinstance(item, tuple) and len(item) == 2 for item in value)
        value = value if pairs else [(number, item) for number, item in enumerate(value, 1)]
    elif isinstance(value, dict):
        value = value.items()
    elif is_dataclass(value):
        value = [(field.name, getattr(value, field.name)) for field in fields(value)]
    else:
        yield (), value
        return
    for key, item in value:
        yield from (((str(key), *path), inner) for path, inner in _items(item))
