"""Nothing stays of sessions and background processes that were killed, at the latest when the next one has started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import corpora
from embrepl.session.keeping import cached_corpora, stopped_trainings
from embrepl.system import places
from embrepl.system.kept import Hold
from embrepl.system.replacing import UNFINISHED, replacing_file
from embrepl.training import states
from embrepl.training.kept import MANIFEST
from tests.helpers.sessions import Talk, quoted, talking

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed and looked for as on POSIX")
PATIENCE = 120.0  # seconds after which what is waited for is taken never to come
STAGES = [("load", "load {long}"), ("train", "load {text}; train --dim 8 --epochs 100000")]


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, str]:
    """Two texts by their names, one that takes seconds to read."""
    for name, many in (("text", 1), ("long", 1200)):
        (tmp_path / f"{name}.txt").write_text(corpora.text("en", words=12_000) * many, encoding="utf-8")
    return {name: quoted(str(tmp_path / f"{name}.txt")) for name in ("text", "long")}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary files in a folder of the test."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def lies() -> Iterator[Path]:
    """Yield the files of sessions, of caches and of trainings, and those that are unfinished."""
    for folder in (places.cache_folder().parent, places.trainings_folder(), Path(tempfile.gettempdir())):
        yield from (path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("what", "line"), STAGES)
def test_a_killed_shell_leaves_nothing_that_the_next_does_not_remove(
    texts: dict[str, str], what: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = os.environ | {"EMBREPL_CHECKPOINT_SECONDS": "0"}
    command = [sys.executable, "-m", "embrepl", "-q", "-c", line.format(**texts)]
    with subprocess.Popen(command, env=environment, start_new_session=True) as process:
        sessions = places.cache_folder().parent / "sessions"
        until(lambda: any(sessions.glob(f"{process.pid}-*/*{what}-*/*")))
        process.kill()
    monkeypatch.setattr(places, "GRACE", -1.0)
    monkeypatch.setattr("embrepl.system.replacing.UNFINISHED", -1.0)
    until(lambda: [places.clear_away()] and not any(sessions.iterdir()))
    monkeypatch.setattr("embrepl.system.kept.UNFINISHED", -1.0)
    monkeypatch.setattr("embrepl.session.keeping.UNFINISHED", -1.0)
    for kept in (cached_corpora(), stopped_trainings()):
        kept.sweep()
    until(lambda: [stopped_trainings().sweep()] and all(map(is_whole, stopped_trainings().entries())))
    assert not list(Path(tempfile.gettempdir()).iterdir())
    for entry in stopped_trainings().entries():
        states.load(entry)
        states.clear_unnamed(entry)
        assert {path.name for path in entry.iterdir()} == named(entry)
    assert [path for path in lies() if path.name.endswith((".new", ".old"))] == []


def is_whole(entry: Path) -> bool:
    """Whether a stopped training has its manifest, and the process that wrote it has ended."""
    return (entry / MANIFEST).exists() and not stopped_trainings().in_use(entry)


def named(entry: Path) -> set[str]:
    """Return the names of the files of a stopped training."""
    return {"lock", "manifest.json", *(path.name for path in states._files_of(entry))}


def test_a_killed_background_process_leaves_no_files_of_its_job(texts: dict[str, str], tmp_path: Path) -> None:
    with talking(tmp_path / "home", own=True) as talk:
        kill_while_it_reads(talk, texts["long"])
        assert list(talk.session.folder.iterdir()) == []
        assert talk(f"load {texts['text']}").tokens > 10_000


def kill_while_it_reads(talk: Talk, path: str) -> None:
    """Kill the background process in the middle of reading a text."""
    job = talk(f"load {path} &").job
    folder = talk.session.jobs[job].folder
    until(lambda: any(folder.parent.glob(f"*{folder.name}*/*")))  # until it is whole its folder has another name
    os.kill(talk.session.jobs.client.pid or 0, signal.SIGKILL)
    until(lambda: [talk.session.jobs.pump(0.1)] and talk.session.jobs.running is None)


def test_a_model_that_went_on_leaves_no_older_one(texts: dict[str, str], tmp_path: Path) -> None:
    with talking(tmp_path / "home", own=True) as talk:
        talk(f"load {texts['text']}")
        for line in ("train --dim 8 --epochs 100000 --name one &", "resume one &"):
            number = talk(line).job
            until(lambda n=number: [talk.session.jobs.pump(0.1)] and learns(talk, n))
            talk("stop")
        assert [path.name for path in talk.session.folder.iterdir()] == [f"train-{number}"]
        talk("drop one")
        assert list(talk.session.folder.iterdir()) == []


def learns(talk: Talk, number: int) -> bool:
    """Whether a training has gone through some of the text."""
    progress = talk.session.jobs[number].progress
    return (
        progress is not None
        and progress.stage == "training"
        and progress.done > 0
        and talk.session.jobs[number].share > 0
    )


def test_an_export_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    left, young, other = (tmp_path / f".v.txt.{name}.new" for name in ("00c0ffee", "00decade", "notours"))
    for path in (left, young, other):
        path.touch()
    then = time.time() - 2 * UNFINISHED
    for path in (left, other):
        os.utime(path, (then, then))
    with replacing_file(tmp_path / "v.txt", force=False) as file:
        file.write(b"one")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [young.name, other.name, "v.txt"]


def test_a_training_that_was_killed_before_its_first_checkpoint_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = places.trainings_folder() / "zero-0"
    folder.mkdir()
    hold = Hold(folder)
    (folder / "one.0.bin").touch()
    monkeypatch.setattr("embrepl.session.keeping.UNFINISHED", -1.0)
    stopped_trainings().sweep()
    assert folder.exists()  # it is being written
    hold.release()
    stopped_trainings().sweep()
    assert not folder.exists()
