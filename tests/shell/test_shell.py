"""The prompt on a pipe for a keyboard and no screen: a loop that survives."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from embrepl.session.session import Session
from embrepl.shell import runner
from embrepl.shell.loop import Shell
from embrepl.shell.manner import Manner
from embrepl.system import places
from embrepl.training.client import WorkerClient
from embrepl.training.protocol import Failed
from tests.helpers.clients import begin as begin_job

PATIENCE = 60.0  # seconds after which a shell is taken to hang


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as keyboard, create_app_session(keyboard, DummyOutput()):
        hung = threading.Timer(
            PATIENCE, keyboard.close
        )  # a shell that waits for ever is told that the keyboard is gone
        hung.start()
        yield keyboard
        hung.cancel()
        assert not keyboard.closed


def test_a_line_is_run_and_ctrl_d_leaves(
    session: Session, keyboard: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    keyboard.send_text("near king 2\r\x04")
    Shell(session).run()
    assert "cosine" in capsys.readouterr().out


def test_the_command_that_a_question_means_is_shown_and_put_into_the_history(
    session: Session, keyboard: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    keyboard.send_text("what is close to king?\r\x04")
    Shell(session).run()
    shown = capsys.readouterr()
    assert shown.err.splitlines() == ["❯ near king"]
    assert "near king" in shown.out
    history = (places.state_folder() / "history").read_text(encoding="utf-8")
    typed = [line[1:] for line in history.splitlines() if line.startswith("+")]
    assert typed == ["what is close to king?", "near king"]


def test_quit_leaves(session: Session, keyboard: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    keyboard.send_text("models; quit; near king\rnear king\r")
    Shell(session).run()
    shown = capsys.readouterr().out
    assert "armies" in shown
    assert "queen" not in shown


def test_ctrl_c_drops_the_line(session: Session, keyboard: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    keyboard.send_text("nonsense\x03\x03\x03models\r\x04")
    Shell(session).run()
    shown = capsys.readouterr()
    assert "armies" in shown.out
    assert not shown.err


@pytest.mark.parametrize(
    ("typed", "answer"), [("y\r", True), ("\r", False), ("no\r", False), ("\x03", False), ("\x04", False)]
)
def test_what_is_asked_is_answered_with_a_key(session: Session, keyboard: PipeInput, typed: str, answer: bool) -> None:
    Shell(session)
    assert session.confirm is not None
    keyboard.send_text(typed)
    assert session.confirm("Remove it?") is answer


def test_pasted_lines_are_run_one_after_the_other(
    session: Session, keyboard: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    keyboard.send_text("\x1b[200~near king 1 # the first\nvec queen\r\nuse armies\nnosuch\nnear one\x1b[201~\r\x04")
    Shell(session).run(manner=Manner("jsonl"))
    shown = capsys.readouterr()
    assert [line.split('"')[3] for line in shown.out.splitlines()] == ["neighbours", "vector", "used"]
    assert "nosuch" in shown.err


def test_an_exception_in_a_command_is_logged_and_survived(
    session: Session,
    keyboard: PipeInput,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    private_home: Path,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault for \x1b[31m\ud800 this test")

    monkeypatch.setattr(runner, "run", broken)
    monkeypatch.setenv("COLUMNS", "500")
    keyboard.send_text("near king\rnear queen\r\x04")
    Shell(session).run()
    log = private_home / "xdg_state_home" / "embrepl" / "errors.log"
    shown = capsys.readouterr().err
    assert shown.count("unexpected  ZeroDivisionError: a fault for \\x1b[31m\\ud800 this test") == 2
    assert f"its traceback is in {log}." in shown
    assert "Traceback" not in shown
    assert log.read_text(encoding="utf-8").count("in broken\n") == 2
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_an_exception_is_survived_where_no_log_can_be_written(
    session: Session,
    keyboard: PipeInput,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    monkeypatch.setattr(runner, "run", lambda *_: 1 / 0)
    keyboard.send_text("near king\r\x04")
    Shell(session).run()
    assert "could not be written" in capsys.readouterr().err


def test_history_is_private_and_remembered(session: Session, keyboard: PipeInput, private_home: Path) -> None:
    keyboard.send_text("models # 猫\r\x04")
    Shell(session).run()
    folder = private_home / "xdg_state_home" / "embrepl"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "history").stat().st_mode) == 0o600
    assert "+models # 猫\n" in (folder / "history").read_text(encoding="utf-8")


def test_a_history_that_was_open_to_others_is_closed_to_them(
    session: Session, keyboard: PipeInput, private_home: Path
) -> None:
    folder = private_home / "xdg_state_home" / "embrepl"
    folder.mkdir(parents=True)
    (folder / "history").touch(mode=0o644)
    keyboard.send_text("\x04")
    Shell(session).run()
    assert stat.S_IMODE((folder / "history").stat().st_mode) == 0o600


def test_a_history_that_cannot_be_written_ends_nothing(
    session: Session, keyboard: PipeInput, private_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(session)
    history = private_home / "xdg_state_home" / "embrepl" / "history"
    history.unlink()
    history.mkdir()
    keyboard.send_text("models\rmodels\r\x04")
    shell.run()
    assert capsys.readouterr().out.count("armies") == 2


def test_a_job_that_ended_in_the_background_is_told(
    session: Session, keyboard: PipeInput, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    job = begin_job(session, tmp_path)
    session.jobs.client.events.put(Failed(1, "diverged", "The loss is no longer a number.", "Give a smaller step."))
    keyboard.send_text("models\r\x04")
    Shell(session).run()
    assert job not in session.jobs.unreported
    assert capsys.readouterr().err.count("diverged") == 1


def test_a_dumb_terminal(
    session: Session,
    keyboard: PipeInput,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """What the prompt runs beside itself elsewhere is done before it there."""
    started: list[object] = []
    monkeypatch.setattr(WorkerClient, "start", started.append)
    monkeypatch.setenv("TERM", "dumb")
    begin_job(session, tmp_path)
    session.jobs.client.events.put(Failed(1, "diverged", "The loss is no longer a number.", "Give a smaller step."))
    keyboard.send_text("near king 2\r\x04")
    Shell(session).run()
    shown = capsys.readouterr()
    assert "diverged" in shown.err
    assert "cosine" in shown.out


letters = st.characters(exclude_categories=["Cc"]) | st.sampled_from(
    "\x00\x01\x02\x06\x08\t\n\x0b\x0c\r\x0e\x10\x15\x17\x7f"
)


@settings(max_examples=40, deadline=None)
@given(st.text(letters, max_size=40))
def test_nothing_that_is_typed_ends_the_shell(line: str) -> None:
    """Keys that leave, or that take the next key as their own, stay out; a half surrogate is sent as its bytes."""
    session = Session()
    session.jobs.client.start = lambda: None  # type: ignore[method-assign]
    with create_pipe_input() as keyboard, create_app_session(keyboard, DummyOutput()):
        hung = threading.Timer(PATIENCE, keyboard.close)
        hung.start()
        keyboard.send_bytes(line.encode("utf-8", "surrogatepass"))
        keyboard.send_text("\x03;;; quit\r")
        Shell(session).run()
        hung.cancel()
        assert not keyboard.closed
