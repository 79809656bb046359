"""The shell's end of the background process (the worker): start it, send to it, notice its death, end it.

A thread reads the worker's replies into a queue; the shell takes them from there when it has time. A worker that dies
becomes one `Died` in the queue, with the signal or status and the tail of its log.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embrepl.system import python
from embrepl.system.places import temporary_folder
from embrepl.training.protocol import Message, Stop, decode, encode

LOG_TAIL = 12  # lines of the worker's log that are reported with its death
KERAS_LIMITS = ("KERAS_MAX_EPOCHS", "KERAS_MAX_STEPS_PER_EPOCH")  # they would cut a training short


@dataclass(frozen=True)
class Died:
    """A worker has ended: how, the last lines it wrote, and which one it was."""

    cause: str
    tail: tuple[str, ...]
    pid: int = 0


class WorkerClient:
    """One worker process at a time; a dead one is replaced at the next request."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.events: queue.SimpleQueue[Message | Died] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._temporary: Path | None = None  # the folder of the temporary files that libraries leave
        self._starting = threading.Lock()  # the shell starts it ahead of need, from a thread

    @property
    def pid(self) -> int | None:
        """The process id of the running worker, or None."""
        return self._process.pid if self.alive and self._process is not None else None

    def is_of_another(self, died: Died) -> bool:
        """Whether it was an earlier worker that died, not the one that was asked last."""
        return self._process is not None and died.pid not in {0, self._process.pid}

    @property
    def alive(self) -> bool:
        """Whether a worker is running."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start a worker unless one is running."""
        with self._starting:
            if self.alive:
                return
            _close_input(self._process)
            self._clear()
            with contextlib.suppress(OSError):  # a full disk is a matter of the job, if it writes at all
                self._temporary = temporary_folder()
            with self._open_log() as log:
                self._process = subprocess.Popen(
                    python.command("embrepl.worker.__main__"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C in the terminal is the shell's to handle
                    env=_environment(self._temporary),
                )
            threading.Thread(target=self._read, args=(self._process,), name="worker-replies", daemon=True).start()

    def send(self, message: Message) -> None:
        """Send a message, starting a worker first when none is running."""
        self.start()
        if self._process is None or self._process.stdin is None:
            raise RuntimeError("the worker has no standard input")
        with contextlib.suppress(BrokenPipeError, ValueError):  # its death arrives as an event, its input may be closed
            self._process.stdin.write(encode(message))
            self._process.stdin.flush()

    def stop(self, job: int) -> None:
        """Ask the running worker to stop a job; without a worker there is nothing to stop."""
        if self.alive:
            self.send(Stop(job))

    def kill(self) -> None:
        """End the worker at once; its death arrives as an event."""
        if self.alive and self._process is not None:
            self._process.kill()

    def close(self, patience: float = 2.0) -> None:
        """End the worker: close its input, wait `patience` seconds, then kill it."""
        process, self._process = self._process, None
        if process is not None:
            _close_input(process)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._clear()

    def _clear(self) -> None:
        """Remove the temporary files of a worker that has ended."""
        folder, self._temporary = self._temporary, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is None:
            raise RuntimeError("the worker has no standard output")
        garbled = ""
        for line in process.stdout:
            try:
                self.events.put(decode(line))
            except ValueError as error:
                garbled = f"was ended because what it sent is {error}"
                process.kill()
                break
        process.stdout.close()
        status = process.wait()
        _close_input(process)
        if self._process is process:  # not one that was closed on purpose
            self.events.put(Died(garbled or _cause(status), self._tail(), process.pid))

    @contextlib.contextmanager
    def _open_log(self) -> Iterator[int]:
        """Open a fresh log, private to the user; where none can be, what would be in it is lost."""
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError:
            file = os.open(os.devnull, os.O_WRONLY)
        try:
            yield file
        finally:
            os.close(file)

    def _tail(self) -> tuple[str, ...]:
        with contextlib.suppress(OSError), self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 8192))
            return tuple(file.read().decode("utf-8", "replace").splitlines()[-LOG_TAIL:])
        return ()


def _close_input(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.stdin is not None:
        with contextlib.suppress(OSError):  # what was not sent to a dead worker
            process.stdin.close()


def _cause(status: int) -> str:
    if status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = "?"
        return f"was ended by signal {-status} ({name})"
    return f"ended with status {status}"


def _environment(temporary: Path | None) -> dict[str, str]:
    """Return the worker's environment: TensorFlow quiet, and Keras without the settings of a person's other programs.

    Its temporary files go to a folder of their own, as TensorFlow leaves some behind.
    The worker's own threads share its work out; the BLAS behind NumPy would start as many for each of them.
    """
    kept = {name: value for name, value in os.environ.items() if name not in KERAS_LIMITS}
    defaults = {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0", "OPENBLAS_NUM_THREADS": "1"}
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)) if temporary else {}
    ours = {**python.import_path(), "KERAS_HOME": os.devnull, **own}
    return {**defaults, **kept, **ours}
