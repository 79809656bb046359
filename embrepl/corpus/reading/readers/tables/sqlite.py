"""Databases, .sqlite .db: the text of every row of one table or view is a document; nothing is ever written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from embrepl.corpus.reading.tables.columns import is_text_name
from embrepl.corpus.reading.tables.naming import choose_table
from embrepl.corpus.reading.tables.table import LeftOut
from embrepl.corpus.reading.tables.values import label_of
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

JUDGED_ROWS = 100  # by which the columns are chosen
LOST = "\ufffd"  # stands for what does not decode
STEPS_AT_ONCE, STEPS, STEPS_AT_LEAST = 10_000, 20, 1_000_000  # of the database's machine: at a time, a byte, in all
HIDDEN = 1  # the mark of a column that a virtual table has for itself


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the rows. Raises `which-table`, `no-such-table`, `which-column`, `no-such-column`, `unreadable-file`."""
    with reading.guarded(), closing(_open(reading)) as database:
        _bound(reading, database)
        name = _table(reading, database)
        names = _columns(database, name)
        table = reading.table
        judged = database.execute(f"SELECT * FROM {_quoted(name)} LIMIT {JUDGED_ROWS}").fetchall()  # noqa: S608
        place, note = table.wish.place(
            names, [[cell if isinstance(cell, str) else "" for cell in row] for row in judged]
        )
        table.remarks += [note] if note else []
        table.named = names[place]
        kept = table.wish.kept_places(names)
        wanted = [names[place], *kept]
        rows = database.execute(f"SELECT {', '.join(map(_quoted, wanted))} FROM {_quoted(name)}")  # noqa: S608
        damaged = LeftOut()
        for number, row in enumerate(rows, 1):
            table.kept = dict(zip(kept, map(label_of, row[1:]), strict=True))
            text = table.text_of({wanted[0]: row[0]}, number) or ""
            if LOST in text:
                damaged.add(number)
            yield (text,)
        if damaged.many:
            what = counted(damaged.many, "text")
            reading.note(f"{what} with bytes that are not UTF-8, replaced, the first in row {damaged.first:,}")


def _open(reading: Reading) -> sqlite3.Connection:
    """Open the database for reading, in memory where it is packed."""
    source = reading.source
    if source.packing or source.entry:
        database = sqlite3.connect(":memory:")
        with reading.stream.seekable() as file:
            database.deserialize(file.read())
    else:
        beside = Path(f"{source.path}-wal")
        if beside.is_file() and beside.stat().st_size:
            reading.note(
                f"what was changed last stands in {beside.name} and is not read; close the program that has it"
            )
        database = sqlite3.connect(f"file:{quote(str(source.path.absolute()))}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    return database


def _bound(reading: Reading, database: sqlite3.Connection) -> None:
    """Let the database work no longer than its size explains: a view may be endless, a computed column huge.

    What is copied out of its pages takes some ten steps a row, and no text is longer than the file or what may be held.
    """
    (pages,), (page,) = (
        database.execute("PRAGMA page_count").fetchone(),
        database.execute("PRAGMA page_size").fetchone(),
    )
    left = STEPS_AT_LEAST + STEPS * int(pages * page)

    def step() -> bool:
        nonlocal left
        left -= STEPS_AT_ONCE
        return left < 0

    if not reading.options.trust:
        database.set_progress_handler(step, STEPS_AT_ONCE)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(pages * page, reading.longest))


def _table(reading: Reading, database: sqlite3.Connection) -> str:
    """Return the table that was named, the only one, or the only one that has the column or one for texts."""
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    names = [str(name) for (name,) in found]
    shown, asked, column = reading.source.shown, reading.options.table, reading.options.column
    if asked is None and len(names) > 1:
        likely = [name for name in names if _may_hold(_columns(database, name), column)]
        if len(likely) == 1:
            reading.note(f"table {likely[0]} is read, the only one with a column {column or 'for texts'}")
            return likely[0]
    return choose_table(shown, "table", names, asked)


def _may_hold(names: Sequence[str], column: str | None) -> bool:
    return column in names if column else any(map(is_text_name, names))


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    found = database.execute(f"PRAGMA table_xinfo({_quoted(table)})")
    return [str(row[1]) for row in found if row[6] != HIDDEN]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
