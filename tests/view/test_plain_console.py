"""Tables in a file or a pipe: nothing is cut, and nothing is drawn."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.text import ContextRow, Contexts, TopRow, TopWords
from embrepl.commands.answers.words import WordVector
from embrepl.view.console import make_console
from embrepl.view.formats.writing import write
from embrepl.view.progress.live import QuietListener, make_listener
from tests.helpers.samples import answer_kinds, filled
from tests.helpers.sessions import shown

DRAWN = re.compile("[\u2500-\u259f]")
LONG = "Donaudampfschifffahrtsgesellschaft" * 9


def piped(answer: Answer) -> str:
    """Return a table as a file gets it."""
    stream = io.StringIO()
    write(answer, "table", stream, make_console(stream))
    return stream.getvalue()


@pytest.mark.parametrize("kind", answer_kinds())
def test_no_lines_are_drawn(kind: type[Answer]) -> None:
    for many in (2, 60):
        output = piped(filled(kind, LONG, many=many))
        assert not DRAWN.search(output)
        assert "…" not in output.replace("(1, …, 1)", "")
        assert not [line for line in output.split("\n") if line != line.rstrip()]


def test_a_terminal_may_be_asked_for_the_same() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream, answer = Terminal(), filled(TopWords, LONG, many=3)
    console = make_console(stream, plain=True, colour=False)
    write(answer, "table", stream, console)
    assert stream.getvalue() == piped(answer)
    assert isinstance(make_listener(console), QuietListener)


def test_long_tables_have_no_rule_either() -> None:
    rows = tuple(TopRow(at, f"w{at}", 9, 1.0, 0.5) for at in range(300))
    header, *lines = piped(TopWords("c", 9, 9, rows)).splitlines()[2:]
    assert header.split() == ["word", "count", "per", "million", "cumulative", "%"]
    assert len(lines) == 300


def test_a_vector_has_all_its_numbers() -> None:
    output = piped(WordVector("king", "zero", 1, 2, 3, 1.0, (0.25,) * 1_000))
    assert output.count("0.250") == 1_000


ROWS = tuple(
    ContextRow("a/b.txt", None, at + 1, None, f"{'left ' * 16}", "hit", f" {'right ' * 14}end") for at in range(2)
)
WIDE = tuple(ContextRow("b.txt", None, 1, None, "国王" * 40, "王后", "می\u200cروم" * 9) for _ in range(2))


@pytest.mark.parametrize("rows", [ROWS, WIDE])
def test_contexts_are_whole_in_a_file(rows: tuple[ContextRow, ...]) -> None:
    output = piped(Contexts("hit", "c", 2, "", rows)).splitlines()[2:]
    for line, row in zip(output, rows, strict=True):
        assert f"{row.left.rstrip()}  {row.match}  {row.right.strip()}  line {row.line}" == line


@pytest.mark.parametrize("width", [20, 60, 80, 200, 400])
@pytest.mark.parametrize("rows", [ROWS, WIDE])
def test_a_width_that_was_asked_for_is_obeyed_on_a_terminal(rows: tuple[ContextRow, ...], width: int) -> None:
    output = shown(Contexts("hit", "c", 2, "", rows, whole=True), width=width)
    assert max(map(cell_len, output.splitlines())) <= width
    if width < 400:
        for row in rows:
            together = "".join(f"{row.left}{row.match}{row.right}".split())
            assert output.count(f"line {row.line}\n") == (2 if rows is WIDE else 1)
            assert together in "".join(output.split())
    else:
        assert output.splitlines()[2].endswith("  line 1")
    cut = shown(Contexts("hit", "c", 2, "", rows), width=80).splitlines()
    assert len(cut) == 4
