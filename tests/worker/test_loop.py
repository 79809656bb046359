"""The process of the worker: it lives as long as its input, and ends when it does not understand it."""

from __future__ import annotations

import subprocess
import sys

from embrepl.training import protocol
from embrepl.training.protocol import Ready, Stop

PATIENCE = 90.0  # seconds after which what is waited for is taken never to come


def worker_process() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "embrepl.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_worker_ends_when_its_input_does() -> None:
    with worker_process() as process:
        replies, log = process.communicate(protocol.encode(Stop(9)), timeout=PATIENCE)
    assert process.returncode == 0
    assert [protocol.decode(line) for line in replies.splitlines()] == [Ready(process.pid)]
    assert log == b""


def test_a_worker_that_hears_nonsense_ends() -> None:
    with worker_process() as process:
        assert process.stdin is not None
        process.stdin.write(b"nonsense\n")
        process.stdin.flush()
        assert process.wait(PATIENCE) == 1
        assert process.stderr is not None
        assert b"not a message: b'nonsense" in process.stderr.read()
