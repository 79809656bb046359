"""Which of the tables of a database, or of the sheets of a spreadsheet, is meant."""

from __future__ import annotations

from collections.abc import Sequence

from embrepl.corpus.reading.tables.columns import shown
from embrepl.errors import EmbreplError, nearest_names
from embrepl.system.plain import unreadable


def choose_table(file: str, what: str, names: Sequence[str], asked: str | None) -> str:
    """Return the one that was asked for, or the only one. Raises `which-table`, `no-such-table`, `unreadable-file`."""
    if not names:
        raise unreadable(file, f"has no {what}")
    if asked in names:
        return str(asked)
    if asked is not None:
        near = nearest_names(asked, list(names), most=1)
        hint = f"Did you mean --table {near[0]}?" if near else "Name one of these with --table."
        raise EmbreplError("no-such-table", f"{file} has no {what} {asked}; it has {shown(names)}.", hint)
    if len(names) == 1:
        return names[0]
    message = f"Which {what} of {file} holds the text? It has {shown(names)}."
    raise EmbreplError("which-table", message, "Name it with --table.")
