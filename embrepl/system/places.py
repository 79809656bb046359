"""Where embrepl keeps its files: private folders in the places the XDG base directory specification names."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import stat
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from embrepl.errors import EmbreplError
from embrepl.system.sizes import number_of_bytes

CACHE_LIMIT, TRAININGS_LIMIT = 5_000_000_000, 2_000_000_000  # bytes
KEEP_DAYS = 90.0  # that what is not used is kept
GRACE = 60  # seconds that the background process of a killed session has to end, before its folder is cleared away
LOG, KEPT_LOGS = ".log", 5
TEMPORARY = "embrepl-"  # how the names of temporary folders begin
STALE = 7 * 24 * 3600  # seconds, for a folder of another machine or of an unknown one
_BASES = {  # the variable that names a folder: the one below HOME otherwise, our folders in it, and what is kept there
    "XDG_STATE_HOME": (".local/state", ("embrepl", "embrepl/trainings"), "the history and stopped trainings"),
    "XDG_CACHE_HOME": (".cache", ("embrepl", "embrepl/sessions", "embrepl/corpora"), "the texts that were read"),
}


@contextlib.contextmanager
def usable_folders() -> Iterator[str]:
    """Give a temporary folder the place of those that cannot be written, in this process and those that it starts.

    Yields what the user should know of that, "" where all can be written; the temporary folder is removed afterwards.
    """
    refused = {variable: why for variable in _BASES if (why := _refusal(variable))}
    folder = None
    with contextlib.suppress(OSError):  # without any folder, what needs one says so
        folder = temporary_folder() if refused else None
    if folder is None:
        yield ""
        return
    before = {variable: os.environ.get(variable) for variable in refused}
    os.environ.update({variable: str(folder / variable.lower()) for variable in refused})
    try:
        whys = " ".join(dict.fromkeys(refused.values()))
        lost = ", ".join(_BASES[variable][2] for variable in refused)
        yield f"{whys} This session uses {folder}, which is removed at its end. Not kept: {lost}."
    finally:
        for variable, value in before.items():
            os.environ.pop(variable)
            os.environ.update({variable: value} if value is not None else {})
        shutil.rmtree(folder, ignore_errors=True)


def _refusal(variable: str) -> str:
    """Return why nothing can be kept in a place, "" where it can."""
    if not _is_set(variable) and not _is_set("HOME") and os.name == "posix":
        return "HOME is not set."
    base = _base(variable)
    try:
        for name in _BASES[variable][1]:
            if not os.access(_private(base / name), os.W_OK | os.X_OK):
                return f"{base / name} cannot be written: Permission denied."
    except OSError as error:
        return f"{error.filename or base} cannot be written: {error.strerror or error}."
    return ""


def state_folder() -> Path:
    """Return the folder of history and logs, made if need be, readable by the user alone."""
    return _private(_base("XDG_STATE_HOME") / "embrepl")


def worker_log() -> Path:
    """Return where this process keeps the log of its background process; of ended ones the latest few are kept."""
    folder = _private(state_folder() / "logs")
    older = sorted(folder.glob(f"worker-*{LOG}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in older[KEPT_LOGS:]:
        if not _alive(path.name.removesuffix(LOG).rpartition("-")[2]):
            path.unlink(missing_ok=True)
    return folder / f"worker-{os.getpid()}{LOG}"


def session_folder() -> Path:
    """Return a new folder for the corpora and vectors of one session, and clear away those that killed ones left."""
    parent = _private(_base("XDG_CACHE_HOME") / "embrepl" / "sessions")
    clear_away()
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-{_machine()}-", dir=parent))


def temporary_folder() -> Path:
    """Return a new folder for temporary files; its owner removes it, or the next session once this process is gone."""
    return Path(tempfile.mkdtemp(prefix=f"{TEMPORARY}{os.getpid()}-{_machine()}-"))


def clear_away() -> None:
    """Remove the folders of sessions that were killed, and their temporary ones."""
    with contextlib.suppress(OSError):
        sessions = (_base("XDG_CACHE_HOME") / "embrepl" / "sessions").glob("*")
        for old in [*sessions, *Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*")]:
            with contextlib.suppress(OSError):  # another session may have cleared it away
                if _is_left_behind(old):
                    shutil.rmtree(old, ignore_errors=True)


def _is_left_behind(folder: Path) -> bool:
    """Return whether the session of a folder is gone, as far as its process can be looked for on this machine."""
    number, _, rest = folder.name.removeprefix(TEMPORARY).partition("-")
    here = os.name == "posix" and number.isdigit() and rest.startswith(f"{_machine()}-")
    return time.time() - folder.stat().st_mtime > (GRACE if here else STALE) and not _alive(number)


def _machine() -> str:
    """Return a name for where process numbers are valid: a machine, or a container on it."""
    space = 0
    with contextlib.suppress(OSError):
        space = Path("/proc/self/ns/pid").stat().st_ino
    return f"{zlib.crc32(f'{socket.gethostname()} {space}'.encode()):08x}"


def cache_folder() -> Path:
    """Return the folder of the cached corpora, made if need be, readable by the user alone."""
    return _private(_base("XDG_CACHE_HOME") / "embrepl" / "corpora")


def trainings_folder() -> Path:
    """Return the folder of the trainings that were stopped and can go on, made if need be, the user's alone."""
    return _private(_base("XDG_STATE_HOME") / "embrepl" / "trainings")


