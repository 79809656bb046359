"""Whether a terminal shows pixels, asked on pseudo-terminals of every kind."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

import pexpect

from embrepl.view.pixels.finding import PATIENCE, protocol

PATIENT = 60.0  # seconds
ASKS = """
import json, select, sys, termios, time, tty
before = termios.tcgetattr(0)
from embrepl.view.pixels.finding import protocol
if len(sys.argv) > 2:
    tty.setcbreak(0, termios.TCSANOW)
    print("READY", flush=True)
    select.select([0], [], [], 60)
    termios.tcsetattr(0, termios.TCSANOW, before)
begin = time.monotonic()
found = protocol()
seconds = time.monotonic() - begin
same = termios.tcgetattr(0) == before
tty.setcbreak(0, termios.TCSANOW)
left = []
while select.select([0], [], [], 0.05)[0]:
    left.append(sys.stdin.buffer.raw.read(1).decode())
termios.tcsetattr(0, termios.TCSANOW, before)
open(sys.argv[1], "w").write(json.dumps([found, same, "".join(left), seconds]))
"""
UNKNOWN = {"TERM": "xterm-256color"}
SAYING = ("TERM", "TERM_PROGRAM", "LC_TERMINAL", "KITTY_WINDOW_ID", "TMUX", "STY", "EMBREPL_PIXELS")


def on_terminal(
    tmp_path: Path, environment: dict[str, str], answer: bytes | None, typed: bytes = b""
) -> tuple[str, bool, str, float, bytes]:
    """Ask on a terminal that answers so; return what was found, whether stty is the same, what is left, and more."""
    kept = {name: value for name, value in os.environ.items() if name not in SAYING}
    path = tmp_path / "found.json"
    arguments = ["-c", ASKS, str(path), *(["typed"] * bool(typed))]
    process = pexpect.spawn(sys.executable, arguments, env=kept | environment, timeout=PATIENT)
    process.delaybeforesend = None
    if typed:
        process.expect_exact("READY")
        process.send(typed)
    shown, until = b"", time.monotonic() + PATIENT
    while time.monotonic() < until:
        try:
            shown += process.read_nonblocking(4096, timeout=0.05)
        except pexpect.TIMEOUT:
            continue
        except pexpect.EOF:
            break
        if b"\x1b[c" in shown and answer is not None:
            process.send(answer)
            answer = None
    process.close()
    assert process.exitstatus == 0, shown
    found, same, left, seconds = json.loads(path.read_text())
    return found, same, left, seconds, shown


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"\x1b[?62;4;22c", "sixel"),
        (b"\x1b[?4c", "sixel"),
        (b"\x1b[?64;1;2;14;24c", ""),
        (b"\x1b[?6c", ""),
        (b"\x1b[?;;c", ""),
    ],
)
def test_a_terminal_that_answers(tmp_path: Path, answer: bytes, expected: str) -> None:
    found, same, left, _, shown = on_terminal(tmp_path, UNKNOWN, answer)
    assert (found, same, left) == (expected, True, "")
    assert shown.count(b"\x1b") == 1  # the question alone


def test_a_terminal_that_says_nothing(tmp_path: Path) -> None:
    found, same, left, seconds, _ = on_terminal(tmp_path, UNKNOWN, None)
    assert (found, same, left) == ("", True, "")
    assert PATIENCE <= seconds < PATIENT


@pytest.mark.parametrize("answer", [b"garbage", b"\x1b[?4", b"\xff\xfe\x00\x1b]c", b"\x1b[?4x" * 2000])
def test_a_terminal_that_says_anything(tmp_path: Path, answer: bytes) -> None:
    found, same, _, _, _ = on_terminal(tmp_path, UNKNOWN, answer)
    assert (found, same) == ("", True)


@pytest.mark.parametrize("typed", [b"near king\n", b"near"])
def test_keys_that_wait_are_left_to_the_prompt(tmp_path: Path, typed: bytes) -> None:
    found, same, left, _, shown = on_terminal(tmp_path, UNKNOWN, b"\x1b[?62;4c", typed=typed)
    assert (found, same, left) == ("", True, typed.decode())
    assert b"\x1b[c" not in shown


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "iterm"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "iterm"),
        ({"TERM": "xterm-256color", "EMBREPL_PIXELS": "sixel"}, "sixel"),
        ({"TERM": "xterm-kitty", "EMBREPL_PIXELS": "no"}, ""),
        ({"TERM": "dumb", "KITTY_WINDOW_ID": "1"}, ""),
        ({"TERM": "xterm-kitty", "TMUX": "socket,1,0"}, ""),
        ({"TERM": "screen-256color", "TERM_PROGRAM": "iTerm.app"}, ""),
        ({"TERM": "xterm-256color", "STY": "1.x"}, ""),
        ({}, ""),
    ],
)
def test_what_the_environment_says_needs_no_question(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("embrepl.view.pixels.finding.attributes", lambda: pytest.fail("it asks"))
    assert protocol(environment) == expected


def test_off_a_terminal_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    monkeypatch.setattr("embrepl.view.pixels.finding.attributes", lambda: pytest.fail("it asks"))
    assert protocol({"TERM": "xterm-kitty"}) == ""
