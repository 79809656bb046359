"""`… > FILE.svg` through the shell: the picture, and what is said; without Matplotlib, stopped, on a full disk."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from embrepl.commands import table
from embrepl.commands.answers.base import Answer
from embrepl.commands.command import Command
from embrepl.commands.lexer import statements
from embrepl.commands.options import CommandOptions
from embrepl.session.session import Session
from embrepl.shell.runner import Runner
from embrepl.view.charts.table import CHARTS
from embrepl.view.printing import fonts
from tests.helpers.sessions import Talk, talking
from tests.view.printing.charts import a_map


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    with talking(tmp_path) as talk:
        kind = type(talk("objectives"))
        monkeypatch.setitem(CHARTS, kind, lambda answer: a_map(("king", "国王")))
        yield talk


def said(talk: Talk, line: str) -> str:
    """Run a line as the shell does, and return its notes."""
    runner = Runner(talk.session)
    notes: list[str] = []
    talk.session.listener.note = notes.append  # type: ignore[method-assign]
    (statement,) = statements(line)
    runner.statement(statement)
    return "\n".join(notes)


@pytest.mark.parametrize("format", ["svg", "png", "pdf"])
def test_a_picture_is_written(talk: Talk, tmp_path: Path, format: str) -> None:  # noqa: A002
    path = tmp_path / f"a.{format}"
    note = said(talk, f"objectives > {path}")
    assert note.startswith(f"Wrote {path} ({format}, ")
    assert note.endswith(").")
    assert path.stat().st_size > 1000


def test_what_no_font_has_is_said(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_letters", lambda name: frozenset(range(0x20, 0x250)))
    assert "No font here has 国 王" in said(talk, f"objectives > {tmp_path}/a.png")


def test_svg_goes_to_standard_output_too(talk: Talk, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    said(talk, "objectives --format svg")
    assert capfdbinary.readouterr().out.startswith(b"<?xml")


@pytest.mark.parametrize("line", ["objectives > a.svg", "objectives --format svg"])
def test_without_matplotlib_the_command_does_not_begin(
    talk: Talk, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun: list[object] = []
    known = replace(table.command("objectives"), run=lambda session, options: begun.append(session))
    monkeypatch.setattr(table, "command", lambda name: known)
    monkeypatch.setattr("embrepl.system.pictures.find_spec", lambda name: None)
    said(talk, line)
    error = capsys.readouterr().err
    assert "missing-library  A picture as svg needs Matplotlib." in error
    assert "pip install 'embrepl[pictures]'" in error
    assert not begun


def pressed_while_it_ran() -> Command:
    """Return a command during which Ctrl-C is pressed when nothing of it can be stopped any more."""
    known = table.command("objectives")

    def run(session: Session, options: CommandOptions) -> Answer:
        answer = known.run(session, options)
        session.interrupts.press()
        return answer

    return replace(known, run=run)


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.csv"])
def test_ctrl_c_at_the_end_of_a_command_leaves_no_file(
    talk: Talk, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = pressed_while_it_ran()
    with monkeypatch.context() as patched:
        patched.setattr(table, "command", lambda _: late)
        assert said(talk, f"objectives > {tmp_path}/{name}") == f"Stopped: {tmp_path}/{name} was not written."
    assert not list(tmp_path.glob("*a.*"))
    assert said(talk, f"objectives > {tmp_path}/{name}").startswith("Wrote")


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.csv"])
def test_a_full_disk_leaves_no_file(
    talk: Talk, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("embrepl.system.replacing.os.fsync", full)
        assert said(talk, f"objectives > {tmp_path}/{name}") == ""
    assert "cannot-write" in capsys.readouterr().err
    assert not list(tmp_path.glob("*a.*"))


INTERRUPTED = """
import _thread, sys
from embrepl.commands.provenance import Provenance
from embrepl.view.printing.drawing import printed
from tests.view.printing.charts import a_map

class Press:
    def find_spec(self, name, path=None, target=None):
        if name == "matplotlib.artist":
            sys.meta_path.remove(self)
            _thread.interrupt_main()

sys.meta_path.insert(0, Press())
try:
    printed(a_map(("a", "b")), "svg", Provenance("", (), ""))
except KeyboardInterrupt:
    print("stopped")
print(printed(a_map(("a", "b")), "svg", Provenance("", (), "")).content[:5])
"""


def test_ctrl_c_while_matplotlib_is_imported_spoils_no_later_picture() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[:2] == ["stopped", "b'<?xml'"], done.stderr
