"""Reading words and vectors from a file of another tool, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from embrepl.space.formats import fasttext, refusals, table
from embrepl.space.formats.streams import Stream
from embrepl.space.formats.vectors import Keep, Wish, WordVectors


def read(
    path: Path,
    keep: Keep = None,
    most: int | None = None,
    progress: Callable[[int, int], None] = lambda _, __: None,
    stopped: Callable[[], bool] = lambda: False,
    encoding: str | None = None,
) -> WordVectors:
    """Return the words and vectors of a file; its format is found by its beginning, packed text is unpacked.

    `encoding`: of the words, UTF-8 where none is named. `keep`: the words that are wanted, as a set or a test, and
    `most` of them, so that of a large file little is held; a test gets only the first part of a word with spaces.
    `progress(done, total)`: bytes; after `stopped()` what has been read so far is returned. Bad rows (not D numbers,
    not finite, a word that does not decode, or once more) are left out and counted in the notes, as is a file that ends
    too early.

    Raises `unreadable-file`, `not-vectors`, `damaged-vectors` (before anything is allocated by its figures), `bomb` and
    `no-vectors` where none is left.
    """
    wish = Wish(keep, most, progress, stopped, encoding or "utf-8")
    with Stream(path, wish) as stream:
        if stream.transcoded:
            wish = replace(wish, encoding="utf-8")
        refusals.check(path, stream.head)
        for entry in table.readable():
            reader = table.module(entry)
            if reader.fits(stream.head):
                return reader.read(stream, wish)
        raise refusals.unknown(path, stream.head, stream.trouble)


def dimensions(path: Path, encoding: str | None = None) -> int:
    """Return how many numbers a vector of the file has, by its beginning alone. Raises what `read` raises of that."""
    with Stream(path, Wish(encoding=encoding or "utf-8")) as stream:
        if fasttext.fits(stream.head) and not stream.packed:
            return fasttext.dimensions(stream.head, path)
    return int(read(path, most=1, stopped=lambda: True, encoding=encoding).matrix.shape[1])
