"""Where embrepl keeps its files: private folders in the places the XDG base directory specification names."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

STALE = 7 * 24 * 3600  # seconds after which the folder of a session that was killed is cleared away


def state_folder() -> Path:
    """Return the folder of history and logs, made if need be, readable by the user alone."""
    return _private(_base("XDG_STATE_HOME", ".local/state") / "embrepl")


def session_folder() -> Path:
    """Return a new folder for the corpora and vectors of one session, and clear away those long dead."""
    parent = _private(_base("XDG_CACHE_HOME", ".cache") / "embrepl" / "sessions")
    for old in parent.iterdir():
        if time.time() - old.stat().st_mtime > STALE and not _alive(old.name.split("-")[0]):
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))


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
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
