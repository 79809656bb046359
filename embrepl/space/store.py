"""A space on disk: a folder of raw arrays and a manifest, replaced whole or not at all, read without a pickle.

Axes: V words, D dimensions, n = min(V, 4096) words whose vectors before training are kept, so that `health` can tell
what training did. The files are described in `manifest`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.identity import Identity
from embrepl.space.manifest import (
    CODES,
    COUNTS,
    DENSE,
    EXTRA,
    FIGURES,
    FILES,
    IDENTITY,
    MANIFEST,
    NORMS,
    START,
    START_ROWS,
    VECTORS,
    WORDS,
    Manifest,
    damaged,
    read_manifest,
)
from embrepl.space.passes import codes
from embrepl.space.space import Arrays, Space
from embrepl.system.replacing import FolderContent, holds_only, replacing_folder, write_blocks

_ROWS = 65_536  # written at a time
CONTENT = FolderContent("space", in_use="not-a-space", refused="cannot-save")


def save(
    folder: Path,
    words: Sequence[str],
    counts: NDArray[np.int64],
    matrix: NDArray[np.float32] | Identity,
    recipe: dict[str, Any],
    start: NDArray[np.float32] | None,
    extra: Mapping[str, NDArray[Any]] | None = None,
) -> None:
    """Write a space; `counts` (V,), `matrix` (V, D) or the identity, `start` (n, D) or None.

    `extra`: arrays that belong to the vectors, of 32-bit floats or whole numbers, by name. Rows of `start` beyond 4096
    are not kept. Raises `bad-word` for a word that a line of UTF-8 cannot hold, `not-a-space` where `folder` holds
    something else, `cannot-save` where the disk refuses. Until the last rename an older space in `folder` stays as it
    was.
    """
    if start is not None:
        start = start[: min(len(words), START_ROWS)]
    _check_shapes(words, counts, matrix, start)
    text = _lines(words)
    kind = IDENTITY if isinstance(matrix, Identity) else DENSE
    arrays = {name: np.asarray(array, array.dtype.newbyteorder("<")) for name, array in (extra or {}).items()}
    shapes = {name: (array.dtype.str, array.shape) for name, array in arrays.items()}
    rows = 0 if start is None else len(start)
    copied = kind == DENSE and codes.worth(matrix.shape)
    manifest = Manifest(len(words), int(matrix.shape[1]), rows, len(text), recipe, kind, shapes, copied)
    header = manifest.encoded()
    ours = FILES | {path.name for path in folder.iterdir() if path.suffix == EXTRA} if folder.is_dir() else FILES
    with replacing_folder(folder, CONTENT, lambda older: holds_only(older, ours)) as fresh:
        write_blocks(fresh / WORDS, [text])
        write_blocks(fresh / COUNTS, _blocks(counts, "<i8"))
        if not isinstance(matrix, Identity):
            write_blocks(fresh / VECTORS, _blocks(matrix, "<f4"))
            if copied:
                _write_codes(fresh, matrix)
        if manifest.start and start is not None:
            write_blocks(fresh / START, _blocks(start, "<f4"))
        for name, array in arrays.items():
            write_blocks(fresh / (name + EXTRA), _blocks(array, shapes[name][0]))
        write_blocks(fresh / MANIFEST, [header])


def _write_codes(folder: Path, matrix: NDArray[np.float32]) -> None:
    """Write the copy of vectors (V, D) in 8-bit numbers, and their lengths; it is never held whole."""
    figures, norms = np.empty((2, len(matrix)), "<f4"), []

    def numbers() -> Iterator[memoryview]:
        first = 0
        for block in codes.encode(matrix):
            norms.append(block.lengths)
            figures[:, first : first + len(block.lengths)] = block.codes.figures
            first += len(block.lengths)
            yield block.codes.numbers.data

    write_blocks(folder / CODES, numbers())
    write_blocks(folder / FIGURES, _blocks(figures, "<f4"))
    write_blocks(folder / NORMS, _blocks(np.concatenate(norms), "<f8"))


def open_space(folder: Path) -> Space:
    """Open a saved space; its vectors are mapped, not read, and its words are read when first asked for.

    Raises `no-space` where there is none, `newer-space` for a later version of the format, and `damaged-space` where
    the manifest and the files do not agree, before anything is mapped.
    """
    manifest = read_manifest(folder)
    for name, size in manifest.file_sizes().items():
        _check_size(folder, name, size)
    space = Space.of(
        lambda: _read_words(folder, manifest), lambda: _map_arrays(folder, manifest), manifest.recipe, folder
    )
    space.counts  # noqa: B018 - what cannot be mapped is an error here
    return space


def _map_arrays(folder: Path, manifest: Manifest) -> Arrays:
    return Arrays(
        counts=_map(folder, COUNTS, "<i8", (manifest.words,)),
        matrix=Identity(manifest.words)
        if manifest.kind == IDENTITY
        else _map(folder, VECTORS, "<f4", (manifest.words, manifest.dim)),
        start=_map(folder, START, "<f4", (manifest.start, manifest.dim)) if manifest.start else None,
        extra={name: _map(folder, name + EXTRA, *kind) for name, kind in manifest.extra.items()},
        norms=_map(folder, NORMS, "<f8", (manifest.words,)) if manifest.codes else None,
        codes=_map_codes(folder, manifest) if manifest.codes else None,
    )


def _map_codes(folder: Path, manifest: Manifest) -> codes.Codes:
    numbers = _map(folder, CODES, "|i1", (manifest.words, codes.width(manifest.dim)))
    return codes.Codes(numbers, _map(folder, FIGURES, "<f4", (2, manifest.words)))


def _check_shapes(
    words: Sequence[str],
    counts: NDArray[np.int64],
    matrix: NDArray[np.float32] | Identity,
    start: NDArray[np.float32] | None,
) -> None:
    """Refuse what only a mistake in our own code can pass in."""
    if len(matrix.shape) != 2 or matrix.shape[1] < 1 or matrix.shape[0] != len(words) or counts.shape != (len(words),):
        raise ValueError(f"{len(words)} words, counts {counts.shape} and matrix {matrix.shape} do not fit together")
    if start is not None and (start.ndim != 2 or start.shape[1] != matrix.shape[1]):
        raise ValueError(f"start {start.shape} does not fit matrix {matrix.shape}")
    if np.any(counts[1:] > counts[:-1]):
        raise ValueError("words must be ordered by count, the greatest first")


def _lines(words: Sequence[str]) -> bytes:
    """Return the words as lines, once it is sure that reading the lines gives the same words."""
    broken = next((word for word in words if "\n" in word or "\r" in word), None)
    if broken is not None:
        raise EmbreplError("bad-word", f"The word {broken!r} holds a line break.", "Words are kept one per line.")
    if len(set(words)) != len(words):
        raise EmbreplError("bad-word", "The same word is in the vocabulary twice.", "Each word has one vector.")
    try:
        return "".join(f"{word}\n" for word in words).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start : error.end]
        message = f"A word holds {half!r}, which is half a character."
        raise EmbreplError("bad-word", message, "Words are kept in UTF-8.") from error


def _blocks(array: NDArray[Any], kind: str) -> Iterator[memoryview]:
    """Yield the rows of an array as little-endian blocks, so that a big matrix is not copied whole."""
    for first in range(0, len(array), _ROWS):
        yield np.ascontiguousarray(array[first : first + _ROWS], dtype=kind).data


def _check_size(folder: Path, name: str, expected: int) -> None:
    path = folder / name
    if not path.is_file():
        raise damaged(folder, f"{name} is missing")
    size = path.stat().st_size
    if size != expected:
        raise damaged(folder, f"{name} has {size:,} bytes, {expected:,} belong there")


def _map(folder: Path, name: str, kind: str, shape: tuple[int, ...]) -> NDArray[Any]:
    if 0 in shape:
        return np.zeros(shape, dtype=kind)  # an empty file cannot be mapped
    try:
        return np.memmap(folder / name, dtype=kind, mode="r", shape=shape)
    except (OSError, ValueError) as error:
        raise damaged(folder, f"{name} cannot be mapped") from error


def _read_words(folder: Path, manifest: Manifest) -> list[str]:
    try:
        words = (folder / WORDS).read_bytes().decode().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(folder, f"{WORDS} cannot be read as UTF-8") from error
    if words.pop() or len(words) != manifest.words:
        raise damaged(folder, f"{WORDS} does not hold {manifest.words:,} words")
    return words
