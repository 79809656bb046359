"""Spreadsheets, .xlsx .xls .ods: the text of every row of one sheet is a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from embrepl.corpus.reading.archives import open_zip
from embrepl.corpus.reading.tables.columns import is_text_name
from embrepl.corpus.reading.tables.extents import check_extents
from embrepl.corpus.reading.tables.naming import choose_table
from embrepl.corpus.reading.tables.table import LeftOut
from embrepl.corpus.reading.tables.values import label_of
from embrepl.system.plain import unreadable
from embrepl.system.sizes import counted
from embrepl.system.unpacking import missing_extra

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

JUDGED_ROWS = 100  # by which the columns are chosen
MOST_TITLES = 5  # rows before the header
ZIP = b"PK\3\4"


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the rows.

    Raises `missing-extra`, `no-such-table`, `which-column`, `no-such-column`, `unreadable-file`, `bomb`.
    """
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise missing_extra(f"{reading.source.shown}, a spreadsheet,", "spreadsheet") from None
    shown, trusted = reading.source.shown, reading.options.trust
    with reading.guarded(), reading.stream.seekable() as file:
        if file.read(len(ZIP)) == ZIP:
            with open_zip(file, shown, trusted=trusted, what="a spreadsheet") as archive:
                check_extents(archive, shown, reading.longest)
        file.seek(0)
        book = CalamineWorkbook.from_filelike(file)
        yield from _texts(reading, _rows(reading, book))


def _rows(reading: Reading, book: Any) -> Iterator[tuple[int, list[str]]]:
    """Return the rows of the sheet that was named, or of the first one that holds any, with their numbers."""
    names = [str(name) for name in book.sheet_names]
    asked = reading.options.table
    if asked is not None:
        return _filled(book.get_sheet_by_name(choose_table(reading.source.shown, "sheet", names, asked)))
    held = [name for name in names if next(_filled(book.get_sheet_by_name(name)), None)]
    if not held:
        raise unreadable(reading.source.shown, "has no sheet with text")
    if len(held) > 1:
        column = reading.options.column
        likely = [name for name in held if _may_hold(book.get_sheet_by_name(name), column)]
        if len(likely) == 1 and likely != held[:1]:
            reading.note(f"sheet {likely[0]} is read, the only one with a column {column or 'for texts'}")
            return _filled(book.get_sheet_by_name(likely[0]))
        others = ", ".join(held[1:6]) + ", …" * (len(held) > 6)
        reading.note(f"sheet {held[0]} is read; --table names another: {others}")
    return _filled(book.get_sheet_by_name(held[0]))


def _may_hold(sheet: Any, column: str | None) -> bool:
    """Return whether one of the first rows of a sheet names the column, or one for texts."""
    names = [cell.strip() for _, row in islice(_filled(sheet), MOST_TITLES + 1) for cell in row]
    return column in names if column else any(map(is_text_name, names))


def _filled(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = [cell if isinstance(cell, str) else label_of(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _texts(reading: Reading, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Iterable[str]]:
    table = reading.table
    first = list(islice(rows, JUDGED_ROWS))
    titles = _titles([row for _, row in first])
    if titles:
        table.remarks.append(f"{counted(titles, 'row')} before the header left out")
    choice = table.wish.choose([row for _, row in first[titles:]], len(first[0][1]))
    table.remarks += choice.notes
    kept = table.wish.kept_places(choice.names)
    named = max(place for place, name in enumerate(choice.names, 1) if name or place == 1)
    beyond = LeftOut()
    for number, row in chain(first[titles + choice.header :], rows):
        table.kept = {key: row[at].strip() for key, at in kept.items()}
        if any(map(str.strip, row[named:])):
            beyond.add(number)
        yield (table.cell(row[choice.place], number),)
    if beyond.many:
        first_one = f"{'the first ' if beyond.many > 1 else ''}in row {beyond.first:,}"
        table.remarks.append(
            f"{counted(beyond.many, 'row')} with cells beyond the header, which are not read, {first_one}"
        )


def _titles(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows with but one cell stand before the others, of which most have several."""
    filled = [sum(map(bool, map(str.strip, row))) for row in rows]
    titles = next((number for number, many in enumerate(filled) if many > 1), 0)
    several = sum(many > 1 for many in filled[titles:])
    return titles if titles <= MOST_TITLES and 2 * several > len(filled) - titles else 0