def cache_limit() -> int:
    """Return how many bytes the cached corpora may take: EMBREPL_CACHE_SIZE, as in 500MB; 0 is none.

    Raises `bad-setting`.
    """
    return _size_setting("EMBREPL_CACHE_SIZE", CACHE_LIMIT)


def trainings_limit() -> int:
    """Return how many bytes the stopped trainings may take: EMBREPL_TRAININGS_SIZE. Raises `bad-setting`."""
    return _size_setting("EMBREPL_TRAININGS_SIZE", TRAININGS_LIMIT)


def days_kept() -> float:
    """Return for how many days what is not used is kept: EMBREPL_KEEP_DAYS. Raises `bad-setting`."""
    setting = os.environ.get("EMBREPL_KEEP_DAYS", "")
    try:
        days = float(setting) if setting.strip() else KEEP_DAYS
    except ValueError:
        days = -1.0
    if not days >= 0:
        message = f"EMBREPL_KEEP_DAYS cannot be '{setting}'."
        raise EmbreplError("bad-setting", message, f"It is a number of days such as {KEEP_DAYS:.0f}.")
    return days


def _size_setting(name: str, usual: int) -> int:
    setting = os.environ.get(name, "")
    try:
        return number_of_bytes(setting) if setting.strip() else usual
    except ValueError:
        message = f"{name} cannot be '{setting}'."
        raise EmbreplError("bad-setting", message, "It is a size such as 500MB or 5GB; 0 keeps nothing.") from None


def expand_home(text: str) -> str:
    """Return a path with ~ and ~user as the folders that they mean; an unknown ~user stays as it is."""
    return os.path.expanduser(text)  # noqa: PTH111 - Path.expanduser raises, and a Path loses a slash at the end


def _base(variable: str) -> Path:
    return Path(os.environ[variable]) if _is_set(variable) else Path.home() / _BASES[variable][0]


def _is_set(variable: str) -> bool:
    return Path(os.environ.get(variable, "")).is_absolute()


def _private(folder: Path) -> Path:
    """Return a folder that is the user's alone, made if need be; what lies in one that was open to others is mended."""
    for each in [*reversed([each for each in folder.parents if not each.exists()]), folder]:
        each.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and (mode := stat.S_IMODE(folder.stat().st_mode)) != 0o700:
        folder.chmod(0o700)
        if mode & 0o077:
            _make_private(folder)
    return folder


def _make_private(folder: Path) -> None:
    """Take from others what they may do with the files and folders in a folder; links lead elsewhere."""
    for parent, folders, files in os.walk(folder):
        for name, mode in [*((name, 0o700) for name in folders), *((name, 0o600) for name in files)]:
            path = Path(parent) / name
            with contextlib.suppress(OSError):  # removed meanwhile
                if not path.is_symlink():
                    path.chmod(mode)


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
