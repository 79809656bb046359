"""Whatever Tab completes is one word of the line and nothing else, whatever a file or a word is called."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prompt_toolkit.completion import CompleteEvent, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import TransformationInput

from embrepl.commands.lexer import Token, quote, statements, tokens, typed_lines
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.shell.completion import ShellCompleter
from embrepl.shell.prompt import HiddenLetters
from embrepl.system.places import expand_home
from embrepl.training.protocol import Trained
from embrepl.view.safe import is_hidden, printable, visible
from tests.shell.conftest import a_space

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse some of these names")

ODD = (
    "ab王é3é \u00a0\u3000\t\n\r\x0b\x1b\x7f\x85\u2028;；&＆#＃|>＞~～*?[]{}$!`\\/'\"’‘“”„«»「」《》＂＇()（）"
    "+-－—–=＝,，、.:@%^\u200b\u200c\u200d\u202e\u2066\u2069\ufeff\u0301ａＡ１\U0001f600\udc80\udcff\udced"
)
TEXTS = st.one_of(st.text(st.sampled_from(ODD), min_size=1, max_size=12), st.text(min_size=1, max_size=12))
NAMES = TEXTS.filter(lambda name: "/" not in name and "\0" not in name and name not in {".", ".."})
COMMAND = "bb;export\u00a0glove\u00a0v.txt\u00a0--force"
BEGINNINGS = ["load ", 'load "', "load '", "load x.txt ", "train zero --init ", "train zero --init=", 'train --init="']


def offers(session: Session, before: str, after: str = "") -> list[Completion]:
    """Return what Tab offers between two parts of a line."""
    document = Document(before + after, len(before))
    return list(ShellCompleter(session).get_completions(document, CompleteEvent(completion_requested=True)))


def lines(session: Session, before: str, after: str = "") -> list[str]:
    """Return the lines that Tab makes of two parts of one."""
    return [before[: len(before) + each.start_position] + each.text + after for each in offers(session, before, after)]


def words_of(line: str) -> tuple[Token, ...]:
    """Return the words of what must be one line and one statement."""
    (whole,) = typed_lines(line)
    (statement,) = statements(whole)
    assert not statement.background
    return statement.tokens


def breaks_in_marks(name: str) -> bool:
    """Return whether a name has a line break behind a mark that may close it; such a name is not offered."""
    return bool(set(name.partition("\n")[0]) & set("“”„‟＂")) and "\n" in name


def as_file_name(name: str) -> str | None:
    """Return a name as the file system gives it back, None where it refuses it."""
    try:
        return os.fsdecode(os.fsencode(name)) if len(os.fsencode(name)) < 200 else None
    except UnicodeEncodeError:
        return None


@example(COMMAND)
@example('a" b')
@example("\n\"'\n")
@example("a\\")
@example("-")
@example("~root")
@given(NAMES)
def test_a_text_that_is_quoted_is_one_word(name: str) -> None:
    for marks in (False, True):
        (token,) = tokens(quote(name, marks=marks))
        assert token.text == name


@example(COMMAND, False)
@example("a\nb", True)
@example("a'b", False)
@given(NAMES, st.booleans())
def test_a_file_or_folder_is_one_word_and_that_very_file(name: str, is_folder: bool) -> None:
    session = Session(log=Path("/dev/null"))
    kept = as_file_name(name)
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            if kept is None:
                return
            Path(kept).mkdir() if is_folder else Path(kept).touch()
            for beginning in BEGINNINGS:
                made = [line for line in lines(session, beginning) if not line.endswith(("random", "spectral"))]
                if not made and breaks_in_marks(kept):
                    continue
                (line,) = made
                word = words_of(line)[-1].text.removeprefix("--init=")
                assert Path(expand_home(word)).samefile(kept)
                assert word.endswith("/") == is_folder
                assert not word.startswith(("-", "~"))
        finally:
            os.chdir(before)


@given(NAMES, NAMES)
def test_a_file_in_a_folder_is_found_however_that_is_written(folder: str, name: str) -> None:
    session = Session(log=Path("/dev/null"))
    with tempfile.TemporaryDirectory() as parent:
        if not (inner := as_file_name(folder)) or not (kept := as_file_name(name)):
            return
        (Path(parent) / inner).mkdir()
        (Path(parent) / inner / kept).touch()
        for line in lines(session, f"load {parent}/"):
            for further in lines(session, line):
                assert words_of(further)[-1].text == f"{parent}/{inner}/{kept}"


@given(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
def test_words_and_models_are_one_word(names: list[str]) -> None:
    session = Session(log=Path("/dev/null"))
    for name in names:
        session.models[name] = Model(a_space([name]), "book", Trained(1, "", 1.0, 0.5))
    for beginning in ("use ", 'use "', "near king --format=json; health "):
        made = lines(session, beginning)
        kept = [statements(line)[-1].tokens[-1].text for line in made]
        assert [name for name in names if name in kept or not breaks_in_marks(name)] == kept
        assert all(len(statements(line)) == 1 + beginning.count(";") for line in made)
    for name in names:
        session.current_model = name
        for line in lines(session, f"near {quote(name[0], marks=True)[:-1]}"):
            assert words_of(line)[-1].text == name


@given(NAMES, TEXTS)
def test_in_the_middle_of_a_word_nothing_else_becomes_of_the_line(name: str, after: str) -> None:
    session = Session(log=Path("/dev/null"))
    session.models["a" + name] = Model(a_space(["one"]), "book", Trained(1, "", 1.0, 0.5))
    for before in ("use a", 'use "a'):
        for line in lines(session, before, after):
            expected = statements(before + after)
            assert len(statements(line)) <= max(1, len(expected))
            assert statements(line)[0].tokens[1].text.startswith("a" + name)


def test_a_file_called_like_a_command_is_loaded_and_not_run(session: Session, tmp_path: Path) -> None:
    (tmp_path / "bb").touch()
    (tmp_path / COMMAND).touch()
    one, other = lines(session, f"load {tmp_path}/b")
    assert one == f"load {tmp_path}/bb"
    assert [token.text for token in words_of(other)] == ["load", f"{tmp_path}/{COMMAND}"]


def test_before_a_mark_that_closes_no_other_is_added(session: Session, tmp_path: Path) -> None:
    (tmp_path / "my text.txt").touch()
    assert lines(session, f'load "{tmp_path}/my', '"') == [f'load "{tmp_path}/my text.txt"']
    assert lines(session, f'load "{tmp_path}/my', '" --column x') == [f'load "{tmp_path}/my text.txt" --column x']
    assert lines(session, f"load {tmp_path}/my", " --column x") == [f"load {tmp_path}/my\\ text.txt --column x"]


def test_behind_an_option_and_an_equals_sign(session: Session, tmp_path: Path) -> None:
    (tmp_path / "my; list.txt").touch()
    written = f'top --stop="{tmp_path}/my; list.txt"'
    assert lines(session, f"top --stop={tmp_path}/my") == [written]
    assert lines(session, f'top --stop="{tmp_path}/my;') == [written]
    assert [token.text for token in words_of(written)] == ["top", f"--stop={tmp_path}/my; list.txt"]
    assert lines(session, "near king --format=cs") == ["near king --format=csv"]


def test_numbers_and_words_with_signs_are_marked_as_words(session: Session) -> None:
    words = ["1984", "c++", "a-b", "x*y", "files"]
    session.models["animals"] = Model(a_space(words), "book", Trained(1, "", 1.0, 0.5))
    for word, written in zip(words, ['"1984"', '"c++"', "a-b", '"x*y"', "files"], strict=True):
        assert lines(session, f"near king - {word[0]}") == [f"near king - {written}"]


def test_a_list_offers_no_file_that_it_would_cut(session: Session, tmp_path: Path) -> None:
    for name in ("one,two.txt", "one three.txt", "one ", "one.txt"):
        (tmp_path / name).touch()
    made = lines(session, f"compare zero --tests a.txt,{tmp_path}/o")
    assert [words_of(line)[-1].text for line in made] == [
        f"a.txt,{tmp_path}/one three.txt", f"a.txt,{tmp_path}/one.txt"
    ]  # fmt: skip


@given(NAMES)
def test_the_menu_shows_what_cannot_be_seen_as_its_escape(name: str) -> None:
    session = Session(log=Path("/dev/null"))
    if not (kept := as_file_name(name)):
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / kept).touch()
        for offer in offers(session, f"load {folder}/"):
            assert offer.display_text == printable(kept)[:60]
            assert not set(offer.display_text) & set("\n\r\t\x1b\u200b\u202e\u2066\ufeff\udc80")


def test_a_line_break_in_quotation_marks_parts_no_line() -> None:
    assert list(typed_lines('near king\nload "a\nb" c\nfreq x')) == ["near king", 'load "a\nb" c', "freq x"]
    assert list(typed_lines('near "a\nb')) == ['near "a', "b"]
    assert list(typed_lines("near 'tis\nfreq 'n\n")) == ["near 'tis", "freq 'n", ""]
    assert [token.text for token in tokens('--stop="a b"x "c d/"e')] == ["--stop=a bx", "c d/e"]


@given(st.text(st.sampled_from("ab王é\u200b\u202e\u2066\U000e0041\u0301\udcff "), max_size=12))
def test_the_line_shows_what_cannot_be_seen_and_keeps_the_cursor_at_its_letter(text: str) -> None:
    control = BufferControl()
    asked = TransformationInput(control, Document(text), 0, lambda at: at, [("", text)], 80, 24)
    drawn = HiddenLetters().apply_transformation(asked)
    line = fragment_list_to_text(drawn.fragments)
    assert not set(line) & set("\u200b\u202e\u2066\U000e0041\udcff")
    for at, letter in enumerate(text):
        shown = visible(letter) if is_hidden(letter) else letter
        assert line[drawn.source_to_display(at) :].startswith(shown)
        assert drawn.display_to_source(drawn.source_to_display(at)) == at
    assert drawn.source_to_display(len(text)) == len(line)
