"""How long until the first prompt stands: embrepl beside a bare prompt_toolkit prompt and IPython.

Like is measured beside like, in turn (A B C A B C …), on pseudo-terminals that answer as a real one does, after a round
that does not count and fills the byte-code caches.  A figure is the time from starting the process to its prompt being
drawn.  What embrepl does once its prompt stands shows in the time to the first answer: `help` typed at once, and after
a second.

    python bench/start.py [ROUNDS] [--write]

--write puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pty
import re
import select
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pages

from embrepl.commands.table import TABLE

ROUNDS = 10
PATIENCE = 60.0  # seconds after which a prompt or an answer is taken never to come
LEAVING = 5.0  # seconds after which a program that does not leave is killed
NEAR, AIM, VERSION = 0.15, 0.05, 0.1  # seconds over the bare prompt: the target and the aim; and over bare Python

ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]")
SIZE = (24, 80)  # rows, columns
CURSOR_ASKED, CURSOR_IS = b"\x1b[6n", b"\x1b[1;1R"
LEAVE = b"\x04"

BARE = "from prompt_toolkit import PromptSession; PromptSession().prompt('> ')"
PROMPTS = {  # name: arguments to Python, and the visible end of the prompt
    "bare prompt_toolkit": (("-c", BARE), ">"),
    "embrepl": (("-m", "embrepl"), "❯"),
    "IPython": (("-m", "IPython", "--no-confirm-exit"), "In [1]:"),
}
QUICK = {"python -c pass": ("-c", "pass"), "embrepl --version": ("-m", "embrepl", "--version")}
BASES = {"embrepl": "bare prompt_toolkit", "IPython": "bare prompt_toolkit", "embrepl --version": "python -c pass"}
HELP = {"help, typed at once": 0.0, "help, typed after a second": 1.0}  # seconds that a user takes before it


class Terminal:
    """A program on a pseudo-terminal of its own; leaving the `with` ends it."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self._screen, program_side = pty.openpty()
        termios.tcsetwinsize(program_side, SIZE)
        self._drawn, self._answered = b"", 0
        self._process = subprocess.Popen(
            command, stdin=program_side, stdout=program_side, stderr=program_side, env=environment, cwd=folder,
            start_new_session=True,
        )  # fmt: skip
        os.close(program_side)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._leave()
        finally:
            os.close(self._screen)

    def type(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self._screen, keys)

    def wait_for(self, text: str) -> None:
        """Return once `text` has been drawn."""
        deadline = time.monotonic() + PATIENCE
        while text not in (drawn := ESCAPES.sub("", self._drawn.decode("utf-8", "replace"))):
            if not self._read(deadline - time.monotonic()):
                raise RuntimeError(f"{self._process.args!r} never drew {text!r}, but: {drawn[-2000:]!r}")

    def _read(self, patience: float) -> bool:
        """Take what was drawn and answer what was asked; return whether there was anything."""
        if not select.select([self._screen], [], [], max(0.0, patience))[0]:
            return False
        try:
            drawn = os.read(self._screen, 65536)
        except OSError:  # Linux reports so that the program has ended
            return False
        self._drawn += drawn
        while self._answered < self._drawn.count(CURSOR_ASKED):
            self._answered += 1
            self.type(CURSOR_IS)
        return bool(drawn)

    def _leave(self) -> None:
        """Press Ctrl-D until the program has left, since one that is busy misses it; in the end kill it."""
        deadline = time.monotonic() + LEAVING
        while self._process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):  # it has just left
                self.type(LEAVE)
            self._read(0.1)
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()


@dataclass
class Bench:
    """The seconds that were measured, by what was measured; the programs run and keep their state in `folder`."""

    folder: Path
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def run(self, rounds: int) -> None:
        """Measure like beside like, in turn, after a round that does not count."""
        kinds = (
            {name: partial(self._prompt, name) for name in PROMPTS},
            {name: partial(self._quick, name) for name in QUICK},
            {name: partial(self._help, pause) for name, pause in HELP.items()},
        )
        for kind in kinds:
            for counts in [False] + [True] * rounds:
                for name, measure in kind.items():
                    seconds = measure()
                    if counts:
                        self.seconds.setdefault(name, []).append(seconds)

    def _prompt(self, name: str) -> float:
        began = time.perf_counter()
        with self._start(name) as terminal:
            terminal.wait_for(PROMPTS[name][1])
            return time.perf_counter() - began

    def _quick(self, name: str) -> float:
        command = [sys.executable, *QUICK[name]]
        began = time.perf_counter()
        subprocess.run(command, env=self._environment(), cwd=self.folder, check=True, capture_output=True)
        return time.perf_counter() - began

    def _help(self, pause: float) -> float:
        with self._start("embrepl") as terminal:
            terminal.wait_for(PROMPTS["embrepl"][1])
            time.sleep(pause)
            began = time.perf_counter()
            terminal.type(b"help\r")
            terminal.wait_for(TABLE[-1].summary)
            return time.perf_counter() - began

    def _start(self, name: str) -> Terminal:
        return Terminal([sys.executable, *PROMPTS[name][0]], self._environment(), self.folder)

    def _environment(self) -> dict[str, str]:
        """Return an environment with a home of its own, in which byte code is cached."""
        given = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "IPYTHON", "XDG_"))
        }
        return {**given, "HOME": str(self.folder), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}


def section(rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    with tempfile.TemporaryDirectory(prefix="embrepl-start-", ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder))
        bench.run(rounds)
    yield f"{pages.machine()}; seconds: {pages.median_of(rounds, 'round')}{' in turn' * (rounds > 1)}.\n"
    yield "| | seconds | against the bare one |\n|---|---:|---:|"
    median = {name: statistics.median(each) for name, each in bench.seconds.items()}
    for name, each in bench.seconds.items():
        base = median.get(BASES.get(name, ""))
        against = "" if base is None else f"{median[name] - base:+.3f}, ×{median[name] / base:.2f}"
        yield f"| {name} | {pages.spread(each, 3)} | {against} |"
    yield ""
    yield from (f"- {target}: {pages.met(good)}" for target, good in targets(median).items())


def targets(median: dict[str, float]) -> dict[str, bool]:
    """Return which targets are met."""
    over_bare = median["embrepl"] - median["bare prompt_toolkit"]
    over_python = median["embrepl --version"] - median["python -c pass"]
    return {
        f"embrepl's prompt at most {NEAR:g} s after the bare one": over_bare <= NEAR,
        f"embrepl's prompt at most {AIM:g} s after the bare one (the aim)": over_bare <= AIM,
        "embrepl's prompt before IPython's": median["embrepl"] < median["IPython"],
        f"embrepl --version at most {VERSION:g} s over bare Python": over_python <= VERSION,
    }


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS, help="of each measurement (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    pages.publish("start", section(chosen.rounds), chosen)


if __name__ == "__main__":
    main()
