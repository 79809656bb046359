"""Folders that are kept for later sessions, within limits: what was not used for longest goes first, nothing in use.

Whoever uses one holds a shared lock on its file `lock`; who removes one wants that lock alone, so nothing goes while
somebody reads it, and the lock of a killed process is gone with it. The file's time is that of the last use.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from embrepl.system.replacing import NEW, UNFINISHED
from embrepl.system.sizes import bytes_in, counted, size

LOCK, LEAVING = "lock", ".leaving-"
DAY = 24 * 3600  # seconds


class Hold:
    """A lock on a kept folder that is in use; `alone` when nobody else may have one. Raises OSError when refused."""

    def __init__(self, folder: Path, *, alone: bool = False) -> None:
        import fcntl

        self._file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            if os.fstat(self._file).st_ino != (folder / LOCK).stat().st_ino:
                raise OSError(f"{folder} was replaced")
        except OSError:
            os.close(self._file)
            raise

    def release(self) -> None:
        """Let go."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


@dataclass(frozen=True)
class Gone:
    """A folder that was removed to keep the limits: what its user calls it, its bytes, and why."""

    name: str
    bytes: int
    why: str


@dataclass(frozen=True)
class Shrunk:
    """What was removed to keep the limits, and by how many bytes the rest is still too large."""

    gone: tuple[Gone, ...]
    over: int


class KeptFolders:
    """The folders in `folder`, which may take `most` bytes in all, each unused for so many `days` at most."""

    def __init__(self, folder: Path, most: int, days: float = math.inf) -> None:
        self.folder, self.most, self.days = folder, most, days

    def name_of(self, entry: Path) -> str:
        """Return what its user calls an entry."""
        return entry.name

    def entries(self) -> list[Path]:
        """Return the folders of all entries."""
        with contextlib.suppress(OSError):
            return sorted(each for each in self.folder.iterdir() if each.is_dir() and not each.name.startswith("."))
        return []

    def in_use(self, entry: Path) -> bool:
        """Whether some session uses an entry."""
        with contextlib.suppress(OSError, ImportError):
            Hold(entry, alone=True).release()
            return False
        return True

    def shrink(self) -> Shrunk:
        """Remove what was not used for too long, and the longest unused until the rest fits; none that is in use."""
        entries = self.entries()
        sizes = {entry: bytes_in(entry) for entry in entries}
        total, gone = sum(sizes.values()), []
        for entry in sorted(entries, key=last_use):
            unused = (time.time() - last_use(entry)) / DAY
            if total <= self.most and unused <= self.days:
                continue
            name = self.name_of(entry)
            why = f"unused for {counted(int(unused), 'day')}" if unused > self.days else f"for {size(self.most)} in all"
            if self.remove(entry) is not None:
                total -= sizes[entry]
                gone.append(Gone(name, sizes[entry], why))
        return Shrunk(tuple(gone), max(0, total - self.most))

    def remove(self, entry: Path, to: Path | None = None) -> int | None:
        """Remove an entry, or move it `to` a folder; return how many bytes it had, None when it is in use."""
        try:
            hold = Hold(entry, alone=True)
        except (OSError, ImportError):
            return None
        try:
            size = bytes_in(entry)
            leaving = to or self.folder / f"{LEAVING}{os.getpid()}-{entry.name}"
            entry.rename(leaving)
            if to is None:
                shutil.rmtree(leaving, ignore_errors=True)
            else:
                (to / LOCK).unlink()
        except OSError:
            return None
        finally:
            hold.release()
        return size

    def sweep(self) -> None:
        """Remove what killed processes were about to remove, and files that they had not finished."""
        with contextlib.suppress(OSError):
            for leaving in self.folder.glob(f"{LEAVING}*"):
                shutil.rmtree(leaving, ignore_errors=True)
            for unfinished in self.folder.glob(f"*/.*{NEW}"):
                if time.time() - unfinished.stat().st_mtime > UNFINISHED:
                    unfinished.unlink(missing_ok=True)


def last_use(entry: Path) -> float:
    """Return when an entry was last used, in seconds since 1970."""
    for path in (entry / LOCK, entry):
        with contextlib.suppress(OSError):
            return path.stat().st_mtime
    return 0.0
