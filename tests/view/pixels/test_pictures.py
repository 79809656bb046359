"""`--pixels` in the shell: where the terminal shows them, where it does not, and in a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from embrepl.commands import table
from embrepl.commands.lexer import statements
from embrepl.commands.options import PageOptions, PlotOptions
from embrepl.shell.manner import Manner
from embrepl.shell.runner import Runner
from embrepl.view.charts.table import CHARTS
from embrepl.view.pixels import pictures
from tests.helpers.sessions import Screen, Talk, talking
from tests.view.printing.charts import RECIPE, a_map


@dataclass(frozen=True, kw_only=True)
class Drawn(PlotOptions):
    """The options of a command that has a picture."""


@dataclass(frozen=True, kw_only=True)
class Mapped(PageOptions):
    """The options of a command whose answer is a picture."""


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    monkeypatch.delenv("EMBREPL_PIXELS", raising=False)
    with talking(tmp_path) as talk:
        monkeypatch.setitem(CHARTS, type(talk("objectives")), lambda answer: a_map(("king", "国王")))
        known = replace(table.command("objectives"), takes=Drawn)
        monkeypatch.setattr(table, "command", lambda name: known)
        yield talk


def shown(
    talk: Talk, line: str, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, manner: Manner | None = None
) -> tuple[str, str]:
    """Return what a line writes to standard output, and its notes."""
    notes: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        runner = Runner(talk.session, manner)
        talk.session.listener.note = notes.append  # type: ignore[method-assign]
        (statement,) = statements(line)
        assert runner.statement(statement)
    return stream.getvalue(), "\n".join(notes)


@pytest.mark.parametrize(("protocol", "begin"), [("kitty", "\x1b_G"), ("iterm", "\x1b]1337;"), ("sixel", "\x1bP0;1q")])
def test_pixels_where_the_terminal_shows_them(
    talk: Talk, protocol: str, begin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBREPL_PIXELS", protocol)
    for option in ("--pixels", "--plot"):
        out, notes = shown(talk, f"objectives {option}", Screen(), monkeypatch)
        assert out.startswith(begin)
        assert out.endswith("\n")
        assert notes == ""


def test_characters_and_a_word_why_where_it_does_not(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "protocol", lambda: "")
    out, notes = shown(talk, "objectives --pixels", Screen(), monkeypatch)
    assert "\x1b_G" not in out
    assert out.strip()
    assert notes == pictures.UNKNOWN


def test_no_pixels_unless_they_are_asked_for(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "protocol", lambda: pytest.fail("it is asked"))
    out, notes = shown(talk, "objectives", Screen(), monkeypatch)
    assert out.strip()
    assert notes == ""


def test_a_pipe_gets_the_table(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBREPL_PIXELS", "kitty")
    out, notes = shown(talk, "objectives --pixels", io.StringIO(), monkeypatch)
    assert "skipgram" in out
    assert "\x1b" not in out
    assert notes == ""


def test_an_answer_that_is_a_picture_needs_no_plot(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    known = replace(table.command("objectives"), takes=Mapped)
    monkeypatch.setattr(table, "command", lambda name: known)
    monkeypatch.setenv("EMBREPL_PIXELS", "kitty")
    assert shown(talk, "objectives", Screen(), monkeypatch)[0].startswith("\x1b_G")
    assert "\x1b_G" not in shown(talk, "objectives --plain", Screen(), monkeypatch)[0]


def test_a_screen_reader_gets_no_pixels(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBREPL_PIXELS", "kitty")
    for option in ("--pixels", "--plot"):
        assert "\x1b_G" not in shown(talk, f"objectives {option}", Screen(), monkeypatch, Manner(plain=True))[0]


def test_ctrl_c_within_a_picture_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pressed(Screen):
        pressed = False

        def write(self, text: str) -> int:
            if not self.pressed:
                self.pressed = True
                super().write(text[:9])
                raise KeyboardInterrupt
            return super().write(text)

    monkeypatch.setenv("EMBREPL_PIXELS", "kitty")
    monkeypatch.setattr(sys, "stdout", Pressed())
    with pytest.raises(KeyboardInterrupt):
        pictures.show(a_map(("king",)), RECIPE)
    assert sys.stdout.getvalue().endswith("\x1b\\")  # type: ignore[attr-defined]
