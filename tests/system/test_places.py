"""The folders of sessions: one each, and none stays of a session that was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from embrepl.system import places


@pytest.fixture
def ended() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def made(name: str, age: float) -> Path:
    """Make a folder beside those of the sessions, with a file in it."""
    folder = places.session_folder().parent / name
    folder.mkdir()
    (folder / "file").write_bytes(b"text")
    then = time.time() - age
    os.utime(folder, (then, then))
    return folder


@pytest.mark.skipif(os.name != "posix", reason="processes are looked for by their number")
def test_what_killed_sessions_left_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: int) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    here, minutes, days = places._machine(), 2 * places.GRACE, 2 * places.STALE
    outside = tmp_path / "outside"
    outside.mkdir()
    gone = [made(f"{ended}-{here}-a", minutes), made(f"{ended}-b", days), made(f"{ended}-0-c", days)]
    kept = [
        made(f"{os.getpid()}-{here}-d", days),  # it runs
        made(f"{ended}-{here}-e", 0),  # its worker may
        made(f"{ended}-other-f", minutes),  # it may, on another machine
        made(f"{ended}-g", minutes),
        made(f"1-{here}-h", minutes),  # of another user, perhaps
        outside,
    ]
    link = kept[0].parent / f"{ended}-{here}-i"
    link.symlink_to(outside)
    os.utime(link, (1, 1), follow_symlinks=False)
    os.utime(outside, (1, 1))
    mine = places.session_folder()
    assert not any(folder.exists() for folder in gone)
    assert all(folder.is_dir() for folder in kept)
    assert mine.is_dir()
    assert mine.name.startswith(f"{os.getpid()}-{here}-")


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_folder_that_cannot_be_written_has_a_temporary_one_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with places.usable_folders() as said:
        assert said.endswith("Not kept: the texts that were read.")
        assert places.state_folder() == tmp_path / "state" / "embrepl"
        folder = places.session_folder()
        (folder / "corpus").touch()
        assert folder.parents[3].name.startswith("embrepl-")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "state"]
    assert os.environ["XDG_CACHE_HOME"] == str(tmp_path / "file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with places.usable_folders() as said:
        assert said == ""


def test_each_process_has_a_log_and_a_few_of_ended_ones_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: int
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    log = places.worker_log()
    assert log.name == f"worker-{os.getpid()}.log"
    logs = [log, *(log.with_name(f"worker-{number}.log") for number in [1, *range(10**8, 10**8 + 8)])]
    for age, path in enumerate(reversed(logs)):
        path.touch()
        os.utime(path, (age, age))
    os.utime(log, (0, 0))  # ours, and that of process 1, are of processes that run
    assert places.worker_log() == log
    assert set(log.parent.iterdir()) == {log, *logs[1 : 2 + places.KEPT_LOGS]} - {logs[1 + places.KEPT_LOGS]}
