"""Other Python processes that run a part of this program.

A fresh one has the same import path in the same order, and takes a quarter of a second to start. Where the system can
copy a process (Linux), a `Template` gives one in some milliseconds: it is itself a copy of this process, made while
that had one thread, as copies of more are not safe. All of them end when this process does, however that ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, NoReturn

PATH = "EMBREPL_IMPORT_PATH"  # where a fresh one finds what it imports
START = f"import os, sys; sys.path[:] = os.environ.pop({PATH!r}).split(os.pathsep); "
CAN_COPY = sys.platform == "linux"  # elsewhere the system's own libraries do not stand it


@dataclass(frozen=True)
class Pipes:
    """The ends here of the pipes to another process, which ends when they are closed; it is a child of ours, or not."""

    requests: IO[bytes]
    replies: IO[bytes]
    child: subprocess.Popen[bytes] | None = None

    def end(self) -> None:
        """End the process."""
        if self.child:
            self.child.kill()
            self.child.wait()
        with contextlib.suppress(OSError):  # what was not sent
            self.requests.close()


Serve = Callable[[IO[bytes], IO[bytes]], None]  # takes requests and gives replies until there are no more requests


def command(module: str) -> list[str]:
    """Return the command that calls `main` of a module; it needs `import_path` in its environment."""
    return [sys.executable, "-P", "-c", f"{START}from {module} import main; main()"]


def import_path() -> dict[str, str]:
    """Return the setting that gives another Python the import path of this one."""
    return {PATH: os.pathsep.join(map(os.path.abspath, sys.path))}


def fresh(module: str) -> Pipes:
    """Start a Python that calls `main` of a module."""
    environment = {**os.environ, **import_path()}
    process = subprocess.Popen(command(module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process has no pipes")

    return Pipes(process.stdin, process.stdout, process)


class Template:
    """A copy of this process, which must have one thread; it makes copies of itself that call `serve`."""

    def __init__(self, serve: Serve) -> None:
        if threading.active_count() > 1:
            raise RuntimeError("a process of several threads cannot be copied")
        self._socket, its = socket.socketpair()
        self._pid = os.fork()
        if not self._pid:
            self._socket.close()
            _copy_on_request(its, serve)
        its.close()

    def copy(self) -> Pipes:
        """Return the pipes to a new copy. Raises `OSError` where the template has ended."""
        (its_requests, requests), (replies, its_replies) = os.pipe(), os.pipe()
        pipes = Pipes(os.fdopen(requests, "wb"), os.fdopen(replies, "rb"))
        try:
            socket.send_fds(self._socket, [b"."], [its_requests, its_replies])
        except OSError:
            pipes.end()
            pipes.replies.close()
            raise
        finally:
            os.close(its_requests)
            os.close(its_replies)
        return pipes

    def close(self) -> None:
        """End the template; its copies end with their pipes."""
        self._socket.close()
        os.waitpid(self._pid, 0)


def _copy_on_request(requests: socket.socket, serve: Serve) -> NoReturn:
    """Make copies until the other end is closed. Nothing that belongs to the process copied is released by any."""
    try:
        gc.freeze()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: _reap())
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        while True:
            asked, pipes, *_ = socket.recv_fds(requests, 1, 2)
            if not asked:
                _reap(wait=True)  # so that their processor time counts as this one's
                os._exit(0)
            if not os.fork():
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                requests.close()
                serve(os.fdopen(pipes[0], "rb"), os.fdopen(pipes[1], "wb"))
                os._exit(0)
            for pipe in pipes:
                os.close(pipe)
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as the one copied
        traceback.print_exc(file=sys.stderr)
        sys.stderr.flush()
    finally:
        os._exit(1)


def _reap(*, wait: bool = False) -> None:
    """Take note of the copies that have ended, so that nothing stays of them; `wait` for those that have not."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, 0 if wait else os.WNOHANG)[0]:
            pass
