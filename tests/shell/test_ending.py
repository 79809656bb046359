"""Being ended by a signal, and Ctrl-C at every moment that there is: the terminal and the folders are left in order."""

from __future__ import annotations

import io
import os
import signal
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import corpora
from embrepl.commands.options import CommandOptions
from embrepl.commands.run import run
from embrepl.session.interrupts import Interrupts
from embrepl.session.session import Session
from embrepl.shell.interrupts import counting_interrupts
from embrepl.shell.manner import Manner
from embrepl.shell.runner import Runner
from tests.helpers.terminal import CTRL_C, Terminal, wait_until_gone
from tests.helpers.texts import corpus_of

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")  # the child only runs a program

QUIT_KEY = "\x1c"
ENDLESS = "train --dim 8 --epochs 100000"
LONG_SWEEP = 2_000  # moments, more than there are


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "tales.txt"
    path.write_text(corpora.text("en", words=20_000), encoding="utf-8")
    return path


def echoes(screen: int) -> bool:
    mode = termios.tcgetattr(screen)[3]
    return bool(mode & termios.ECHO and mode & termios.ICANON)


@pytest.mark.parametrize(
    ("ending", "doing"),
    [
        (signal.SIGTERM, ENDLESS), (signal.SIGTERM, ""), (signal.SIGHUP, ""), (signal.SIGHUP, "wait"),
        (signal.SIGQUIT, "kwic a"),
    ],
)  # fmt: skip
def test_a_signal_leaves_the_terminal_and_no_folders(
    homes: Path, text: Path, ending: signal.Signals, doing: str
) -> None:
    with Terminal(str(text)) as terminal:
        terminal.until(terminal.at_prompt)
        if doing == "wait":
            terminal.run(f"{ENDLESS} &")
        worker = terminal.worker()
        if doing:
            terminal.type(f"{doing}\r")
            terminal.until(lambda: not terminal.takes_keys())
        screen = os.dup(terminal.process.child_fd)
        terminal.process.kill(ending)
        assert terminal.status() == 128 + ending
        assert echoes(screen)
        os.close(screen)
        assert not list((homes / "XDG_CACHE_HOME" / "embrepl" / "sessions").iterdir())
        wait_until_gone(worker)


def test_the_key_that_quits_ends_nothing_and_what_is_typed_ahead_survives_ctrl_c(homes: Path, text: Path) -> None:
    with Terminal(str(text)) as terminal:
        terminal.until(terminal.at_prompt)
        terminal.type(f"{ENDLESS}\r")
        terminal.until(terminal.busy)
        terminal.type(f"{QUIT_KEY}freq king\r{CTRL_C}")
        terminal.until(lambda: "rank" in terminal.since("freq king") and terminal.at_prompt())
        assert terminal.leave() == 0


def pressing(times: Callable[[int], bool], press: Callable[[], None]) -> tuple[Any, list[int]]:
    """Return a tracer that presses at those lines of what is traced, and a list that counts them."""
    seen: list[int] = []

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if "embrepl" not in frame.f_code.co_filename and "contextlib" not in frame.f_code.co_filename:
            return None
        if event in {"line", "return"} and frame.f_code.co_name != "press":
            seen.append(frame.f_lineno)
            if times(len(seen)):
                press()
        return trace

    return trace, seen


@pytest.mark.parametrize("between", [1, 2, 3, 5, 8, 13])
def test_two_presses_at_any_moment_of_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, between: int) -> None:
    session = Session(log=Path(os.devnull))
    session.corpora["c"] = corpus_of(tmp_path, {"a.txt": "a b a"})
    session.current_corpus = "c"
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    runner = Runner(session, Manner(format="csv"))
    runner.lines("top 2")  # what is imported late is there
    answer = run(session, _statement("top 2"))[0]
    stopped = 0
    for first in range(1, LONG_SWEEP):
        presses = {first, first + between}
        trace, seen = pressing(lambda at, presses=presses: at in presses, session.interrupts.press)  # type: ignore[misc]
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            runner._show(answer, CommandOptions())
        finally:
            sys.settrace(before)
        session.interrupts.take()
        stopped += "Stopped" in sys.stderr.getvalue()  # type: ignore[attr-defined]
        if len(seen) < first:
            break
    assert stopped > 10
    assert first < LONG_SWEEP - 1
    runner.lines("freq a")
    assert "a" in sys.stdout.getvalue().splitlines()[-1]  # type: ignore[attr-defined]


def _statement(line: str) -> Any:
    from embrepl.commands.lexer import statements

    (statement,) = statements(line)
    return statement


def test_only_the_first_press_raises() -> None:
    interrupts = Interrupts()
    with pytest.raises(KeyboardInterrupt), interrupts.raised():
        try:
            interrupts.press()
        finally:
            interrupts.press()
    interrupts.press()
    assert interrupts.take() == 3


def test_a_press_while_python_clears_something_away_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    class Cleared:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    session = Session(log=Path(os.devnull))
    with counting_interrupts(session), pytest.raises(KeyboardInterrupt), session.interrupts.raised():
        cleared = Cleared()
        del cleared
        assert session.interrupts.count == 1
        signal.raise_signal(signal.SIGINT)
        pytest.fail("the next press was lost too")
    assert "Traceback" not in capsys.readouterr().err
