"""Two Ctrl-C at any moments, again and again, on a real terminal: none ends the shell, and no model is lost.

Left out of the usual run: `make torture`.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

import corpora
from tests.helpers.terminal import CTRL_C, Terminal

TRIES = int(os.environ.get("EMBREPL_PRESSES", "150"))
pytestmark = [
    pytest.mark.torture,
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
    pytest.mark.timeout(3600),
]
LINES = (
    "near king 200",
    "kwic the 500",
    "top 2000",
    "train --dim 4 --epochs 3 --name spare; drop spare",
    "health",
    "x",
)


def test_two_presses_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    path = tmp_path / "tales.txt"
    path.write_text(corpora.text("en", words=20_000), encoding="utf-8")
    rng = random.Random(0)
    with Terminal(str(path)) as terminal:
        terminal.until(terminal.at_prompt)
        terminal.run("train spectral --dim 8 --name kept")
        for attempt in range(TRIES):
            terminal.type(f"{LINES[attempt % len(LINES)]}\r")
            for pause in (rng.uniform(0, 0.3), rng.choice([0.0, 0.001, 0.02, 0.1])):
                time.sleep(pause)
                terminal.type(CTRL_C)
            terminal.until(terminal.at_prompt)
            terminal.settle()
        terminal.run("use kept")
        assert "near king · kept" in terminal.run("near king 1")
        assert "Traceback" not in terminal.text
        assert terminal.leave() == 0
