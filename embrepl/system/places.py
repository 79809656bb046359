"""Where embrepl keeps its files: private folders in the places the XDG base directory specification names."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import tempfile
import time
import zlib
from pathlib import Path

from embrepl.errors import EmbreplError

CACHE_LIMIT = 5_000_000_000  # bytes
UNITS = {"K": 1_000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000}
MOST = 1 << 60
GRACE = (
    60  # seconds that the worker of a session that was killed has to end, before the session's folder is cleared away
)
STALE = 7 * 24 * 3600  # and those of a folder of another machine or of an unknown one


def state_folder() -> Path:
    """Return the folder of history and logs, made if need be, readable by the user alone."""
    return _private(_base("XDG_STATE_HOME", ".local/state") / "embrepl")


def session_folder() -> Path:
    """Return a new folder for the corpora and vectors of one session, and clear away those that killed ones left."""
    parent = _private(_base("XDG_CACHE_HOME", ".cache") / "embrepl" / "sessions")
    for old in parent.iterdir():
        with contextlib.suppress(OSError):  # another session may have cleared it away
            if _left_behind(old):
                shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-{_machine()}-", dir=parent))


def _left_behind(folder: Path) -> bool:
    """Tell whether the session of a folder is gone, as far as can be known: a process is looked for on its machine."""
    number, _, rest = folder.name.partition("-")
    here = os.name == "posix" and number.isdigit() and rest.startswith(f"{_machine()}-")
    return time.time() - folder.stat().st_mtime > (GRACE if here else STALE) and not _alive(number)


def _machine() -> str:
    """Return a name for what the numbers of processes hold in: a machine, or a container on it."""
    space = 0
    with contextlib.suppress(OSError):
        space = Path("/proc/self/ns/pid").stat().st_ino
    return f"{zlib.crc32(f'{socket.gethostname()} {space}'.encode()):08x}"


def cache_folder() -> Path:
    """Return the folder of the corpora that were read before, made if need be, readable by the user alone."""
    return _private(_base("XDG_CACHE_HOME", ".cache") / "embrepl" / "corpora")


def trainings_folder() -> Path:
    """Return the folder of the trainings that were stopped and can go on, made if need be, the user's alone."""
    return _private(_base("XDG_STATE_HOME", ".local/state") / "embrepl" / "trainings")


def cache_limit() -> int:
    """Return how many bytes the corpora that were read before may take: EMBREPL_CACHE_SIZE, as in 500MB; 0 is none.

    Raises `bad-setting`.
    """
    given = os.environ.get("EMBREPL_CACHE_SIZE", "")
    try:
        return number_of_bytes(given) if given.strip() else CACHE_LIMIT
    except ValueError:
        message = f"EMBREPL_CACHE_SIZE cannot be '{given}'."
        raise EmbreplError("bad-setting", message, "It is a size such as 500MB or 5GB; 0 keeps nothing.") from None


def number_of_bytes(text: str) -> int:
    """Return 300MB, 1.5 GB or 4096 as a number of bytes. Raises ValueError."""
    digits = text.strip().upper().removesuffix("B").removesuffix("I")
    unit = UNITS.get(digits[-1:], 1)
    number = float((digits[:-1] if unit > 1 else digits).replace(",", "").replace("_", ""))
    if not 0 <= number * unit < MOST:
        raise ValueError(text)
    return int(number * unit)


def from_home(text: str) -> Path:
    """Return a path as it was typed, with ~ for the user's folder; an unknown ~user stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - Path.expanduser raises for an unknown user


def _base(variable: str, default: str) -> Path:
    given = os.environ.get(variable, "")
    return Path(given) if Path(given).is_absolute() else Path.home() / default


def _private(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    return folder


def _alive(pid: str) -> bool:
    if not pid.isdigit() or os.name != "posix":
        return False
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
