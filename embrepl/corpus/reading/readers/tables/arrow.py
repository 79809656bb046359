"""Column tables in Arrow's own formats, .arrow and .feather: the text of every row is a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from embrepl.corpus.reading.arrow_columns import texts_in
from embrepl.system.unpacking import missing_extra

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

FILE, FIRST_FEATHER = b"ARROW1", b"FEA1"  # how the formats begin; a stream has no such sign


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the rows. Raises `missing-extra`, `which-column`, `no-such-column`, `unreadable-file`, `bomb`."""
    try:
        from pyarrow import feather, ipc
    except ImportError:
        raise missing_extra(f"{reading.source.shown}, an Arrow file,", "parquet") from None
    with reading.guarded(), reading.stream.seekable() as file:
        head = file.read(len(FILE))
        file.seek(0)
        if head.startswith(FIRST_FEATHER):
            whole = feather.read_table(file, memory_map=False)
            yield from texts_in(reading, whole.schema, lambda columns: whole.select(columns).to_batches())
        elif head == FILE:
            opened = ipc.open_file(file)
            yield from texts_in(reading, opened.schema, lambda _: _batches(opened))
        else:
            stream = ipc.open_stream(file)
            yield from texts_in(reading, stream.schema, lambda _: stream)


def _batches(opened: Any) -> Iterator[Any]:
    return map(opened.get_batch, range(opened.num_record_batches))
