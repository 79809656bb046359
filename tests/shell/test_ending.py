"""Being ended by a signal, and Ctrl-C while leaving: the terminal and the folders are left in order."""

from __future__ import annotations

import os
import signal
import termios
from pathlib import Path

import pytest

import corpora
from embrepl.session.interrupts import Interrupts
from embrepl.session.session import Session
from embrepl.shell.interrupts import counting_interrupts
from tests.helpers.terminal import CTRL_C, Terminal, wait_until_gone

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")  # the child only runs a program

QUIT_KEY = "\x1c"
ENDLESS = "train --dim 8 --epochs 100000"


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


def answered(terminal: Terminal) -> bool:
    """Whether `kwic` has shown its lines, which it may have before anybody looks."""
    return any("hits" in line for line in terminal.screen.everything())


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
            terminal.until(lambda: not terminal.takes_keys() or answered(terminal))
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


def test_ctrl_c_while_leaving_is_answered_and_what_was_learnt_is_kept(homes: Path, text: Path) -> None:
    with Terminal(str(text)) as terminal:
        terminal.until(terminal.at_prompt)
        terminal.run(f"{ENDLESS} --name kept &")
        worker = terminal.worker()
        os.kill(worker, signal.SIGSTOP)  # so that there is a time to press in
        terminal.type("quit\r")
        terminal.until(terminal.busy)
        terminal.type(f"{CTRL_C}{QUIT_KEY}{CTRL_C}")
        terminal.until(lambda: "Leaving as soon as training kept has stopped" in terminal.text)
        os.kill(worker, signal.SIGCONT)
        assert terminal.status() == 0
        assert "training kept was stopped" in terminal.text
        assert "Traceback" not in terminal.text
        wait_until_gone(worker)
    assert not list((homes / "XDG_CACHE_HOME" / "embrepl" / "sessions").iterdir())


def test_keys_while_the_text_is_read_before_the_first_prompt(homes: Path, text: Path) -> None:
    with Terminal(str(text)) as terminal:
        terminal.until(terminal.busy)
        terminal.type(f"{QUIT_KEY}freq king\r")
        terminal.until(lambda: "rank" in terminal.since("freq king") and terminal.at_prompt())
        assert terminal.leave() == 0


def test_what_is_typed_ahead_survives_ctrl_c_while_an_answer_is_printed(homes: Path, text: Path) -> None:
    with Terminal(str(text)) as terminal:
        terminal.until(terminal.at_prompt)
        terminal.type("top 1000000 --format csv\r")
        terminal.until(lambda: "rank,word" in terminal.text and terminal.busy())  # and then it waits to be read
        terminal.type(f"{CTRL_C}freq king\r{CTRL_C}")
        terminal.until(lambda: "rank" in terminal.since("❯ freq king") and terminal.at_prompt())
        assert "\nStopped: not all of it is shown.\n" in terminal.text
        assert terminal.leave() == 0


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
