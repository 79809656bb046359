"""What a training needs to go on where it stopped: raw arrays and a manifest in a folder.

| file | content |
|---|---|
| `manifest.json` | format, version, each array's file, type and shape, and the facts of the training |
| `NAME.GENERATION.bin` | an array, little-endian, rows first |

The files of a new state are written beside those of the old one; replacing the manifest, in one step, makes it the
state that counts. Whatever cuts that off, one of the two is there whole.
"""

from __future__ import annotations

import contextlib
import json
import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.system.replacing import sync_all, write_blocks, write_whole
from embrepl.training.kept import FORMAT, MANIFEST, VERSION, damaged, manifest_of

KINDS = {"<f4", "<f8", "<i4", "<i8", "<u4", "<u8", "|b1", "|u1"}
MOST_DIMENSIONS = 8
ARRAY = ".bin"


@dataclass(frozen=True)
class State:
    """A point between two steps: the pass, how many of its batches are done, words gone through, and the arrays.

    `figures`: numbers that must outlast a stop, by name.
    """

    epoch: int
    batch: int
    done: float
    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)


def save(folder: Path, state: State, facts: dict[str, Any]) -> None:
    """Write a state, with the facts of the training that it belongs to. Raises `cannot-save`; the older one stays."""
    arrays = {name: np.asarray(array, order="C") for name, array in state.arrays.items()}
    arrays = {name: array.astype(array.dtype.newbyteorder("<"), copy=False) for name, array in arrays.items()}
    generation = secrets.token_hex(4)
    files = {name: folder / f"{name}.{generation}{ARRAY}" for name in arrays}
    table = {
        name: [files[name].name, array.dtype.str.replace("=", "<"), list(array.shape)] for name, array in arrays.items()
    }
    manifest = {
        "format": FORMAT, "version": VERSION, "epoch": state.epoch, "batch": state.batch, "done": state.done,
        "figures": state.figures, "arrays": table, "about": facts,
    }  # fmt: skip
    older = _files_of(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, array in arrays.items():
            write_blocks(files[name], [array.reshape(-1).view(np.uint8).data])
        sync_all(list(files.values()))
        with write_whole(folder / MANIFEST) as file:
            file.write(json.dumps(manifest).encode())
    except OSError as error:
        _remove(files.values())
        message = f"The checkpoint could not be saved in {folder}: {error.strerror or error}."
        raise EmbreplError("cannot-save", message, "Make room, or check the permissions.") from error
    _remove(older)


def _files_of(folder: Path) -> list[Path]:
    """Return the files that the manifest of a folder names; none where there is no manifest that can be read."""
    try:
        return [folder / Path(str(entry[0])).name for entry in manifest_of(folder)["arrays"].values()]
    except (EmbreplError, KeyError, TypeError, AttributeError, IndexError):
        return []


def clear_unnamed(folder: Path) -> None:
    """Remove what saves that were cut off left in a folder, which nobody else may be writing to."""
    named = set(_files_of(folder))
    _remove({*folder.glob(f"*{ARRAY}"), *folder.glob(f".{MANIFEST}.*")} - named)


def _remove(files: Iterable[Path]) -> None:
    """Remove files that no manifest names any more; one that stays takes room until the training ends."""
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def load(folder: Path) -> State:
    """Read a state. Raises `damaged-training` where the manifest and the files do not agree."""
    manifest = manifest_of(folder)
    try:
        table = {
            str(name): (str(file), str(kind), tuple(map(int, shape)))
            for name, (file, kind, shape) in manifest["arrays"].items()
        }
        arrays = {name: _read(folder, *entry) for name, entry in table.items()}
        figures = dict(manifest["figures"])
        return State(int(manifest["epoch"]), int(manifest["batch"]), float(manifest["done"]), arrays, figures)
    except (OSError, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise damaged(folder, "its manifest does not fit its files") from error


def _read(folder: Path, name: str, kind: str, shape: tuple[int, ...]) -> NDArray[Any]:
    path = folder / name
    if kind not in KINDS or len(shape) > MOST_DIMENSIONS or min(shape, default=0) < 0 or path.parent != folder:
        raise damaged(folder, f"{name} is of an unknown kind")
    size = math.prod(shape) * np.dtype(kind).itemsize
    if not path.is_file() or path.stat().st_size != size:
        raise damaged(folder, f"{name} does not have the {size:,} bytes that it should have")
    return np.fromfile(path, kind).reshape(shape)
