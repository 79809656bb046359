"""The shell's end of the worker: one process for many threads, and none that talks nonsense."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from embrepl.system import python
from embrepl.training import client
from embrepl.training.client import Died, WorkerClient

PATIENCE = 90.0  # seconds after which what is waited for is taken never to come


def test_many_threads_start_one_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def counted(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(client.subprocess, "Popen", counted)
    worker = WorkerClient(tmp_path / "worker.log")
    barrier = threading.Barrier(8)

    def start() -> None:
        barrier.wait(PATIENCE)
        worker.start()

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    worker.close()
    assert len(started) == 1


def test_a_worker_that_talks_nonsense_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; print('hello', flush=True); print('world', flush=True); sys.stdin.read()"
    popen = subprocess.Popen
    monkeypatch.setattr(client.subprocess, "Popen", lambda _, **given: popen([sys.executable, "-c", script], **given))
    worker = WorkerClient(tmp_path / "worker.log")
    worker.start()
    died = worker.events.get(timeout=PATIENCE)
    assert isinstance(died, Died)
    assert "not a message: b'hello" in died.cause
    worker.close()
    with pytest.raises(queue.Empty):
        worker.events.get_nowait()


def test_temporary_files_of_the_worker_go_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tmp_path / "left"
    left.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(left))
    script = "import sys, tempfile; tempfile.mkstemp('graph'); print('made', flush=True); sys.stdin.read()"
    popen = subprocess.Popen
    monkeypatch.setattr(client.subprocess, "Popen", lambda _, **given: popen([sys.executable, "-c", script], **given))
    worker = WorkerClient(tmp_path / "worker.log")
    worker.start()
    assert isinstance(worker.events.get(timeout=PATIENCE), Died)
    assert list(left.glob("*/*graph"))
    worker.close()
    assert not list(left.iterdir())


def test_a_worker_imports_from_where_we_do_and_keras_has_its_own_settings(tmp_path: Path) -> None:
    (tmp_path / ".keras").mkdir()
    (tmp_path / ".keras" / "keras.json").write_text('{"floatx": "float16", "backend": "none"}')
    show = "import sys, keras; print(sys.path, keras.config.floatx(), keras.config.backend())"
    environment = client._environment(None) | {"HOME": str(tmp_path)}
    script = python.START + show
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    paths = list(map(os.path.abspath, sys.path))
    assert done.stdout.splitlines()[-1] == f"{paths} float32 tensorflow"
