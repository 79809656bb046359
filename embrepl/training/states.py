"""What a training needs to go on where it stopped: raw arrays and a manifest in a folder, replaced whole or not at all.

| file | content |
|---|---|
| `manifest.json` | format, version, each array's type and shape, and the facts of the training |
| `NAME.bin` | the array of that name, little-endian, rows first |
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.system.replacing import FolderContent, holds_only, replacing_folder, write_blocks

FORMAT, VERSION = "embrepl-training", 1
MANIFEST = "manifest.json"
KINDS = {"<f4", "<f8", "<i4", "<i8", "<u4", "<u8", "|b1", "|u1"}
MOST_DIMENSIONS = 8
CONTENT = FolderContent("checkpoint", in_use="not-a-space", refused="cannot-save")


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
    """Write a state, with the facts of the training that it belongs to. Raises what `replacing_folder` raises."""
    arrays = {name: np.asarray(array, order="C") for name, array in state.arrays.items()}
    arrays = {name: array.astype(array.dtype.newbyteorder("<"), copy=False) for name, array in arrays.items()}
    table = {name: [array.dtype.str.replace("=", "<"), list(array.shape)] for name, array in arrays.items()}
    manifest = {
        "format": FORMAT, "version": VERSION, "epoch": state.epoch, "batch": state.batch, "done": state.done,
        "told": state.figures, "arrays": table, "about": facts,
    }  # fmt: skip
    old = {path.name for path in folder.iterdir() if path.suffix == ".bin"} if folder.is_dir() else set()
    with replacing_folder(folder, CONTENT, lambda older: holds_only(older, {MANIFEST, *old})) as fresh:
        for name, array in arrays.items():
            write_blocks(fresh / f"{name}.bin", [array.reshape(-1).view(np.uint8).data])
        write_blocks(fresh / MANIFEST, [json.dumps(manifest).encode()])


def facts_of(folder: Path) -> dict[str, Any]:
    """Return the facts of the training that were saved. Raises `damaged-training`."""
    facts = _manifest(folder)["about"]
    if not isinstance(facts, dict):
        raise _damaged(folder, "its manifest says nothing about it")
    return facts


def load(folder: Path) -> State:
    """Read a state. Raises `damaged-training` where the manifest and the files do not agree."""
    manifest = _manifest(folder)
    try:
        table = {str(name): (str(kind), tuple(map(int, shape))) for name, (kind, shape) in manifest["arrays"].items()}
        arrays = {name: _read(folder, name, kind, shape) for name, (kind, shape) in table.items()}
        return State(int(manifest["epoch"]), int(manifest["batch"]), float(manifest["done"]), arrays, manifest["told"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(folder, "its manifest does not fit its files") from error


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        if manifest["format"] != FORMAT or manifest["version"] != VERSION:
            raise _damaged(folder, "it is of another version")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(folder, "its manifest cannot be read") from error
    return manifest


def _read(folder: Path, name: str, kind: str, shape: tuple[int, ...]) -> NDArray[Any]:
    path = folder / f"{name}.bin"
    if kind not in KINDS or len(shape) > MOST_DIMENSIONS or min(shape, default=0) < 0 or path.parent != folder:
        raise _damaged(folder, f"{name} is of an unknown kind")
    size = math.prod(shape) * np.dtype(kind).itemsize
    if not path.is_file() or path.stat().st_size != size:
        raise _damaged(folder, f"{name} does not have the {size:,} bytes that it should have")
    return np.fromfile(path, kind).reshape(shape)


def _damaged(folder: Path, why: str) -> EmbreplError:
    message = f"The training kept in {folder} cannot go on: {why}."
    return EmbreplError("damaged-training", message, "Start again: `train`.")
