"""Column tables, .parquet: the text of every row is a document; only its column and that of the labels are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from embrepl.corpus.reading.archives import bomb, is_bomb
from embrepl.corpus.reading.tables.values import label_of
from embrepl.system.plain import unreadable
from embrepl.system.unpacking import missing_extra

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

ROWS = 1024  # at a time


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the rows. Raises `missing-extra`, `which-column`, `no-such-column`, `unreadable-file`, `bomb`."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise missing_extra(f"{reading.source.shown}, a .parquet file,", "parquet") from None
    with reading.guarded(), reading.stream.seekable() as file:
        table = parquet.ParquetFile(file, memory_map=False, pre_buffer=False)
        schema = table.schema_arrow
        texts = [name for name in schema.names if _is_text(arrow, schema.field(name).type)]
        column = _column(reading, schema.names, texts)
        reading.table.named = column
        place = reading.table.wish.label_place(schema.names)
        label = None if place is None else schema.names[place]
        columns = list(dict.fromkeys(filter(None, [column, label])))
        total = number = 0
        for batch in table.iter_batches(ROWS, columns=columns, use_threads=False):
            for row, text in enumerate(batch.column(column)):
                value = text.as_py()
                reading.table.labelled = None if label is None else label_of(batch.column(label)[row].as_py())
                total += len(value or "")
                if is_bomb(total, reading.source.size) and not reading.options.trust:
                    raise bomb(reading.source.shown, total // max(1, reading.source.size))
                number += 1
                if not isinstance(value, str):
                    reading.table.missing.add(number)
                yield (value if isinstance(value, str) else "",)  # what follows keeps its number


def _column(reading: Reading, names: list[str], texts: list[str]) -> str:
    """Return the column of texts that a person named, or the one that can be meant."""
    if reading.options.column in texts:
        return str(reading.options.column)
    if not texts:
        raise unreadable(reading.source.shown, f"has no column of texts; it has {', '.join(names[:20]) or 'none'}")
    return texts[reading.table.wish.place(texts)[0]]


def _is_text(arrow: Any, kind: Any) -> bool:
    if arrow.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or arrow.types.is_string_view(kind))
