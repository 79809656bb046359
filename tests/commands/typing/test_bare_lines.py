"""What a line stands for that begins with no command's name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from embrepl.commands.bare_lines import with_command
from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.errors import Place
from tests.commands.exploring.models import opened, solved, use
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of

TEXT = "the king and the queen met the near nera river\nthe nero kings ate special cakes\n"


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A session with a small text and no model."""
    return asking(tale=corpus_of(tmp_path, {"tale.txt": TEXT}))


def test_an_unknown_line_is_helped_both_ways(talk: Talk) -> None:
    error = talk.error("nerra king")
    assert error.code == "unknown-command"
    assert error.message == "There is no command 'nerra'. Nor is 'nerra' a word of tale."
    assert error.hint == "Did you mean near? Words spelt like it: nera, near, nero."


def test_known_words_that_never_follow_each_other_are_no_target(talk: Talk) -> None:
    error = talk.error("king cakes")
    assert error.code == "unknown-command"
    assert error.message == "There is no command 'king'. Nor does 'king cakes' stand in tale."


@pytest.fixture
def solved_talk(talk: Talk) -> Talk:
    """The same with a model that lacks the words seen once."""
    use(talk.session, solved(talk.session.corpora["tale"], "tale", dim=2))
    model = opened({"king": [1, 0], "queen": [0.5, 1], "river": [1, 1], "王": [0, 1], "后": [1, 2]}, "few")
    use(talk.session, replace(model, corpus="tale"))
    return talk


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("king, queen", "dist king, queen"),
        ("king,queen", "dist king, queen"),
        ("king、queen", "dist king, queen"),
        ("king，queen", "dist king, queen"),
        ("王、后", "dist 王, 后"),
        ("「王」，「后」", "dist 「王」, 「后」"),
        ("king, queen, river", "sim king, queen, river"),
        ("king, queen, river --grouped", "sim king, queen, river --grouped"),
        ("king - queen, river", "dist king - queen, river"),
        ("king, -queen", "dist king, -queen"),
        ("(king, queen), river", "dist (king, queen), river"),
        ("king@spectral, queen", "dist king@spectral, queen"),
        ("king, cakes", "freq king, cakes"),
        ("special cakes, king", 'freq "special cakes", king'),
        ('"special cakes", king', 'freq "special cakes", king'),
    ],
)
def test_targets_with_commas_between_are_compared(solved_talk: Talk, line: str, command: str) -> None:
    if "@" in line:
        solved_talk.session.use("spectral")
    remembered: list[str] = []
    solved_talk.session.remember = remembered.append
    (statement,) = statements(line)
    meant = with_command(solved_talk.session, statement)
    assert meant.text == command
    assert run(solved_talk.session, meant)[0].kind in {"distance", "similarities", "frequencies"}
    assert remembered == [command]


def test_without_vectors_a_list_is_counted(talk: Talk) -> None:
    assert [row.query for row in talk("king, queen").rows] == ["king", "queen"]
    assert [row.query for row in talk("special cakes、king").rows] == ["special cakes", "king"]


@pytest.mark.parametrize("line", ["zzz, qqq", "what is this, and why?", "'king, queen'", "quux, is that all?"])
def test_what_is_no_list_is_none(solved_talk: Talk, line: str) -> None:
    assert solved_talk.error(line).code in {"unknown-command", "unknown-question"}


def test_an_unknown_member_of_a_list_is_shown(solved_talk: Talk) -> None:
    error = solved_talk.error("king, qween")
    assert (error.code, error.place) == ("unknown-word", Place("dist king, qween", 11))
    assert solved_talk.error("king, queen,").code == "bad-expression"
    assert solved_talk.error("zzz, qqq").message.startswith("There is no command 'zzz'. Nor is 'zzz' nor 'qqq' a word")


def test_words_that_are_no_phrase_are_offered_by_themselves(solved_talk: Talk) -> None:
    hint = solved_talk.error("king cakes").hint
    assert hint == "`sim king cakes` says how alike they are, `freq king cakes` how often each is seen."


def test_a_session_with_nothing_in_it_speaks_of_commands_alone() -> None:
    error = asking().error("nerra king")
    assert (error.message, error.hint) == ("There is no command 'nerra'.", "Did you mean near?")
