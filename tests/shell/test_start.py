"""What the shell imports: nothing heavy before the first prompt, and never what trains.

Each test runs `main` in a fresh interpreter, on a pipe for a keyboard and a screen that notes which modules are loaded
when the prompt is drawn.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

TRAINING = {"tensorflow", "keras", "scipy", "embrepl.worker", "embrepl.objectives"}
ANSWERING = {"numpy", "rich"}  # imported once the prompt stands

AT_THE_PROMPT = """
import json, sys, threading
from embrepl.__main__ import main
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

class Screen(DummyOutput):
    at_prompt = ()

    def write(self, data):
        if "❯" in data:
            self.at_prompt = self.at_prompt or tuple(sys.modules)

folder, keys = sys.argv[1:]
screen = Screen()
sys.stdin.isatty = sys.stdout.isatty = lambda: True
with create_pipe_input() as keyboard, create_app_session(keyboard, screen):
    keyboard.send_text(keys)
    status = main([])
for thread in threading.enumerate():
    if thread.name == "get-ready":
        thread.join()
with open(f"{folder}/modules.json", "w") as file:
    json.dump([screen.at_prompt, tuple(sys.modules)], file)
sys.exit(status)
"""
VERSION = """
import sys
before = set(sys.modules)
from embrepl.__main__ import main
main(["--version"])
print(*sorted(set(sys.modules) - before))
"""


class Seen(NamedTuple):
    """The modules loaded when the first prompt was drawn and when all was over, and what was printed."""

    at_prompt: set[str]
    in_the_end: set[str]
    output: str
    errors: str


Typed = Callable[[str], Seen]


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """Return a function that types keys at the prompt of a fresh process and tells what was seen."""

    def run(keys: str) -> Seen:
        done = python(AT_THE_PROMPT, str(tmp_path), keys)
        at_prompt, in_the_end = json.loads((tmp_path / "modules.json").read_text())
        return Seen(set(at_prompt), set(in_the_end), done.stdout, done.stderr)

    return run


def python(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter, without a keyboard."""
    command = [sys.executable, "-X", "utf8", "-c", program, *arguments]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done


def test_the_first_prompt_stands_before_anything_heavy_is_imported(typed: Typed) -> None:
    seen = typed("\x04")

    assert "embrepl.shell.loop" in seen.at_prompt
    assert not seen.at_prompt & (TRAINING | ANSWERING)
    assert "load PATH" in seen.errors


def test_the_first_answer_finds_its_modules_imported_while_the_user_reads(typed: Typed) -> None:
    seen = typed("\x04")

    assert seen.in_the_end >= ANSWERING | {"embrepl.shell.runner", "embrepl.space.space"}
    assert not seen.in_the_end & TRAINING


def test_commands_never_bring_what_trains_into_the_shell(typed: Typed) -> None:
    seen = typed("help\rnear king\r\x04")

    assert "near" in seen.output
    assert "nothing-trained" in seen.errors
    assert seen.in_the_end >= ANSWERING
    assert not seen.in_the_end & TRAINING


def test_the_version_is_told_with_next_to_no_imports() -> None:
    version, modules = python(VERSION).stdout.splitlines()
    loaded = set(modules.split())

    assert version.startswith("embrepl ")
    assert {name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names} == {
        "embrepl",
        "embrepl.__main__",
        "embrepl.shell",
        "embrepl.shell.streams",
    }
    assert not loaded & {"argparse", "asyncio", "dataclasses", "json", "logging", "pathlib", "subprocess"}


def test_the_files_of_a_user_are_not_run(tmp_path: Path) -> None:
    """`python -m` puts the working folder before Python's own modules, so files there could stand for those."""
    for name in ("numpy", "typing", "argparse", "rich", "json", "queue"):
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name}.py was run')\n")
    (tmp_path / "a.txt").write_text("a b a\n")
    begin = [sys.executable, "-m", "embrepl", "a.txt", "-c", "top 1", "--format", "csv"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(begin, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["1,a,2,666666.6666666666,0.6666666666666666"]), (
        done.stderr
    )
