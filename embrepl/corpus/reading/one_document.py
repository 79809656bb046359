"""What readers share whose files are one document each: guarding the library at work, and zip archives in disguise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZipFile

from embrepl.corpus.reading.archives import open_zip
from embrepl.corpus.reading.foreign import HEAD, refuse_foreign
from embrepl.corpus.reading.kinds import ARCHIVE_MAGIC

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

Texts: TypeAlias = "Callable[[Reading], Iterator[str]]"
DocumentReader: TypeAlias = "Callable[[Reading], Iterator[Iterable[str]]]"


def one_document(text: Texts) -> DocumentReader:
    """Make a reader of a function that yields the text of a file, which is one document.

    Any exception of its library on damaged data becomes a note, or the error that nothing can be read.
    """

    @wraps(text)
    def read(reading: Reading) -> Iterator[Iterable[str]]:
        yield _guard(reading, text)

    return read


def _guard(reading: Reading, text: Texts) -> Iterator[str]:
    with reading.guarded():
        yield from text(reading)


@contextmanager
def open_packed(reading: Reading, what: str) -> Iterator[ZipFile]:
    """Open a book or document that is a zip archive. Raises `unreadable-file`, `binary-file`, `bomb`."""
    shown, trusted = reading.source.shown, reading.options.trust
    with reading.stream.seekable() as file:
        if not (head := file.read(HEAD)).startswith(ARCHIVE_MAGIC):
            refuse_foreign(shown, head)
        file.seek(0)
        with open_zip(file, shown, trusted=trusted, what=what) as archive:
            yield archive
