"""Words from files are never markup and never reach the terminal raw.

Whatever a file, a name or a typed line holds: no control character but the line feed, nothing that turns the text
around or cannot be seen, no markup taken at its word, and no exception but those that are for the user.
"""

from __future__ import annotations

import csv
import io
import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.commands import table
from embrepl.commands.answers.base import Answer
from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.space import store
from embrepl.training.ends import End
from embrepl.training.protocol import Trained
from tests.helpers.sessions import FORMATS, Screen, Talk, complaint, quoted, shown, talking

TOWER = "z" + "\u0301\u0302\u0323" * 40
WORDS = (
    "[/red]", "[bold]king", "[link=http://example.invalid]x[/link]", ":smile:", "\\[red]",
    "\x1b[2J\x1b[31mred", "\x1b]0;title\x07", "\x1b]8;;http://example.invalid\x1b\\x",
    "\x1bP1;1|x\x1b\\", "back\x08\x7f",
    "\x9b31m", "\x85next", "\x90dcs\x9c", "bell\x07", "tab\there",
    "\u202eright-to-left", "\u2066isolate\u2069", "\u200fmark\u200e", "\u061c", "soft\u00adhyphen",
    "zero\u200bwidth", "\u200d", "\ufeffmark", "\u2060joiner", "tag\U000e0041\U000e007f", "❤\ufe0f",
    "\u3164", "\u2028\u2029",
    "x" * 10_000, "长" * 10_000, TOWER, "\u0301\u0301\u0301\u0301", "👍🏽👨\u200d👩\u200d👧",
    "=1+1", "@cmd", "-2", "+3", "a|b", "a,b", '"quoted"', "it's", "''", "`code`", "<script>", "&amp;",
    "$(id)", ";rm", "#no", "--k", "&", ";", "*", "(", "\\", " ", "\u3000", "two words",
)  # fmt: skip
NAMES = ("[/red] :smile:", "\x1b[31mred\x07", "\u202etxt.exe", "new\nline\tand\rreturn", "长" * 60, "-- ; & #'\"")


def unsafe(text: str, name: str = "table") -> list[str]:
    """Return the characters of an output that a terminal must not be sent."""
    allowed = "\n\t" if name == "tsv" else "\n"
    bad = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    marks = [*map(chr, range(0xFE00, 0xFE10)), "\u3164", "\u115f", "\u1160", "\uffa0"]
    return [
        letter
        for letter in text
        if letter not in allowed + "\u200c\u200d" and (unicodedata.category(letter) in bad or letter in marks)
    ]  # fmt: skip


def tallest(text: str) -> int:
    """Return the most combining marks on one base."""
    most = here = 0
    for letter in text:
        here = here + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        most = max(most, here)
    return most


def check(text: str, name: str = "table") -> None:
    assert unsafe(text, name) == []
    if not name.startswith("json"):
        assert tallest(text) <= 3


def check_answer(answer: Answer) -> None:
    for name in FORMATS:
        check(shown(answer, name, stream=Screen()), name)
        text = shown(answer, name)
        if name == "json":
            json.loads(text)
        if name == "csv":
            assert len({len(row) for row in csv.reader(io.StringIO(text, newline="")) if row}) <= 1
    check(shown(answer, width=20))


def check_line(talk: Talk, line: str) -> None:
    """Run a line; its answers and errors must be safe in every format, at any width."""
    for statement in statements(line):
        try:
            check_answer(run(talk.session, statement)[0])
        except EmbreplError as error:
            assert error.hint
            for width in (20, 100):
                check(complaint(error, width))


