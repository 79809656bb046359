"""A window that changes its size leaves one live block, one toolbar, and no pieces of them; tmux breaks lines anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import corpora

TMUX = shutil.which("tmux") or ""
pytestmark = pytest.mark.skipif(not TMUX, reason="there is no tmux")

PATIENCE = 90.0  # seconds after which what is waited for is taken never to come
ENDLESS = "train --dim 8 --epochs 100000 --watch king,queen"


class Window:
    """embrepl in a window of tmux."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._socket = str(folder / "tmux")
        homes = [f"{name}={folder}" for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")]
        self._tmux(
            "-f", os.devnull, "new-session", "-d", "-x", "120", "-y", "30",
            "env", "-u", "COLUMNS", "-u", "LINES", *homes, "LC_ALL=C.UTF-8",
            sys.executable, "-m", "embrepl", *arguments,
        )  # fmt: skip

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run([TMUX, "-S", self._socket, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    @property
    def lines(self) -> list[str]:
        """Return all that is and was on the screen, but for empty lines."""
        return [line for line in self._tmux("capture-pane", "-p", "-S", "-1000").split("\n") if line.strip()]

    @property
    def last(self) -> str:
        return (self.lines or [""])[-1]

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until the condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, "\n".join(self.lines)
            time.sleep(0.05)

    def type(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def resize(self, columns: int) -> None:
        """Change the width; tmux says so to the program four times a second, which sees the last one too late else."""
        self._tmux("resize-window", "-x", str(columns), "-y", "30")
        time.sleep(0.5)

    def count(self, start: str) -> int:
        return sum(line.startswith(start) for line in self.lines)

    def close(self) -> None:
        self._tmux("kill-server")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "tales.txt"
    path.write_text(corpora.text("en", words=20_000), encoding="utf-8")
    window = Window(tmp_path, str(path))
    window.until(lambda: "tales ❯" in window.last)
    window.type("top 40", "Enter")  # tmux moves rows into the past while there are empty ones below
    window.until(lambda: window.count("40 ") == 1 and "tales ❯" in window.last)
    yield window
    window.close()


def test_a_window_that_changes_its_size(window: Window) -> None:
    window.type(ENDLESS, "Enter")
    window.until(lambda: "words/s  loss" in "\n".join(window.lines) and window.count("queen → ") == 1)
    for columns in (60, 100, 45, 120, 60, 100):
        window.resize(columns)
    window.until(lambda: any("words/s" in line and len(line) > 60 for line in window.lines))
    starts = [line.split()[0] for line in window.lines[window.lines.index(f"tales ❯ {ENDLESS}") :]]
    assert starts[-4:] == ["training", "loss", "king", "queen"]
    assert [starts.count(start) for start in ("training", "loss", "king", "queen")] == [1, 1, 1, 1]
    window.type("C-c")
    window.until(lambda: window.last.startswith("tales:zero ❯"))
    assert not window.count("training zero")
    assert (window.count("king  → "), window.count("queen → "), window.count("loss ")) == (1, 1, 0)

    window.type("train --dim 8 --epochs 100000 --name behind &", "Enter")
    window.until(lambda: "behind" in window.last and "%" in window.last)
    for columns in (60, 100, 45, 120):
        window.resize(columns)
        window.until(lambda columns=columns: "behind" in window.last)  # type: ignore[misc]
    window.type("near king 1", "Enter")
    window.until(lambda: window.count("near king · zero") == 1 and "behind" in window.last)
    window.type("stop", "Enter")
    window.until(lambda: any("Stopped at" in line for line in window.lines[-12:]))
    window.until(lambda: window.last.startswith("tales:zero ❯"))
    assert not window.count("training behind ")
