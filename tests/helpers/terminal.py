"""embrepl on a real pseudo-terminal, for tests: keys in, a screen of 80 by 24 out."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

import pexpect
import pyte

PATIENCE = 90.0  # seconds after which what is waited for is taken never to come
ROWS, COLUMNS = 24, 80
PROMPT = re.compile(r"^\S+ ❯ *$")
CTRL_A, CTRL_C, CTRL_D, CTRL_E, CTRL_U = "\x01", "\x03", "\x04", "\x05", "\x15"
SHOW_CURSOR = b"\x1b[?12l\x1b[?25h"  # prompt_toolkit sends it once, whatever the terminal


class Screen(pyte.HistoryScreen):  # type: ignore[misc]
    """A screen with all that scrolled off it, which answers where its cursor is, as terminals do."""

    def __init__(self, answer: Callable[[str], object]) -> None:
        super().__init__(COLUMNS, ROWS, history=100_000, ratio=0.001)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data)

    def select_graphic_rendition(self, *attributes: int, **_: object) -> None:
        super().select_graphic_rendition(*attributes)

    def everything(self) -> list[str]:
        """Return all lines, those that scrolled away first."""
        gone = ["".join(row[column].data for column in range(self.columns)).rstrip() for row in self.history.top]
        return gone + [line.rstrip() for line in self.display]


def _take_signals() -> None:
    """Have the signals that a shell ignores for what it runs in the background, as the tests may be."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """embrepl on a pseudo-terminal; what is asked of it is seen on the screen."""

    def __init__(self, *arguments: str, term: str = "xterm-256color") -> None:
        environment = {**os.environ, "TERM": term, "LC_ALL": "C.UTF-8"}
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "embrepl", *arguments],
            env=environment,
            dimensions=(ROWS, COLUMNS),
            timeout=PATIENCE,
            preexec_fn=_take_signals,
        )
        self.process.delaybeforesend = None
        self.screen = Screen(self.process.send)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def read(self) -> bool:
        """Take what was drawn, waiting a moment for it; return whether the program is still there."""
        try:
            drawn = self.process.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += drawn
        self._stream.feed(drawn)
        return True

    def until(self, condition: Callable[[], object]) -> None:
        """Read until the condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, "\n".join(self.screen.everything()[-60:])
            assert self.read() or condition(), "it has left\n" + "\n".join(self.screen.everything()[-60:])

    @property
    def text(self) -> str:
        return "\n".join(self.screen.everything())

    def since(self, typed: str) -> str:
        """Return what was shown after the last place where this stands; nothing where it does not stand yet."""
        return self.text.rpartition(typed)[2] if typed in self.text else ""

    def row(self) -> str:
        """Return the row of the cursor."""
        return str(self.screen.display[self.screen.cursor.y]).rstrip()

    def typed(self) -> str:
        """Return what stands between the prompt and the cursor, without what is suggested behind it."""
        return str(self.screen.display[self.screen.cursor.y][: self.screen.cursor.x]).rpartition("❯ ")[2]

    def at_prompt(self) -> bool:
        """Whether the cursor stands behind an empty prompt."""
        row = self.row()
        return bool(PROMPT.match(row)) and self.screen.cursor.x == row.index("❯") + 2 and self.takes_keys()

    def type(self, keys: str | bytes) -> None:
        self.process.send(keys)

    def settle(self) -> None:
        """Wait until every key so far has been taken."""
        self.type(f"{CTRL_E}{CTRL_U}done")
        self.until(lambda: self.typed() == "done")
        self.type(CTRL_C)
        self.until(self.at_prompt)

    def takes_keys(self) -> bool:
        """Whether the prompt reads each key, Ctrl-C too."""
        return not self._modes() & termios.ISIG

    def busy(self) -> bool:
        """Whether a command runs: Ctrl-C is a signal to it, and other keys are not shown."""
        return bool(self._modes() & termios.ISIG and not self._modes() & termios.ECHO)

    def _modes(self) -> int:
        return int(termios.tcgetattr(self.process.child_fd)[3])

    def run(self, line: str | bytes) -> str:
        """Type a line at the prompt, wait for the next prompt, and return what was shown between the two."""
        self.until(self.at_prompt)
        before = self._prompts()
        self.type(line)
        self.type("\r")
        self.until(lambda: self._prompts() > before and self.at_prompt())
        *_, shown = re.split(r"^\S+ ❯.*$", "\n".join(self._above_the_cursor()), flags=re.MULTILINE)
        return shown

    def leave(self) -> int:
        """Press Ctrl-D at the prompt and return the exit status."""
        self.until(self.at_prompt)
        self.type(CTRL_D)
        return self.status()

    def status(self) -> int:
        """Wait for the end and return the exit status, negative for a signal."""
        while self.read():
            pass
        self.process.close(force=False)
        if self.process.signalstatus is not None:
            return -int(self.process.signalstatus)
        assert self.process.exitstatus is not None
        return int(self.process.exitstatus)

    def worker(self) -> int:
        """Return the process id of the worker."""
        (pid,) = workers_of(self.process.pid)
        return pid

    def _prompts(self) -> int:
        return sum("❯" in line for line in self.screen.everything())

    def _above_the_cursor(self) -> list[str]:
        lines = self.screen.everything()
        return lines[: len(lines) - ROWS + self.screen.cursor.y]

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.isalive():
            self.process.kill(signal.SIGKILL)
            self.process.wait()
        self.process.close()


def workers_of(shell: int) -> list[int]:
    table = subprocess.run(["/bin/ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in table.stdout.splitlines()]
    return [int(pid) for pid, parent, state in rows if int(parent) == shell and not state.startswith("Z")]


def gone(pid: int) -> bool:
    """Whether a process has ended."""
    state = subprocess.run(["/bin/ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return not state.stdout.strip() or state.stdout.strip().startswith("Z")


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not gone(pid):
        assert time.monotonic() < deadline, f"process {pid} is still there"
