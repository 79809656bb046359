"""The manifest of a space on disk: what the other files must hold, and the recipe.

| file | content |
|---|---|
| `manifest.json` | format and version, V, D, n, bytes of the words, recipe, and the kind of matrix |
| `words.txt` | V words in UTF-8, each ended by a line feed, most frequent first |
| `counts.i64` | V little-endian 64-bit integers |
| `vectors.f32` | V rows of D little-endian 32-bit floats; absent where the matrix is the identity |
| `start.f32` | the first n rows before training; absent when they were not kept |
| `codes.i8`, `figures.f32` | the copy of the vectors in 8-bit numbers (see `passes.codes`); absent where they are few |
| `norms.f64` | the length of each vector, beside that copy |
| `NAME.extra` | an array that belongs to the vectors, little-endian; the manifest records its kind and shape |

Axes: V words, D dimensions, n <= min(V, 4096) words whose vectors before training are kept.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from embrepl.errors import EmbreplError
from embrepl.space.passes.codes import width

FORMAT = "embrepl-space"
VERSION = 1
START_ROWS = 4096
DENSE, IDENTITY = "dense", "identity"
MANIFEST, WORDS, COUNTS, VECTORS, START = "manifest.json", "words.txt", "counts.i64", "vectors.f32", "start.f32"
CODES, FIGURES, NORMS = "codes.i8", "figures.f32", "norms.f64"
FILES = frozenset({MANIFEST, WORDS, COUNTS, VECTORS, START, CODES, FIGURES, NORMS})
EXTRA = ".extra"
KINDS = {"<f4": 4, "<i4": 4, "<i8": 8}  # of extra arrays, and the bytes of a number
_MOST_MANIFEST_BYTES = 16 << 20


@dataclass(frozen=True)
class Manifest:
    """V words, D dimensions, n start rows, the bytes of words.txt, and the recipe.

    `kind`: `dense`, or `identity` where every word has an axis of its own and no vectors are kept; `extra`: kind and
    shape of other arrays, by name; `codes`: whether there is a copy in 8-bit numbers.
    """

    words: int
    dim: int
    start: int
    words_bytes: int
    recipe: dict[str, Any]
    kind: str = DENSE
    extra: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    codes: bool = False

    def encoded(self) -> bytes:
        """Return the manifest as it is written; a path in the recipe may hold half characters, which come back."""
        head = {"format": FORMAT, "version": VERSION}
        return json.dumps(head | vars(self), ensure_ascii=False, indent=1).encode(errors="surrogatepass")

    def file_sizes(self) -> dict[str, int]:
        """Return the bytes that each other file must have."""
        sizes = {WORDS: self.words_bytes, COUNTS: self.words * 8}
        if self.kind == DENSE:
            sizes[VECTORS] = self.words * self.dim * 4
        sizes |= {START: self.start * self.dim * 4} if self.start else {}
        if self.codes:
            sizes |= {CODES: self.words * width(self.dim), FIGURES: self.words * 8, NORMS: self.words * 8}
        return sizes | {name + EXTRA: KINDS[kind] * math.prod(shape) for name, (kind, shape) in self.extra.items()}


def damaged(folder: Path, what: str) -> EmbreplError:
    """Return the error for a space whose files do not agree."""
    return EmbreplError("damaged-space", f"The space in {folder} is damaged: {what}.", "Train it again, or use a copy.")


def read_manifest(folder: Path) -> Manifest:
    """Read and check the manifest: `no-space`, `newer-space` or `damaged-space` where it is not as it should be."""
    values = _read(folder)
    version = values.get("version")
    if type(version) is int and version > VERSION:
        message = f"The space in {folder} has format {version}; this embrepl reads up to {VERSION}."
        raise EmbreplError("newer-space", message, "Update embrepl to open it.")
    sizes = [values.get(key) for key in ("words", "dim", "start", "words_bytes")]
    whole = [size for size in sizes if type(size) is int and size >= 0]
    recipe = values.get("recipe")
    if version != VERSION or len(whole) != len(sizes) or not isinstance(recipe, dict):
        raise damaged(folder, f"{MANIFEST} lacks a size or the recipe")
    words, dim, start, words_bytes = whole
    if dim < 1 or start > min(words, START_ROWS):
        raise damaged(folder, f"the sizes in {MANIFEST} are impossible")
    kind = values.get("kind", DENSE)
    if kind not in (DENSE, IDENTITY) or (kind == IDENTITY and (dim != words or start)):
        raise damaged(folder, f"{MANIFEST} names no kind of matrix that fits")
    extra, codes = _extra(folder, values.get("extra", {})), values.get("codes") is True and kind == DENSE
    return Manifest(words, dim, start, words_bytes, recipe, kind, extra, codes)


def _extra(folder: Path, arrays: Any) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Return the kinds and shapes of extra arrays, checked: only plain names, so that no other file is meant."""
    try:
        table = {str(name): (str(kind), tuple(shape)) for name, (kind, shape) in arrays.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise damaged(folder, f"{MANIFEST} does not describe the arrays beside the vectors") from error
    for name, (kind, shape) in table.items():
        whole = all(type(size) is int and 0 <= size < 1 << 48 for size in shape)
        if not (name.isidentifier() and name.isascii() and kind in KINDS and whole and 1 <= len(shape) <= 2):
            raise damaged(folder, f"the array {name!r} in {MANIFEST} is impossible")
    return table


def _read(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        if not path.is_file():
            hint = "`open FILE` reads a file of vectors; `train` makes some."
            raise EmbreplError("no-space", f"There is no saved space in {folder}.", hint)
        if path.stat().st_size > _MOST_MANIFEST_BYTES:
            raise damaged(folder, f"{MANIFEST} is too big")
        text = path.read_bytes()
    except OSError as error:
        message = f"The space in {folder} cannot be read: {error.strerror}."
        raise EmbreplError("no-space", message, "Look at its permissions.") from error
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise damaged(folder, f"{MANIFEST} is not JSON") from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise damaged(folder, f"{MANIFEST} does not describe a space")
    return values
