"""`… > FILE.svg` through the shell: the picture, what is said of it, and what happens without Matplotlib."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from embrepl.commands import table
from embrepl.commands.lexer import statements
from embrepl.shell.runner import Runner
from embrepl.view.charts.table import CHARTS
from embrepl.view.figures import fonts
from tests.helpers.sessions import Talk, talking
from tests.view.figures.charts import a_map


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
