"""What reading a file costs: processor time and memory, of a process forked for it from one that has all imported.

`python -m tests.attack.measure` answers lines of JSON on standard input, {"job": …, "paths": …}, with lines of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

LONGEST = 20  # seconds of processor time that a job may take: four times the size of a bomb, on a busy machine
MOST = 12 << 30  # bytes of addresses


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time, bytes of memory at the highest, and what came of it: "ok …", a code, or "!" …"""

    seconds: float
    memory: int
    said: str


class Meter:
    """The process that measures."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", __name__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def cost(self, job: str, *paths: Path) -> Cost:
        """Return what a job costs on some paths."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"job": job, "paths": [str(path) for path in paths]}) + "\n")
        self._process.stdin.flush()
        return Cost(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def text(paths: list[str], folder: Path) -> str:
    """Read a corpus."""
    from embrepl.corpus.building.build import build
    from embrepl.corpus.options import ReadOptions

    report = build(paths, ReadOptions(), folder / "store", lambda _: None, lambda: False)
    return f"ok {report.tokens} {len(report.skipped)}"


def trusted(paths: list[str], folder: Path) -> str:
    """Read a corpus that may unpack as far as it likes."""
    from embrepl.corpus.building.build import build
    from embrepl.corpus.options import ReadOptions

    report = build(paths, ReadOptions(trust=True), folder / "store", lambda _: None, lambda: False)
    return f"ok {report.tokens} {len(report.skipped)}"


def vectors(paths: list[str], folder: Path) -> str:
    """Open a file of vectors."""
    from embrepl.space import external

    external.inspect(Path(paths[0]))
    return f"ok {len(external.read(Path(paths[0])).words)}"


def pairs(paths: list[str], folder: Path) -> str:
    """Read a test of words."""
    from embrepl.commands.word_tests import read_test

    return f"ok {len(read_test(Path(paths[0])).questions)}"


def names(paths: list[str], folder: Path) -> str:
    """Read a corpus with a user dictionary."""
    from embrepl.corpus.building.build import build
    from embrepl.corpus.options import ReadOptions

    plain = folder / "plain.txt"
    plain.write_text("他说：天下大势，分久必合。\n", "utf-8")
    report = build([str(plain)], ReadOptions(user_dict=paths[0]), folder / "store", lambda _: None, lambda: False)
    return f"ok {report.tokens}"


JOBS: dict[str, Callable[[list[str], Path], str]] = {
    "text": text, "trusted": trusted, "vectors": vectors, "pairs": pairs, "names": names,
}  # fmt: skip


def warm() -> None:
    """Import all that the jobs need, and read a little, so that no job pays for it."""
    from tests.helpers.files import CASES

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for case, (data, _) in CASES.items():
            (folder / case).write_bytes(data if isinstance(data, bytes) else data.encode())
        (folder / "zh.txt").write_text("他说：天下大势，分久必合。" * 9, "utf-8")
        text([str(folder)], folder / "made")


def peak() -> int:
    """Return the bytes of memory that this process held at most since `forget_peak`."""
    return 1024 * int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])


def forget_peak() -> int:
    """Let the peak begin anew; return what is held now."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak()


def run(job: str, paths: list[str]) -> tuple[float, int, str]:
    """Do a job in this process, and return what it cost."""
    from embrepl.errors import EmbreplError

    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    folder = Path(tempfile.mkdtemp())
    held, began = forget_peak(), time.process_time()
    try:
        said = JOBS[job](paths, folder)
    except EmbreplError as error:
        said = error.code
        if os.environ.get("SHOW"):
            said += " " + error.message
    except BaseException as error:  # noqa: BLE001
        said = f"! {type(error).__name__}: {error}"
    seconds = time.process_time() - began
    shutil.rmtree(folder, ignore_errors=True)
    return seconds, peak() - held, said


def forked(job: str, paths: list[str]) -> tuple[float, int, str]:
    """Do a job in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        os.write(write, json.dumps(run(job, paths)).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        data = answer.read()
    _, status, used = os.wait4(child, 0)
    if data:
        seconds, memory, said = json.loads(data)
        return seconds, memory, said
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else str(os.WEXITSTATUS(status))
    return used.ru_utime + used.ru_stime, 1024 * used.ru_maxrss, f"! ended by {ended}"


def serve(lines: Iterable[str]) -> None:
    """Answer every line."""
    warm()
    for line in lines:
        asked = json.loads(line)
        print(json.dumps(forked(asked["job"], asked["paths"])), flush=True)


if __name__ == "__main__":
    serve(sys.stdin)