def safe_line(name: str, word: str) -> str:
    """Return a command about a word, typed so that the word is one token."""
    return f"{name} {quoted(word)}"


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with a model of hostile words, under a hostile name, of a corpus that is not there."""
    folder = tmp_path_factory.mktemp("hostile")
    rng = np.random.default_rng(1)
    matrix = rng.normal(size=(len(WORDS), 8)).astype(np.float32)
    words = [word for word in WORDS if "\n" not in word and "\r" not in word]
    assert len(words) == len(WORDS) == len(set(words))
    recipe = {"objective": NAMES[0], "command": f"train {NAMES[1]}", "options": {"min_count": 5, "guard": NAMES[2]}}
    counts = np.arange(len(words), 0, -1) * 1000
    store.save(folder / "space", words, counts, matrix, recipe, matrix[:, ::-1].copy())
    with talking(tmp_path_factory.mktemp("home")) as talk:
        for name in (*NAMES, "plain"):
            space = store.open_space(folder / "space")
            space.name = name
            told = Trained(1, str(folder), 1.0, 0.5, 100.0, end=End.stopped_at(NAMES[1]))
            talk.session.models[name] = Model(space, NAMES[3], told)
        yield talk


@pytest.mark.parametrize("word", WORDS, ids=lambda word: ascii(word)[:30])
def test_hostile_words_of_a_model(talk: Talk, word: str) -> None:
    talk.session.use("plain")
    if word.strip() and word != "''":
        assert talk(safe_line("vec", word)).word == word
    for line in (
        safe_line("vec", word),
        safe_line("near", word),
        safe_line("near", word) + " --k 100",
        f"dist {quoted(word)} {quoted(WORDS[1])}",
        f"near {quoted(word)} - {quoted(WORDS[5])} + {quoted('[/red]')} 3",
        f"near {quoted(word + 'x')}",
        f"vec {quoted('x' + word)}",
        f"near {word}",
    ):
        check_line(talk, line)


def test_markup_stands_as_it_is(talk: Talk) -> None:
    talk.session.use("plain")
    for word in WORDS[:5]:
        for name in ("table", "csv", "tsv"):
            assert word in shown(talk(safe_line("vec", word)), name)
        assert word in complaint(talk.error(safe_line("vec", word + "!")))
    everything = shown(talk(safe_line("near", "=1+1") + " --k 100"))
    assert {"[/red]", "[bold]king", ":smile:", "\\x1b[2J\\x1b[31mred"} <= set(everything.split())


def test_json_gives_every_word_back(talk: Talk) -> None:
    talk.session.use("plain")
    for name in ("json", "jsonl"):
        found = json.loads(shown(talk("near '[/red]' --k 1000"), name))
        assert {row["word"] for row in found["rows"]} == set(WORDS) - {"[/red]"}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_hostile_names_of_models(talk: Talk, name: str) -> None:
    for line in (
        safe_line("use", name), "models", "info", "health", safe_line("health", name),
        "vec '[/red]'", "near '[/red]' 3",
        "dist '[/red]' :smile:", "near nowhere", safe_line("use", name + "x"), safe_line("health", name + "x"), "train",
        safe_line("train --name", name), "jobs",
    ):  # fmt: skip
        check_line(talk, line)
    check(talk.notes.getvalue())


@pytest.mark.parametrize("text", [*WORDS, *NAMES, "\ud800 lone \udfff"], ids=lambda text: ascii(text)[:30])
def test_hostile_text_typed(talk: Talk, text: str) -> None:
    talk.session.use("plain")
    for line in (text, quoted(text), f"help {quoted(text)}", f"near '[/red]' --{text}", f"near x --k {quoted(text)}"):
        if not may_work(line):
            check_line(talk, line)
    for verb in ("train", "train --recipe", "train --distance", "use", "health", "wait", "stop", "load"):
        if verb != "load" or text.strip():
            check_line(talk, f"{verb} {quoted(text)}")
    check_line(talk, f"load nowhere --format {quoted(text)}")
    check_line(talk, f"load nowhere --encoding {quoted(text)} --column {quoted(text)}")


def may_work(line: str) -> bool:
    """Whether a line may really load or train something, which would take its time."""
    return any(statement.tokens[0].text in {"load", "train", "wait"} for statement in statements(line))


@settings(max_examples=150)
@given(st.sampled_from(["near", "vec", "dist", "use", "health", "help", "stop", "info", ""]), st.text(max_size=30))
def test_any_text_typed(talk: Talk, verb: str, text: str) -> None:
    for line in (f"{verb} {text}", f"{verb} {quoted(text)}"):
        if not may_work(line):
            check_line(talk, line)
    assert not talk.session.jobs or verb in table.names() or not verb


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with a hostile text under a hostile name, and a tiny model of it."""
    folder = tmp_path_factory.mktemp("texts") / NAMES[2]
    folder.mkdir()
    text = " ".join(word for word in WORDS if "\0" not in word) + "\n"  # with a NUL it would be no text
    (folder / "a.txt").write_text(text * 6, encoding="utf-8", newline="")
    (folder / f"{NAMES[1]}.csv").write_text(f'text,"{NAMES[0]}"\n"[/red] :smile:\x1b[31m",x\n', encoding="utf-8")
    (folder / f"{NAMES[3]}.bin").write_bytes(b"x")
    (folder / f"{NAMES[3]}.txt.gz").write_bytes(b"no gzip")
    with talking(tmp_path_factory.mktemp("home")) as talk:
        loaded = talk(f"load {quoted(str(folder))}")
        check_answer(loaded)
        assert loaded.skipped
        check_answer(talk("train --dim 4 --epochs 1 --min-count 2 --window 2"))
        yield talk


class TestFiles:
    def test_every_command(self, trained: Talk) -> None:
        for line in ("info", "models", "health", "jobs", "objectives", "help", "help train", f"use {quoted('zero')}"):
            check_line(trained, line)
        words = trained.session.model.space.words
        assert "smile" in words
        assert any(len(word) >= 1_000 for word in words)
        for word in words:
            for line in (safe_line("vec", word), safe_line("near", word), f"dist {quoted(word)} smile"):
                check_line(trained, line)
        check(trained.notes.getvalue())

    @pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"\xff\xfe")], ids=ascii)
    def test_hostile_file_names(self, trained: Talk, tmp_path: Path, name: str) -> None:
        name = name.replace("/", "")
        folder = tmp_path / name
        folder.mkdir()
        path = folder / f"{name}.txt"
        check_line(trained, f"load {quoted(str(path))}")  # there is none
        check_line(trained, f"load {quoted(str(folder))}")  # a folder without text
        (folder / f"a.{name}"[:80]).write_bytes(b"x")
        check_line(trained, f"load {quoted(str(folder))}")
        path.write_bytes(b"")
        check_line(trained, f"load {quoted(str(path))}")
        path.write_bytes(bytes(range(256)) * 9)
        check_line(trained, f"load {quoted(str(path))}")
        columns = folder / f"{name}.csv"
        columns.write_text(f"one\x1b[2J,[/red]\u202e{os.linesep}1,2\n", encoding="utf-8", newline="")
        check_line(trained, f"load {quoted(str(columns))}")
        check_line(trained, f"load {quoted(str(columns))} --column {quoted(name)}")
        path.write_text("three words here", encoding="utf-8")
        answer = trained(f"load {quoted(str(path))}")
        assert answer.tokens == 3
        check_answer(answer)
        for line in ("info", "train", "train --min-count 1", "jobs", "near words", safe_line("use", answer.name)):
            check_line(trained, line)
        check(trained.notes.getvalue())
