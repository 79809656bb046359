"""Parts in commands: how they are typed, listed and compared, and the errors that say what there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from embrepl.corpus.parts.finding import find_part
from embrepl.session.session import Session
from embrepl.session.views import KEPT
from embrepl.shell.completion import ShellCompleter
from tests.commands.parts.loading import load
from tests.helpers.sessions import Talk, quoted, shown
from tests.helpers.stores import written

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
    assert talk("freq king --in D --in year>=1996").documents == 3
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


def test_of_many_parts_the_fullest_are_drawn(talk: Talk, tmp_path: Path) -> None:
    rows = "".join(f"{'king ' * (number % 9)}sat,n{number}\n" for number in range(70))
    load(talk, tmp_path, written(tmp_path / "many.csv", f"text,who\n{rows}"), "many", column="text", by="who")
    answer = talk("freq king --by who")
    assert len(answer.rows) == 70
    text = shown(answer)
    assert "the 20 of 70 parts where it is most frequent" in text
    assert "n8 " in text
    assert "n1 " not in text


def test_dispersion_over_the_parts_of_a_variable(talk: Talk) -> None:
    answer = talk("disperse king --by party")
    assert [(row.name, row.count, row.tokens) for row in answer.rows] == [
        ("party=D", 4, 20), ("party=R", 4, 24), ("no party", 0, 4),
    ]  # fmt: skip
    sizes, counts = np.array([20, 24, 4]) / 48, np.array([4, 4, 0]) / 8
    assert answer.dp == pytest.approx(np.abs(sizes - counts).sum() / 2)
    assert talk.error("disperse king --by documnets").hint == "Did you mean documents?"
    assert talk.error("disperse king --by party --parts 3").code == "wrong-usage"


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


def test_a_variable_is_listed_by_its_name_in_this_case_first(talk: Talk, tmp_path: Path) -> None:
    rows = "text,Party,party\nthe king,D,one\nthe queen,R,two\n"
    load(talk, tmp_path, written(tmp_path / "cased.csv", rows), "cased", column="text", by="Party,party")
    assert [row.value for row in talk("corpus parts cased Party").rows] == ["D", "R"]
    assert [row.value for row in talk("corpus parts cased party").rows] == ["one", "two"]


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
    load(talk, tmp_path, written(tmp_path / "rows.csv", PARTY), "R", column="text", by="party")
    assert talk.error("freq king --in R").hint == "`R:R` is the part, `R:` all of it."
    assert (talk("freq king --in R:").documents, talk("freq king --in R:R").documents) == (12, 6)


def test_tab_offers_parts_and_variables(talk: Talk, tmp_path: Path) -> None:
    load(
        talk,
        tmp_path,
        written(tmp_path / "other.csv", "text,mood\nking,so so\nking,good\n"),
        "other",
        column="text",
        by="mood",
    )

    def offered(line: str) -> list[str]:
        completions = ShellCompleter(talk.session).get_completions(Document(line), CompleteEvent())
        return [line[: len(line) + each.start_position] + each.text for each in completions]

    assert offered("kwic king --in go") == ["kwic king --in good"]
    assert offered("kwic king --in so") == ["kwic king --in so\\ so"]
    assert offered("keyness spee") == ["keyness speeches"]
    talk.session.use("speeches")
    assert offered("freq king --by ") == [f"freq king --by {each}" for each in ("party", "year", "file")]
    assert offered("top --in year=199")[:2] == ["top --in year=1990", "top --in year=1991"]
    assert offered("corpus parts pa") == ["corpus parts party"]


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
