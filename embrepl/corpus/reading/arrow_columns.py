"""The texts in the columns of Arrow data, which .parquet and .arrow files hold, some rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from embrepl.corpus.reading.archives import bomb, is_bomb
from embrepl.corpus.reading.tables.values import SURROGATES, label_of
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def texts_in(reading: Reading, schema: Any, batches: Callable[[list[str]], Iterable[Any]]) -> Iterator[tuple[str]]:
    """Yield the text of every row; `batches` gives rows of the columns named, which are the only ones to be read.

    Raises `which-column`, `no-such-column`, `unreadable-file`, `bomb`.
    """
    table = reading.table
    texts = [name for name in schema.names if _is_text(schema.field(name).type)]
    table.named = path = _column(reading, schema, texts)
    column = path if path in schema.names else path.partition(".")[0]
    kept = table.wish.kept_places(schema.names)
    total = number = 0
    for batch in batches(list(dict.fromkeys([column, *kept]))):
        columns = {name: batch.column(name) for name in kept}
        for row, cell in enumerate(batch.column(column)):
            number += 1
            table.kept = {name: label_of(values[row].as_py()) for name, values in columns.items()}
            text = table.text_of({column: cell.as_py()}, number) or ""
            total += len(text)
            if is_bomb(total, reading.source.size) and not reading.options.trust:
                raise bomb(reading.source.shown, total // max(1, reading.source.size))
            yield (SURROGATES.sub("\ufffd", text),)  # also an empty one: what follows keeps its number


def _column(reading: Reading, schema: Any, texts: list[str]) -> str:
    """Return the column of texts that a person named, or the one that can be meant."""
    asked = reading.options.column
    if asked is not None and (asked in texts or _is_within(schema, asked)):
        return asked
    if not texts:
        named = ", ".join(schema.names[:20]) or "none"
        raise unreadable(reading.source.shown, f"has no column of texts; it has {named}")
    place, note = reading.table.wish.place(texts)
    reading.table.remarks += [note] if note else []
    return texts[place]


def _is_within(schema: Any, path: str) -> bool:
    """Return whether a path such as `data.text` begins with a column that holds further values."""
    import pyarrow as arrow

    name = path.partition(".")[0]
    return path != name and name in schema.names and arrow.types.is_nested(schema.field(name).type)


def _is_text(kind: Any) -> bool:
    """Return whether a column holds strings, or lists of strings."""
    import pyarrow as arrow

    if arrow.types.is_dictionary(kind) or arrow.types.is_list(kind) or arrow.types.is_large_list(kind):
        kind = kind.value_type
    return bool(arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or arrow.types.is_string_view(kind))
