"""Reading one file that a test writes: its documents, and what the reading tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.locating.finding import find
from embrepl.errors import EmbreplError


def read(path: Path, data: bytes | str, **options: str) -> tuple[list[str], list[str]]:
    """Write a file and return its documents and the notes on it."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    given = ReadOptions(**options)  # type: ignore[arg-type]
    reading = Reading(find([str(path)], given).files[0], given)
    documents: list[str] = []
    for piece in reading.pieces():
        if piece.begins:
            documents.append("")
        documents[-1] += piece.text
    return documents, reading.notes()


def failure(path: Path, data: bytes | str, **options: str) -> EmbreplError:
    """Return the error that a file ends in."""
    with pytest.raises(EmbreplError) as caught:
        read(path, data, **options)
    return caught.value
