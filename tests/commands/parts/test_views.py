"""A part of a text answers as the same documents do when they are loaded by themselves."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.parts.finding import find_part
from embrepl.corpus.parts.view import PartCorpus
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.session.views import KEPT
from tests.helpers.sessions import Talk, quoted, shown
from tests.helpers.stores import check_arrays, make, written

WORDS = [
    "the king",
    "the",
    "queen",
    "queens",
    "of",
    "River",
    "café",
    "黛玉笑道",
    "宝玉",
    "林黛玉。",
    "old\n",
    "-- ",
    "don't",
    "3.5",
]
COMMANDS = [
    "kwic king", "kwic 黛玉", "kwic the --sort R1,L1", "kwic /^q/ --random 3", "kwic the * of",
    "kwic (king, queen) --left 9",
    "freq king queen 玉 /^q/ the", "freq (king, queen)", "find *e*", "find /./ 50", "top 50", "top --min-length 3",
    "colloc the --min-count 1", "colloc 玉 --min-count 1 --window 2", "colloc king --repelled --min-count 1",
    "ngrams 2 --min-count 1", "ngrams 3 --with the --min-count 1", "disperse the", "disperse the --by documents",
    "disperse 玉 --by parts --parts 3", "zipf", "freq the queen --by file",
]  # fmt: skip
DOCUMENTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join), min_size=1, max_size=4)


def load(talk: Talk, folder: Path, path: Path, name: str, **options: str) -> Corpus:
    """Read files into a store and take it into the session, as `load` does in another process."""
    build([str(path)], ReadOptions(**options), folder / name, lambda _: None, lambda: False)
    talk.session.take_corpus(name, folder / name, cached=False)
    return talk.session.corpora[name]


@contextmanager
def session() -> Iterator[tuple[Talk, Path]]:
    folder = Path(tempfile.mkdtemp())
    asked = Session()
    try:
        yield Talk(asked), folder
    finally:
        asked.close()
        shutil.rmtree(folder)


def outcome(talk: Talk, line: str) -> Any:
    """Return what an answer says but for the name of the text, or the error."""
    try:
        answer = asdict(talk(line))
    except EmbreplError as error:
        return error.code
    assert answer.pop("corpus")
    answer.pop("other", None)
    return answer


@settings(max_examples=6, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.sampled_from(["word", "char"]))
def test_every_command_in_a_part_is_the_command_on_its_documents(one: list[str], two: list[str], units: str) -> None:
    with session() as (talk, folder):
        for name, texts in (("one", one), ("two", two)):
            for number, text in enumerate(texts):
                written(folder / "t" / name / f"{name}{number}.txt", text + "\nthe end")
        whole = load(talk, folder, folder / "t", "whole", units=units, by="folder")
        for name in ("one", "two"):
            alone = load(talk, folder, folder / "t" / name, f"only-{name}", units=units)
            part = PartCorpus(whole, find_part(whole, f"folder={name}"), "part")
            for array in ("ids", "counts", "documents"):
                assert np.array_equal(getattr(part, array), getattr(alone, array))
            assert part.words == alone.words
            assert [first for _, first in part.files] == [first for _, first in alone.files]
            fields = ("files", "documents", "tokens", "types", "bytes")
            assert [getattr(part.report, each) for each in fields] == [getattr(alone.report, each) for each in fields]
            for line in COMMANDS:
                talk.session.use(f"only-{name}")
                expected = outcome(talk, line)
                talk.session.use("whole")
                assert outcome(talk, f"{line} --in folder={name}") == expected, line
        talk.session.use("only-one")
        expected = outcome(talk, "keyness only-two --min-count 1")
        talk.session.use("whole")
        assert outcome(talk, "keyness folder=one folder=two --min-count 1") == expected
        assert outcome(talk, "keyness folder=one --min-count 1") == expected
        assert outcome(talk, "keyness --in folder=one --against only-two --min-count 1") == expected
        assert talk.session.current_corpus == "whole"


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_rows_and_lines_in_a_part_of_a_table_are_the_true_ones(labels: list[str]) -> None:
    with session() as (talk, folder):
        lines = [f'"word{number} the\nline king, {number}",{label}\n' for number, label in enumerate(labels)]
        written(folder / "t.csv", "text,label\n" + "".join(lines))
        load(talk, folder, folder / "t.csv", "whole", column="text", by="label")
        for label in set(labels):
            found = talk(f"kwic king --in label={label}").rows
            assert [row.record for row in found] == [at + 1 for at, each in enumerate(labels) if each == label]
            assert [(row.line, row.right) for row in found] == [(2, f", {row.record - 1}") for row in found]
            assert {row.left for row in found} == {f"word{row.record - 1} the\nline " for row in found} | {
                found[0].left
            }
            assert talk(f"freq the --in label={label}").rows[0].count == labels.count(label)
        by = talk("freq the --by label").rows
        assert {row.part: (row.count, row.documents) for row in by} == {
            f"label={label}": (labels.count(label),) * 2 for label in labels
        }


PARTY = "text,party,year\n" + "".join(
    f"the {'king' if number % 3 else 'queen'} said {number},{'DR'[number % 2] if number else ''},{1990 + number}\n"
    for number in range(12)
)


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    asked = Session()
    talk = Talk(asked)
    load(talk, tmp_path, written(tmp_path / "speeches.csv", PARTY), "speeches", column="text", by="party,year")
    yield talk
    asked.close()


def test_conditions_are_typed_with_or_without_marks(talk: Talk) -> None:
    for line in (
        "freq king --in 'party=D & year>=1996'",
        "freq king --in party=D & year>=1996",
        "freq king --in=party=D&year>=1996",
    ):
        answer = talk(line)
        assert (answer.corpus, answer.documents, answer.rows[0].count) == ("speeches:party=D & year>=1996", 3, 2)
    assert talk("freq king --in speeches:party=D").documents == 5
    assert talk("freq king --in speeches").documents == 12


def test_a_part_is_asked_for_one_command_alone(talk: Talk) -> None:
    whole = talk("freq king").rows
    talk("freq king --in D")
    assert talk("freq king").rows == whole
    assert list(talk.session.corpora) == ["speeches"]


def test_counts_by_a_variable_add_up_with_documents_without_a_value(talk: Talk) -> None:
    answer = talk("freq king queen --by PARTY")
    assert answer.by == "party"
    assert [(row.query, row.part, row.count, row.documents) for row in answer.rows] == [
        ("king", "party=D", 4, 4), ("king", "party=R", 4, 4), ("king", None, 0, 0),
        ("queen", "party=D", 1, 1), ("queen", "party=R", 2, 2), ("queen", None, 1, 1),
    ]  # fmt: skip
    assert "no value" in shown(answer)
    assert [row.part for row in talk("freq king --by party --in year<1995").rows] == ["party=D", "party=R", None]
    assert [row.count for row in talk("freq nobody --by party").rows] == [0, 0, 0]
    assert talk.error("freq king --by partei").code == "unknown-variable"


def test_the_parts_of_a_corpus_are_listed(talk: Talk) -> None:
    answer = talk("corpus parts")
    assert [(row.variable, row.value, row.documents) for row in answer.rows if row.variable == "party"] == [
        ("party", "D", 5), ("party", "R", 6), ("party", None, 1),
    ]  # fmt: skip
    assert [row.part for row in answer.rows][3:5] == ["year=1990", "year=1991"]
    assert sum(row.share for row in answer.rows if row.variable == "year") == pytest.approx(1)
    assert "`corpus parts year` lists all" not in shown(answer)
    assert {row.variable for row in talk("corpus parts party").rows} == {"party"}
    assert talk("corpus parts speeches party").rows == talk("corpus parts party").rows
    assert talk.error("corpus parts nothing").code == "unknown-name"
    assert talk.error("corpus parts party year").code == "wrong-usage"
    for row in answer.rows:
        if row.part:
            assert talk(f"freq the --in {quoted(row.part)}").documents == row.documents


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("kwic king --in party=X", "unknown-part", "The parts are D, R."),
        ("kwic king --in E", "unknown-part", ""),
        ("top --in year>2050", "empty-part", "year goes from 1990 to 2001"),
        ("keyness D D", "wrong-usage", "Name two"),
        ("keyness D party=D", "wrong-usage", "Name two"),
        ("keyness", "wrong-usage", "`keyness A B`"),
        ("keyness D R D", "wrong-usage", "`keyness A B`"),
        ("keyness file=speeches", "empty-part", "`keyness A B`"),
        ("keyness nothing", "unknown-part", ""),
        ("kwic king --in 'party=\"D'", "bad-part", "quotation mark"),
    ],
)
def test_errors(talk: Talk, line: str, code: str, said: str) -> None:
    error = talk.error(line)
    assert error.code == code
    assert said in f"{error.message} {error.hint}"


def test_documents_on_both_sides_are_said(talk: Talk) -> None:
    talk("keyness D year>=1996 --min-count 1")
    assert "3 documents count on both sides: speeches:D and speeches:year>=1996 overlap." in talk.notes.getvalue()
    assert talk("keyness D R 3 --min-count 1").other == "speeches:R"
    assert talk("keyness D --min-count 1").other == "the rest of speeches"


def test_a_name_of_a_part_and_of_another_text_is_asked_about(talk: Talk, tmp_path: Path) -> None:
    load(talk, tmp_path, written(tmp_path / "D.txt", "the other king"), "D")
    talk.session.use("speeches")
    error = talk.error("freq king --in D")
    assert error.code == "ambiguous-part"
    assert error.hint == "`speeches:D` is the part, `D:` the other text."
    assert talk("freq king --in speeches:D").documents == 5
    assert talk("freq king --in D:").documents == 1
    assert talk("keyness speeches:D D: --min-count 1").other == "D"


def test_a_text_of_one_file_without_variables_says_how_to_load_them(tmp_path: Path) -> None:
    asked = Session()
    talk = Talk(asked)
    load(talk, tmp_path, written(tmp_path / "a.txt", "the king"), "a")
    error = talk.error("kwic king --in negative")
    assert error.code == "no-variables"
    assert "--by COLUMN" in error.hint
    assert talk("freq king --by file").rows[0].part == "file=a"
    asked.close()


def test_a_part_without_words_is_refused(tmp_path: Path) -> None:
    asked = Session()
    talk = Talk(asked)
    load(talk, tmp_path, written(tmp_path / "a.csv", "text,kind\nking,a\n!!,b\n"), "a", column="text", by="kind")
    assert talk.error("kwic king --in b").code == "empty-part"
    assert [(row.part, row.tokens, row.count) for row in talk("freq king --by kind").rows] == [
        ("kind=a", 1, 1),
        ("kind=b", 0, 0),
    ]
    asked.close()


def test_few_parts_are_kept_and_none_of_a_text_that_went(talk: Talk) -> None:
    for year in range(1990, 2002):
        talk(f"kwic the --in year={year}")
    assert len(talk.session.concordances) <= KEPT + 1
    first = talk.session.views.view(talk.session.corpus, find_part(talk.session.corpus, "D"), "x")
    assert talk.session.views.view(talk.session.corpus, find_part(talk.session.corpus, "party=D"), "y") is first
    talk.session.drop("speeches")
    assert not talk.session.concordances
    assert not talk.session.views._views


def test_tags_and_chapters_of_a_part(tmp_path: Path) -> None:
    book = "CHAPTER I. Kings\n\nThe king saw {0}.\n\nCHAPTER II. Queens\n\nThe queen saw {0} again and again.\n"
    for name in ("a", "b", "c"):
        written(tmp_path / "t" / f"{name}.txt", book.format(name * 3) * 2)
    whole = make(tmp_path, tmp_path / "t")
    for name in ("a", "b", "c"):
        alone = make(tmp_path / name, tmp_path / "t" / f"{name}.txt")
        part = PartCorpus(whole, find_part(whole, name), name)
        assert part.chapters == alone.chapters
        assert part.report.chapters == alone.report.chapters
    rows = "1\tking\tking\tNOUN\t_\t_\t0\t_\t_\t_\n2\tsaw\tsee\tVERB\t_\t_\t0\t_\t_\t_\n\n"
    for name in ("x", "y"):
        written(tmp_path / "u" / f"{name}.conllu", rows)
    tagged = make(tmp_path / "tagged", tmp_path / "u")
    tags = PartCorpus(tagged, find_part(tagged, "y"), "y").tags()
    assert tags is not None
    assert [tags.of(token) for token in range(2)] == ["NOUN", "VERB"]
    check_arrays(tagged)
