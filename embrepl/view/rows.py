"""An answer as rows of plain values: what CSV, TSV and Markdown write.

The rows are the answer's field `rows`, or the answer itself as one row; of a tall answer, its fields, a row each. The
columns are the fields of a row, known from its type, so that no rows still have a header, and those of the answer that
stand beside every row; a vector takes as many columns as it has numbers.
"""

from __future__ import annotations

import types
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

from embrepl.commands.answers.base import Answer

Value = str | int | float | bool | None


def table(answer: Answer) -> tuple[list[str], list[list[Value]]]:
    """Return the names of the columns, and the rows."""
    hints = _hints(type(answer))
    if answer.tall:
        return ["key", "value"], [[name, _plain(getattr(answer, name))] for name in hints]
    beside = [_plain(getattr(answer, name)) for name in answer.beside]
    rows = getattr(answer, "rows", (answer,))
    row_type = get_args(hints["rows"])[0] if "rows" in hints else type(answer)
    spread = {
        name: max((len(getattr(row, name)) for row in rows), default=0)
        for name, hint in _hints(row_type).items()
        if get_origin(hint) is tuple and get_args(hint) == (float, Ellipsis)
    }
    names: list[str] = []
    for name in _hints(row_type):
        names += [f"{name}_{number + 1}" for number in range(spread[name])] if name in spread else [name]
    return [*names, *answer.beside], [[*_cells(row, spread), *beside] for row in rows]


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


def _cells(row: Any, spread: dict[str, int]) -> list[Value]:
    cells: list[Value] = []
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in spread:
            cells += [*value, *[None] * (spread[field.name] - len(value))]
        else:
            cells.append(_plain(value))
    return cells


def _plain(value: Any) -> Value:
    """Return a value that fits into one cell."""
    return value if isinstance(value, str | int | float | types.NoneType) else join(value)


def join(value: object) -> str:
    """Return several values as one readable cell: a; b, or name: value; name: value."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {join(item)}" for key, item in value.items())
    if isinstance(value, tuple | list):
        pairs = bool(value) and all(isinstance(item, tuple | list) for item in value)
        return "; ".join(": ".join(map(join, item)) if pairs else join(item) for item in value)
    return str(value)
