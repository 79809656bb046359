"""Errors, and the console that they are drawn on."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from embrepl.commands.lexer import statements
from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.parser import parse_pieces
from embrepl.view.console import UNBOUNDED, make_console
from embrepl.view.errors import draw_error, print_error
from embrepl.view.safe import printable
from tests.helpers.samples import HOSTILE


def drawn(error: EmbreplError, width: int = 80) -> str:
    stream = io.StringIO()
    make_console(stream, width=width).print(draw_error(error))
    return stream.getvalue()


def test_code_message_and_hint() -> None:
    error = EmbreplError("unknown-word", "'kign' is not in zero.", "Did you mean `king`?")
    assert drawn(error) == "✗ unknown-word  'kign' is not in zero.\n  Did you mean `king`?\n"


@pytest.mark.parametrize("width", [20, 80])
def test_hostile_errors_are_safe(width: int) -> None:
    for text in HOSTILE:
        place = Place(text, len(text) // 2)
        for line in drawn(EmbreplError(text, f"{text}\n{text}\n{text}", text, place), width).split("\n"):
            assert printable(line) == line
            assert cell_len(line) <= width


LONG = "/srv/texts/a folder/" + "long name of a folder/" * 30 + "国王.txt"


@pytest.mark.parametrize("width", [20, 100])
def test_off_a_terminal_nothing_is_wrapped(width: int) -> None:
    stream = io.StringIO()
    error = EmbreplError("no-text", f"There is no text in {LONG}.\nmore", f"See {LONG}.", Place(f"{LONG} )", 5))
    print_error(make_console(stream, width=width), error)
    first, more, line, caret, hint, end = stream.getvalue().split("\n")
    assert (first, more, hint, end) == (f"✗ no-text  There is no text in {LONG}.", "  more", f"  See {LONG}.", "")
    assert line.startswith("  /srv/te")
    assert caret == "       ^"


def test_on_a_terminal_it_is() -> None:
    stream = Terminal()
    print_error(make_console(stream, width=50, colour=False), EmbreplError("no-text", LONG, LONG))
    assert all(cell_len(line) <= 50 for line in stream.getvalue().split("\n"))


def pointed(line: str, width: int = 200) -> tuple[str, str]:
    """Return how the last statement of a typed line is shown, and the line with the caret under it."""
    pieces = statements(line)[-1].tokens[1:]
    with pytest.raises(EmbreplError) as failure:
        parse_pieces(pieces, pieces[0].line)
    lines = drawn(failure.value, width).split("\n")
    at = next(at for at, each in enumerate(lines) if each.strip() == "^")
    return lines[at - 1], lines[at]


@given(st.text(st.sampled_from("ab王é\u0301\u0308\ufe0f\u3164🏽😀हि"), max_size=30))
def test_the_caret_stays_under_its_place(word: str) -> None:
    line, caret = pointed(f"near x{word} + )")
    assert cell_len(line[: line.rindex(")")]) == caret.index("^")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("near king (man", "(man"),
        ("near   king \t 2*man", "2*man"),
        ("dist a b;  near 国王 － （男人", "（"),
        ("near “ice cream” - -“well done” )", ")"),
        ("near 'ice cream'－king – + )", ")"),
        ("near -'a;b' + 'c d'*2 ", "*"),
        ("near 国王 — (男人 + ☃ （女人))", "（女人"),
        ("near (king (queen", "(queen"),
    ],
)
def test_the_caret_is_under_the_line_as_typed(line: str, wrong: str) -> None:
    shown, caret = pointed(line)
    assert shown == "  " + line.replace("\t", " ").rstrip()
    assert caret == " " * (2 + cell_len(line[: line.rindex(wrong)].replace("\t", " "))) + "^"


def test_the_caret_stays_in_sight() -> None:
    line, caret = pointed("near " + "国王" * 30 + " )", 40)
    assert line.startswith("  …")
    assert cell_len(line[: line.rindex(")")]) == caret.index("^") < 40


def test_a_long_line_is_shown_around_its_place() -> None:
    line, caret = pointed("near " + "king + " * 5_000 + ") + " + "king + " * 5_000)
    assert line.startswith("  …")
    assert line.endswith("…")
    assert line[caret.index("^")] == ")"


def test_settings_for_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert make_console(io.StringIO()).width == UNBOUNDED
    monkeypatch.setenv("COLUMNS", "72")
    assert make_console(io.StringIO()).width == 72
    assert make_console(io.StringIO(), width=50).width == 50


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("name", "value", "system"), [("TERM", "xterm", "standard"), ("TERM", "dumb", None), ("NO_COLOR", "1", None)]
)
def test_settings_for_a_terminal(monkeypatch: pytest.MonkeyPatch, name: str, value: str, system: str | None) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    console = make_console(Terminal())
    assert console.is_terminal
    assert console.color_system == system


@pytest.mark.parametrize(("encoding", "sign"), [("ascii", "x"), ("gbk", "x"), ("utf-8", "✗")])
def test_a_stream_that_is_not_unicode(encoding: str, sign: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    make_console(stream).print(draw_error(EmbreplError("bad", "王 – 😀")))
    stream.flush()
    text = raw.getvalue().decode(encoding)
    assert text.startswith(f"{sign} bad  ")
    assert ("王" in text) == (encoding != "ascii")
