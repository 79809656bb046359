"""Replace a folder or a file whole or not at all: fill a new one beside it, sync it, rename it into place.

A rename replaces a file at once, but not a folder that is not empty, so such a folder is renamed away first; a power
cut between the two renames leaves it as `.NAME.….old` beside the place, never half written.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from embrepl.errors import EmbreplError

NAMED = 40  # characters of a name that stand in the names beside it
NEW, OLD = ".new", ".old"  # how these names end
UNFINISHED = 600  # seconds after its last change that a new file is taken to be of a process that was killed


@dataclass(frozen=True)
class FolderContent:
    """What a folder is to hold: its name for the errors, and the codes of the two errors there are.

    `in_use`: the folder holds something else; `refused`: the disk refuses.
    """

    noun: str
    in_use: str
    refused: str


@contextlib.contextmanager
def replacing_folder(folder: Path, content: FolderContent, replaceable: Callable[[Path], bool]) -> Iterator[Path]:
    """Give a new folder to fill; when all went well it takes the place of `folder`, whose old content is deleted.

    Raises `content.in_use` where the older folder is not `replaceable`, so that a mistyped name never loses a person's
    own folder, and `content.refused` where the disk refuses.
    """
    folder = Path(os.path.realpath(folder))
    fresh, old = _beside(folder, NEW), _beside(folder, OLD)
    try:
        if folder.exists() and not (folder.is_dir() and replaceable(folder)):
            message = f"{folder} holds something other than a {content.noun}, so it is left alone."
            raise EmbreplError(content.in_use, message, "Name another folder.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh.mkdir(mode=0o700)
        yield fresh
        sync_all(list(fresh.iterdir()))
        _sync_names(fresh)
        _swap(folder, fresh, old)
        _sync_names(folder.parent)
    except ConnectionError:  # the receiver of the progress has gone; nothing is wrong with the disk
        raise
    except OSError as error:
        message = f"The {content.noun} could not be saved in {folder}: {error.strerror or error}."
        raise EmbreplError(content.refused, message, "Make room, or check the permissions.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def recover_folder(folder: Path) -> None:
    """Bring back the old content of a folder whose replacement was cut off between the two renames.

    Only for a folder whose writer has ended. Nothing is done where the folder is there, or nothing of it.
    """
    if folder.exists():
        return
    for old in folder.parent.glob(f".{folder.name[:NAMED]}.*{OLD}"):
        with contextlib.suppress(OSError):
            old.rename(folder)
            return


def remove_folder(folder: Path) -> None:
    """Remove a folder and what a killed writer left of it beside it. Only for a folder whose writer has ended."""
    for end in (NEW, OLD):
        for left in folder.parent.glob(f".{folder.name[:NAMED]}.*{end}"):
            shutil.rmtree(left, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def replacing_file(path: Path, force: bool) -> Iterator[BinaryIO]:
    """Give a new file to write; when all went well it becomes `path`, in place of an older file only with `force`.

    Raises `file-exists` without it, before anything is written and also for a file made meanwhile, and `cannot-write`
    where the disk refuses or something other than a file is there.
    """
    place = Path(os.path.realpath(path))
    try:
        _check_free(path, place, force)
        _remove_unfinished(place)
        with write_whole(place, _rename_over if force else _rename_to_free, private=False) as file:
            yield file
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        hint = "Make room, or choose another place." if place.parent.is_dir() else "Make the folder first."
        message = f"{path} could not be written: {error.strerror or error}."
        raise EmbreplError("cannot-write", message, hint) from error


def _rename_over(fresh: Path, place: Path) -> None:
    """Give a finished file its name and the permissions of the older one."""
    if place.exists():
        shutil.copymode(place, fresh)
    fresh.replace(place)


def _rename_to_free(fresh: Path, place: Path) -> None:
    """Give a finished file its name; a link, unlike a rename, fails where the name was taken meanwhile."""
    try:
        os.link(fresh, place)
    except FileExistsError:
        raise
    except OSError:  # file systems without links
        if place.exists():
            raise FileExistsError(str(place)) from None
        fresh.replace(place)


@contextlib.contextmanager
def write_whole(
    place: Path, put: Callable[[Path, Path], None] = os.replace, *, private: bool = True
) -> Iterator[BinaryIO]:
    """Give a new file to write; when all went well it is synced and `put` in its place. Raises OSError.

    `private`: the user alone may read it, whatever the umask.
    """
    fresh = _beside(place, NEW)
    try:
        with open(fresh, "xb", opener=_private if private else None) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        put(fresh, place)
        _sync_names(place.parent)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def holds_only(folder: Path, names: Collection[str]) -> bool:
    """Return whether a folder holds nothing but entries of these names."""
    return {entry.name for entry in folder.iterdir()} <= set(names)


def write_blocks(path: Path, blocks: Iterable[bytes | memoryview]) -> None:
    """Write a new file, which the user alone may read, block by block."""
    with open(path, "xb", opener=_private) as file:
        for block in blocks:
            file.write(block)


def sync(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _beside(place: Path, end: str) -> Path:
    return place.with_name(f".{place.name[:NAMED]}.{secrets.token_hex(4)}{end}")


def _remove_unfinished(place: Path) -> None:
    """Remove new files for the same place whose writer was killed long ago."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(place.parent):
            is_new = re.fullmatch(rf"\.{re.escape(place.name[:NAMED])}\.[0-9a-f]{{8}}{re.escape(NEW)}", entry.name)
            if is_new and time.time() - entry.stat(follow_symlinks=False).st_mtime > UNFINISHED:
                Path(entry).unlink()


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


def sync_all(paths: list[Path]) -> None:
    """Sync all at once: the disk then writes its journal once, which takes a third of the time."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max(1, len(paths)), "disk") as disk:
        for done in [disk.submit(sync, path) for path in paths]:
            done.result()


def _sync_names(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can do that."""
    with contextlib.suppress(OSError):
        sync(folder)
