"""What all answers about the text have in common: formats, widths, errors, hostile words."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from rich.cells import cell_len

from embrepl.commands import table
from embrepl.commands.arguments import bind
from embrepl.commands.lexer import statements
from embrepl.corpus.options import ReadOptions
from embrepl.session.session import Session
from embrepl.shell.completion import ShellCompleter
from embrepl.view.safe import printable
from tests.commands.asking.questions import QUESTIONS, VERBS
from tests.helpers.samples import HOSTILE
from tests.helpers.sessions import FORMATS, Screen, Talk, complaint, quoted, shown
from tests.helpers.texts import asking, corpus_of, rows_of


def test_each_verb_has_a_question() -> None:
    assert sorted(QUESTIONS) == VERBS


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_answer_in_every_format(talk: Talk, verb: str, name: str) -> None:
    answer = talk(QUESTIONS[verb])
    text = shown(answer, name)
    assert answer.rows
    if name == "json":
        assert len(json.loads(text)["rows"]) == len(answer.rows)
    elif name == "csv":
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == 1 + len(answer.rows)
    for line in text.split("\n"):
        assert name not in {"table", "md"} or printable(line) == line


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(talk: Talk, verb: str, width: int) -> None:
    assert max(map(cell_len, shown(talk(QUESTIONS[verb]), width=width).split("\n"))) <= width


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_loaded(verb: str) -> None:
    assert Talk(Session(log=Path("/dev/null"))).error(QUESTIONS[verb]).code == "nothing-loaded"


@pytest.mark.parametrize("verb", ["freq", "find", "kwic", "colloc", "disperse", "keyness"])
def test_hostile_words_are_answered_or_refused(talk: Talk, verb: str) -> None:
    for text in HOSTILE:
        (statement,) = statements(f"{verb} {quoted(text)}")
        if text == "":
            continue
        try:
            answer = table.command(verb).run(talk.session, bind(table.command(verb), statement))
            said = "".join(shown(answer, name, stream=Screen()) for name in ("table", "md"))
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to be one of ours
            said = complaint(error)  # type: ignore[arg-type]
        assert all(printable(line) == line for line in said.split("\n"))


def test_hostile_texts_are_drawn_safely(tmp_path: Path) -> None:
    texts = [f"before {text} key {text} after\x1b[2J" for text in HOSTILE if "\ud800" not in text]
    texts += ["word\x07s \u202ekey\u2066 here", "plain words " * 100]
    talk = asking(
        hostile=corpus_of(tmp_path, {"\x1b[31mname\u202e.csv": rows_of(texts)}, ReadOptions(encoding="utf-8"))
    )
    for line in ("kwic key", "kwic /./ 100", "top 100", "find *", "ngrams 3 --min-count 1", "disperse key", "zipf",
                 "disperse key --by documents", "colloc key --min-count 1", "freq key"):  # fmt: skip
        answer = talk(line)
        for name in FORMATS:
            for width in (40, 120):
                output = shown(answer, name, width, Screen())
                cells = output.replace("\t", " ") if name == "tsv" else output
                assert [each for each in cells.split("\n") if printable(each) != each] == [], (line, name)
                assert name != "table" or max(map(cell_len, output.split("\n"))) <= width


def plain(value: Any) -> bool:
    if isinstance(value, dict | list | tuple):
        return all(map(plain, value.items() if isinstance(value, dict) else value))
    return value is None or type(value) in {str, int, float, bool}


@pytest.mark.parametrize("verb", VERBS)
def test_answers_hold_plain_values(talk: Talk, verb: str) -> None:
    """NumPy's numbers would print as np.float64(0.5)."""
    answer = talk(QUESTIONS[verb])
    assert plain(dataclasses.astuple(answer))
    assert all("np." not in shown(answer, name) for name in FORMATS)


@pytest.mark.parametrize("line", ['freq ""', 'freq king " "', 'kwic ""', 'disperse " "', 'colloc ""', 'find ""'])
def test_nothing_asked_for(talk: Talk, line: str) -> None:
    assert talk.error(line).code == "wrong-usage"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("kwic king -5", "bad-option", "N is at least 1, not -5."),
        ("top -3", "bad-option", "N is at least 1, not -3."),
        ("colloc king -3", "bad-option", "N is at least 1, not -3."),
        ("kwic king --random 5 3", "wrong-usage", "N and --random both say how many lines."),
        ("kwic king --left 5,5", "bad-option", "--left cannot be '5,5'."),
        ("colloc king --window 5,5,5", "bad-option", "--window cannot be '5,5,5'."),
        ("colloc king --window 0,0", "bad-option", "--window 0 leaves no word near."),
        ("colloc king --window -1,5", "bad-option", "--window is from 0 to 1,000, not -1."),
    ],
)
def test_numbers_that_cannot_be(talk: Talk, line: str, code: str, said: str) -> None:
    error = talk.error(line)
    assert (error.code, error.message) == (code, said)
    assert error.hint


def test_numbers_as_people_write_them(talk: Talk) -> None:
    assert len(talk("kwic king 1,000").rows) == 26
    assert len(talk("top 1,000").rows) == talk("top").types
    assert len(talk("top " + "9" * 5_000).rows) == talk("top").types
    assert talk('kwic "king" --left 1_000').rows
    assert talk.error("kwic king 10,00").code == "unknown-word"  # no number, so a word


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("kwic kign", "unknown-word"), ("kwic", "wrong-usage"), ("kwic king --sort X", "bad-option"),
        ("kwic king 0", "bad-option"), ("kwic king --left -1", "bad-option"), ("kwic king --random 0", "bad-option"),
        ("kwic king --seed -1 --random 2", "bad-option"), ("kwic !", "no-words"), ("kwic /[/", "bad-pattern"),
        ("colloc kign", "unknown-word"), ("colloc king --window 0", "bad-option"), ("ngrams x", "wrong-usage"),
        ("ngrams 0", "bad-option"), ("ngrams 11", "bad-option"), ("disperse zzz", "unknown-word"),
        ("disperse /zzz/", "unknown-word"), ("disperse king --parts 0", "bad-option"), ("keyness nope", "unknown-part"),
        ("keyness novel", "wrong-usage"), ("keyness letters x", "unknown-part"),
        ("colloc king --measure x", "bad-option"),
    ],
)  # fmt: skip
def test_errors_have_a_code_and_a_hint(talk: Talk, line: str, code: str) -> None:
    error = talk.error(line)
    assert error.code == code
    assert error.hint


def test_the_names_of_other_programs_lead_to_commands() -> None:
    leads = {each.split()[0] for known in table.ELSEWHERE.values() for each in known.split(", ")}
    assert leads <= set(table.names())
    assert not set(table.ELSEWHERE) & {*table.names(), *table.ALIASES}


def test_a_name_mistyped(talk: Talk) -> None:
    assert talk.error("use leters").hint == "Did you mean letters?"
    assert talk.error("use something").hint == "There are: chinese, letters, novel."
    assert talk.error("corpus leters").hint == "Did you mean letters?"


def test_the_program_says_what_it_can(talk: Talk) -> None:
    listed: Any = talk("help")
    assert set(VERBS) <= {row.command for row in listed.rows}


def test_words_of_the_text_are_completed(talk: Talk) -> None:
    """Without any model."""
    completer = ShellCompleter(talk.session)
    found = completer.get_completions(Document("kwic kin"), CompleteEvent())
    assert [completion.text for completion in found] == ["king", "kings"]
