"""How answers get onto the screen: long ones in parts that Ctrl-C ends, several of one format apart from each other."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.text import Text

from embrepl.commands.answers.text import TopRow, TopWords
from embrepl.commands.lexer import statements
from embrepl.session.session import Session
from embrepl.shell.manner import Manner
from embrepl.shell.runner import Runner
from embrepl.view import style
from embrepl.view.columns import Column
from embrepl.view.console import make_console
from embrepl.view.formats.writing import write
from embrepl.view.style import Columns
from tests.helpers.texts import corpus_of

NAMES = ["word", "王后", "wörld", "e\u0301", "long" * 30, "x\x1b[31m", ""]


def top(rows: int) -> TopWords:
    names = [NAMES[at % len(NAMES)] for at in range(rows)]
    return TopWords(
        "c", 10**6, rows, tuple(TopRow(at + 1, name, 9 * rows - at, 1.5, 0.5) for at, name in enumerate(names))
    )


def drawn(answer: TopWords, width: int) -> str:
    stream = io.StringIO()
    write(answer, "table", stream, make_console(stream, width=width))
    return stream.getvalue()


@pytest.mark.parametrize("width", [30, 60, 100, 200])
def test_a_long_table_looks_like_a_short_one(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    short = drawn(top(50), width)
    monkeypatch.setattr(style, "LONG_TABLE", 10)
    assert drawn(top(50), width) == short


def test_cells_of_several_colours_in_a_long_table() -> None:
    cells = [Text.assemble(("a", "bold"), " b")] * 300
    stream = io.StringIO()
    make_console(stream, width=40, colour=True).print(Columns(Column("x", cells), Column("y", cells, right=True)))
    assert stream.getvalue().count("\x1b[1ma\x1b[0m b") == 600


class Screen(io.StringIO):
    """A screen at which somebody presses Ctrl-C once so many lines are shown."""

    def __init__(self, session: Session, lines: int) -> None:
        super().__init__()
        self._session, self._lines = session, lines

    def write(self, text: str) -> int:
        written = super().write(text)
        if self._lines and self.getvalue().count("\n") > self._lines:
            self._lines = 0
            self._session.interrupts.press()
        return written

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("name", ["table", "csv"])
def test_ctrl_c_ends_a_long_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    session = Session(log=Path("/dev/null"))
    session.corpora["c"] = corpus_of(tmp_path, {"a.txt": " ".join(f"w{at}" for at in range(30_000))})
    session.current_corpus = "c"
    screen, said = Screen(session, 200), io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stderr", said)
    runner = Runner(session, Manner(name))
    runner.lines("top 30000; top 1")
    assert 100 < screen.getvalue().count("\n") < 25_000
    assert "not all of it is shown" in said.getvalue()
    assert not session.interrupts._raises
    runner.lines("freq w1")
    assert "w1" in screen.getvalue().splitlines()[-1]


def test_answers_of_one_format_are_parted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(log=Path("/dev/null"))
    session.corpora["c"] = corpus_of(tmp_path, {"a.txt": "a b a"})
    session.current_corpus = "c"
    runner = Runner(session, Manner("md"))
    for (statement,) in map(statements, ("top 1", "freq b", "find a --format jsonl", "top 1")):
        assert runner.statement(statement)
    parts = capsys.readouterr().out.split("\n\n")
    assert [part.split()[1] for part in parts] == ["rank", "query"]
    assert parts[1].splitlines()[3].startswith('{"kind": "found"')
