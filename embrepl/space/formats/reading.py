"""Reading words and vectors from a file of another tool, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
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
) -> WordVectors:
    """Return the words and vectors of a file; its format is found by its beginning, packed text is unpacked.

    `keep`: the words that are wanted, as a set or a test, and `most` of them, so that of a large file little is held;
    a test gets only the first part of a word with spaces. `progress(done, total)`: bytes; after `stopped()`
    what has been read so far is returned. Bad rows (not D numbers, not finite, no UTF-8, a word once more) are left
    out and counted in the notes, as is a file that ends too early.

    Raises `unreadable-file`, `not-vectors`, `damaged-vectors` (before anything is allocated by its figures), `bomb` and
    `no-vectors` where none is left.
    """
    wish = Wish(keep, most, progress, stopped)
    with Stream(path, wish) as stream:
        refusals.check(path, stream.head)
        for entry in table.readable():
            reader = table.module(entry)
            if reader.fits(stream.head):
                return reader.read(stream, wish)
        raise refusals.unknown(path, stream.head, stream.trouble)


def dimensions(path: Path) -> int:
    """Return how many numbers a vector of the file has, by its beginning alone. Raises what `read` raises of that."""
    with Stream(path, Wish()) as stream:
        if fasttext.fits(stream.head) and not stream.packed:
            return fasttext.dimensions(stream.head, path)
    return int(read(path, most=1, stopped=lambda: True).matrix.shape[1])
