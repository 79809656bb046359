"""`mark` and `report`: what is collected, and in what order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from embrepl.commands.answers.giving.reporting import ReportList, WholeReport
from embrepl.commands.answers.text import TopWords
from embrepl.commands.lexer import statements
from embrepl.commands.making import report as making
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, corpus_of


@pytest.fixture
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return asking(novel=corpus_of(tmp_path_factory.mktemp("novel"), {"a.txt": "the king and the queen\n" * 5}))


def whole(talk: Talk) -> WholeReport:
    """Return the report as a page would get it."""
    (statement,) = statements("report")
    answer, _ = run(talk.session, statement, "html")
    assert isinstance(answer, WholeReport)
    return answer


def commands(talk: Talk) -> list[str]:
    answer = talk("report")
    assert type(answer) is ReportList
    return [row.command for row in answer.rows]


def test_the_last_answer_is_marked_with_a_remark(talk: Talk) -> None:
    top = talk("top 3")
    marked = talk("mark these are   the most frequent")
    assert (marked.number, marked.command, marked.remark, marked.there) == (
        1,
        "top 3",
        "these are the most frequent",
        False,
    )
    (section,) = whole(talk).sections
    assert section.answer is top
    assert section.provenance.command == "top 3"
    assert section.provenance.recipe == ("a text called novel",)


def test_an_answer_stands_there_once_and_gets_the_later_remark(talk: Talk) -> None:
    talk("top 3")
    talk("mark first")
    assert talk("mark second").there
    assert talk("mark").remark == "second"
    assert [row.remark for row in talk("report").rows] == ["second"]


def test_what_was_answered_before_anything_was_asked_cannot_be_marked(talk: Talk) -> None:
    talk("help")
    assert talk.error("mark").code == "nothing-to-mark"


def test_every_answer_is_marked_while_that_is_on(talk: Talk) -> None:
    talk("top 2")
    assert talk("report on").marks_all
    talk("top 3")
    talk.error("top nonsense")
    talk.error("near king")
    talk("help top")
    talk("freq king")
    assert talk("report").marks_all
    assert not talk("report off").marks_all
    talk("top 4")
    assert commands(talk) == ["top 3", "freq king"]


def test_a_failed_command_is_no_last_answer(talk: Talk) -> None:
    talk("top 3")
    talk.error("near king")
    assert talk("mark").command == "top 3"


def test_answers_are_taken_out(talk: Talk) -> None:
    talk("report on")
    for number in range(2, 7):
        talk(f"top {number}")
    assert talk("report drop 2 4").removed == ("top 3", "top 5")
    assert commands(talk) == ["top 2", "top 4", "top 6"]
    assert talk("report clear").answers == 0
    assert commands(talk) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("report drop", "wrong-usage"), ("report drop 2", "no-such-answer"), ("report drop 0", "no-such-answer"),
        ("report drop x", "no-such-answer"), ("report on 3", "wrong-usage"), ("report title", "wrong-usage"),
        ("report x", "wrong-usage"), ("report title ' '", "wrong-usage"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(talk: Talk, line: str, code: str) -> None:
    talk("top 2")
    talk("mark")
    assert talk.error(line).code == code
    assert commands(talk) == ["top 2"]


def test_the_title_is_the_name_of_the_text_until_there_is_another(talk: Talk) -> None:
    assert talk("report").title == "novel"
    assert talk('report title "Kings and queens"').title == "Kings and queens"
    assert talk("report").title == "Kings and queens"


def test_an_empty_report_is_no_page(talk: Talk) -> None:
    with pytest.raises(EmbreplError) as caught:
        whole(talk)
    assert caught.value.code == "nothing-marked"
    assert "`mark`" in shown(talk("report"))


def test_a_report_has_bounds(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_ANSWERS", 2)
    monkeypatch.setattr(making, "MOST_ROWS", 5)
    talk("report on")
    talk("top 3")
    talk("top 4")  # seven rows in all
    assert "no room" in talk.notes.getvalue()
    assert not talk("report").marks_all
    assert talk.error("mark").code == "report-full"
    assert commands(talk) == ["top 3"]
    talk("top 1")
    talk("mark")
    talk("top 1")
    assert talk.error("mark").code == "report-full"


def test_marked_answers_stay_as_they_were(talk: Talk) -> None:
    answer = talk("top 3")
    talk("mark")
    before = replace(answer)
    talk("report on")
    talk("top 5")
    kept = whole(talk).sections[0].answer
    assert isinstance(kept, TopWords)
    assert kept == before


def test_the_list_as_a_person_and_a_program_get_it(talk: Talk) -> None:
    talk("top 3")
    talk("mark 'a | b'")
    text = shown(talk("report"))
    assert text.startswith("novel · 1 answer\n")
    assert "1  top 3" in text
    assert "a | b" in text
    assert shown(talk("report"), "csv") == "number,command,answer,lines,remark\n1,top 3,top,3,a | b\n"
