"""Column tables, .parquet: the text of every row is a document; only the columns that are needed are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.arrow_columns import texts_in
from embrepl.system.unpacking import missing_extra

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

ROWS = 1024  # at a time


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the rows. Raises `missing-extra`, `which-column`, `no-such-column`, `unreadable-file`, `bomb`."""
    try:
        from pyarrow import parquet
    except ImportError:
        raise missing_extra(f"{reading.source.shown}, a .parquet file,", "parquet") from None
    with reading.guarded(), reading.stream.seekable() as file:
        table = parquet.ParquetFile(file, memory_map=False, pre_buffer=False)
        yield from texts_in(
            reading,
            table.schema_arrow,
            lambda columns: table.iter_batches(ROWS, columns=columns, use_threads=False),
        )
