"""Words and vectors into a file of another tool, whole or not at all.

Those files end a word at a space or a line end, so white space in a word is written as `_`, as word2vec's own phrases
have it; where that makes it a word that is already there, the first keeps the name and the other is left out. So are
words that no UTF-8 can hold, and vectors that are not finite. The notes say what was changed or left out.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.formats import table
from embrepl.space.formats.content import Content, Subwords
from embrepl.system import packing
from embrepl.system.replacing import replacing_file


@dataclass(frozen=True)
class Written:
    """A file that was written: how many words of how many dimensions, how large it is, and notes for the user."""

    path: Path
    words: int
    dim: int
    bytes: int
    notes: tuple[str, ...]


def write(
    name: str,
    path: Path,
    words: Sequence[str],
    matrix: NDArray[np.float32],
    *,
    counts: NDArray[np.int64] | None = None,
    subwords: Subwords | None = None,
    force: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Written:
    """Write V words and `matrix` (V, D) in the format of that name; a path that ends in .gz, .bz2 or .xz is packed.

    fastText's format also has `counts` (V,), how often each word was seen, and `subwords`.

    Raises `unknown-format`; `file-exists` unless `force`; `no-vectors` where nothing is left to write; `stopped` when
    `stopped()` returns true, which is checked often; `cannot-write` where the disk refuses. Then no file is written.
    """
    writer = table.module(table.find(name))
    encoded, rows, notes = _writable(words, matrix)
    if not encoded:
        raise EmbreplError("no-vectors", "There are no words with finite vectors to write.", "`health` says why.")
    content = _content(encoded, matrix, counts, subwords, rows)
    with replacing_file(path, force) as file:
        with packing.packing_into(file, path.name) as packed:
            for block in _until(writer.blocks(content), stopped):
                packed.write(block)
        size = file.tell()
    return Written(path, len(encoded), int(matrix.shape[1]), size, notes)


def _content(
    words: list[bytes],
    matrix: NDArray[np.float32],
    counts: NDArray[np.int64] | None,
    subwords: Subwords | None,
    rows: NDArray[np.int64],
) -> Content:
    """Return what is written: the given rows of all."""
    seen = np.ones(len(matrix), np.int64) if counts is None else counts
    if len(rows) == len(matrix):
        return Content(words, matrix, seen, subwords)
    if subwords is not None:
        outputs = None if subwords.outputs is None else subwords.outputs[rows]
        subwords = replace(subwords, own=subwords.own[rows], outputs=outputs)
    return Content(words, matrix[rows], seen[rows], subwords)


def _until(blocks: Iterable[bytes], stopped: Callable[[], bool]) -> Iterator[bytes]:
    for block in blocks:
        if stopped():
            raise EmbreplError("stopped", "Stopped; nothing was written.", "")
        yield block


def _writable(
    words: Sequence[str], matrix: NDArray[np.float32]
) -> tuple[list[bytes], NDArray[np.int64], tuple[str, ...]]:
    """Return the words that can be written as they will be, their rows, and notes about the others."""
    finite: NDArray[np.bool_] = np.all(np.isfinite(matrix), axis=1)
    taken = set(words)
    encoded: list[bytes] = []
    rows: list[int] = []
    changed: list[str] = []
    left_out: list[str] = []
    for row, word in enumerate(words):
        name = _storable(word)
        if not finite[row] or not name or (name != word and name in taken):
            left_out.append(word)
            continue
        if name != word:
            taken.add(name)
            changed.append(word)
        encoded.append(name.encode())
        rows.append(row)
    notes = (_note(changed, "written with _ for white space"), _note(left_out, "left out"))
    return encoded, np.array(rows, np.int64), tuple(filter(None, notes))


def _storable(word: str) -> str:
    """Return a word as a file can hold it; empty where none can."""
    if word.isascii() and word.isalnum():
        return word
    if not word.isprintable():
        try:
            word.encode()
        except UnicodeEncodeError:
            return ""
    return "".join("_" if letter.isspace() or letter == "\0" else letter for letter in word)


def _note(words: list[str], how: str) -> str:
    if not words:
        return ""
    few = ", ".join(f"'{word}'" for word in words[:3])
    more = f" and {len(words) - 3:,} more" if len(words) > 3 else ""
    return f"{few}{more}: {how}"
