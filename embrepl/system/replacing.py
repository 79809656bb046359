"""Replace a folder or a file whole or not at all: fill a new one beside it, sync it, rename it into place.

A rename replaces a file at once, but not a folder that is not empty, so such a folder is renamed away first; a power
cut between the two renames leaves it as `.NAME.….old` beside the place, never half written.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

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


@contextlib.contextmanager
def replacing_file(path: Path, force: bool) -> Iterator[BinaryIO]:
    """Give a new file to write; when all went well it becomes `path`, in place of an older file only with `force`.

    Raises `file-exists` without it, before anything is written and also for a file made meanwhile, and `cannot-write`
    where the disk refuses or something else than a file stands there.
    """
    place = Path(os.path.realpath(path))
    fresh = place.with_name(f".{place.name[:40]}.{secrets.token_hex(4)}.new")
    try:
        _check_free(path, place, force)
        with fresh.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put(fresh, place, force)
        _sync_folder(place.parent)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "Make room, or choose another place." if place.parent.is_dir() else "Make the folder first."
        raise EmbreplError("cannot-write", f"{path} could not be written: {reason}.", hint) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _check_free(path: Path, place: Path, force: bool) -> None:
    if not place.exists():
        return
    if not place.is_file():
        what = "a folder" if place.is_dir() else "no ordinary file"
        raise EmbreplError("cannot-write", f"{path} is {what}, so nothing was written.", "Give the name of a file.")
    if not force:
        raise _exists(path)


def _exists(path: Path) -> EmbreplError:
    return EmbreplError("file-exists", f"{path} exists and is left as it is.", "--force replaces it.")


def _put(fresh: Path, place: Path, force: bool) -> None:
    """Give a finished file its name; a link, unlike a rename, fails where the name was taken meanwhile."""
    if force:
        if place.exists():
            shutil.copymode(place, fresh)
        fresh.replace(place)
        return
    try:
        os.link(fresh, place)
    except FileExistsError:
        raise
    except OSError:  # file systems without links
        if place.exists():
            raise FileExistsError(str(place)) from None
        fresh.replace(place)


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
