"""Replace a folder whole or not at all: fill a new one beside it, sync it, rename it into place.

A rename cannot replace a folder that is not empty, so the old one is renamed away first; a power cut between the two
renames leaves it as `.NAME.….old` beside the place, never half written.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from embrepl.errors import EmbreplError


@contextlib.contextmanager
def replacing(folder: Path, files: Collection[str]) -> Iterator[Path]:
    """Give a new folder to fill; when all went well it takes the place of `folder`, whose old content is deleted.

    Raises `not-a-space` where `folder` holds anything but `files`, and `cannot-save` where the disk refuses.
    """
    folder = Path(os.path.realpath(folder))
    fresh, old = (folder.with_name(f".{folder.name[:40]}.{secrets.token_hex(4)}.{end}") for end in ("new", "old"))
    try:
        _check_replaceable(folder, files)
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
        yield fresh
        _sync_folder(fresh)
        _swap(folder, fresh, old)
        _sync_folder(folder.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"The space could not be saved in {folder}: {reason}."
        raise EmbreplError("cannot-save", message, "Make room, or save under another name.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def write_synced(path: Path, blocks: Iterable[bytes | memoryview]) -> None:
    """Write a new file block by block and wait until the disk has it."""
    with path.open("xb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _check_replaceable(folder: Path, files: Collection[str]) -> None:
    """Refuse to replace a person's own folder, which a mistyped name would otherwise lose."""
    if not folder.exists() or (folder.is_dir() and {entry.name for entry in folder.iterdir()} <= set(files)):
        return
    message = f"{folder} exists and is not a saved space, so it is left alone."
    raise EmbreplError("not-a-space", message, "Save under another name.")


def _swap(folder: Path, fresh: Path, old: Path) -> None:
    """Rename `folder` away and `fresh` into its place; on failure the old one comes back."""
    replaced = folder.exists()
    if replaced:
        folder.rename(old)
    try:
        fresh.rename(folder)
    except BaseException:
        if replaced:
            old.rename(folder)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
