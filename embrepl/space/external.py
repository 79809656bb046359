"""Vectors that are not trained here: a file of another tool, or a folder where embrepl keeps a space.

A word of the text that has no vector as it is written takes that of another case: texts are read in lower case by
default, and files often have only London and NASA.

Axes: V words of the text, R of them that have a vector, D dimensions.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space import store
from embrepl.space.formats.reading import dimensions
from embrepl.space.formats.reading import read as read_file
from embrepl.space.formats.vectors import Keep, WordVectors
from embrepl.space.manifest import MANIFEST, VECTORS, read_manifest
from embrepl.system.plain import open_plain

_SAMPLES, _SAMPLE = 64, 1 << 16  # parts of a file, and bytes of each, that its fingerprint is made of
_FIRST_LETTER = re.compile(r"(?<![^\W_])(?<!['’])[^\W\d_]")


@dataclass(frozen=True)
class ExternalVectors:
    """Where vectors are, how many numbers each has, the file's size, and a fingerprint of its content."""

    path: Path
    dim: int
    bytes: int
    fingerprint: str


@dataclass(frozen=True)
class Matches:
    """Which of V words have a vector: their ids `rows` (R,), rising, and `matrix` (R, D); how many by another case."""

    rows: NDArray[np.int64]
    matrix: NDArray[np.float32]
    other_case: int


def inspect(path: Path, encoding: str | None = None) -> ExternalVectors:
    """Look at the beginning of a file, or into a folder's manifest. Raises what `read` raises."""
    if path.is_dir():
        dim, file = read_manifest(path).dim, path / VECTORS
    else:
        dim, file = dimensions(path, encoding), path
    return ExternalVectors(path, dim, file.stat().st_size, fingerprint(file))


def fingerprint(path: Path) -> str:
    """Return a hash of a file's size and of 64 parts of it, so that files of gigabytes need not be read twice."""
    size = path.stat().st_size
    digest = hashlib.blake2b(str(size).encode(), digest_size=8)
    with open_plain(path) as file:
        for begin in sorted({max(0, size - _SAMPLE) * at // (_SAMPLES - 1) for at in range(_SAMPLES)}):
            file.seek(begin)
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()


def read(
    path: Path,
    keep: Keep = None,
    most: int | None = None,
    progress: Callable[[int, int], None] = lambda _, __: None,
    stopped: Callable[[], bool] = lambda: False,
    encoding: str | None = None,
) -> WordVectors:
    """Return words and vectors, as `formats.reading.read` does, also out of a folder that holds a space."""
    if not (path / MANIFEST).is_file():
        return read_file(path, keep, most, progress, stopped, encoding)
    space = store.open_space(path)
    wanted = keep if callable(keep) or keep is None else keep.__contains__
    rows = [row for row, word in enumerate(space.words) if wanted is None or wanted(word)][:most]
    words = tuple(space.words[row] for row in rows)
    matrix = np.asarray(space.matrix[rows], np.float32)
    return WordVectors(words, matrix, (), "embrepl", np.asarray(space.counts[rows]))


def any_case(words: Sequence[str]) -> Callable[[str], bool]:
    """Return the test of whether a file's word may be one of V words, in any case."""
    lower = {word.lower() for word in words}
    return lambda word: word.lower() in lower


def match(words: Sequence[str], vectors: WordVectors) -> Matches:
    """Give each of V words the vector of its own spelling, or else of king, King or KING, in this order."""
    places = {word: place for place, word in enumerate(vectors.words)}
    rows, taken, other = [], [], 0
    for row, word in enumerate(words):
        place = places.get(word)
        if place is None:
            place = next((places[each] for each in _cases(word) if each in places), None)
            other += place is not None
        if place is not None:
            rows.append(row)
            taken.append(place)
    return Matches(np.array(rows, np.int64), vectors.matrix[taken], other)


def _cases(word: str) -> tuple[str, str, str]:
    lower = word.lower()
    return lower, _FIRST_LETTER.sub(lambda letter: letter[0].upper(), lower), lower.upper()


def mismatch(name: str, dim: int, expected: int) -> EmbreplError:
    """Return the error for vectors of another length than was asked for."""
    message = f"The vectors of {name} have {dim:,} dimensions, --dim asks for {expected:,}."
    return EmbreplError("dimension-mismatch", message, f"Leave --dim out, or give `--dim {dim}`.")
