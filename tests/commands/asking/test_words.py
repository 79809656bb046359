"""`top`, `freq` and `find`: how often words occur."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers.sessions import Talk, shown


def test_top(talk: Talk) -> None:
    answer = talk("top 2")
    assert [(row.rank, row.word, row.count) for row in answer.rows] == [(1, "king", 26), (2, "the", 20)]
    assert answer.rows[1].cumulative == pytest.approx(46 / answer.tokens)
    assert len(talk("top 1000000").rows) == answer.types
    for line in ("top x", "top 0", 'top "-3"'):
        assert talk.error(line).code == "bad-option"


def test_freq(talk: Talk) -> None:
    talk("use letters")
    answer = talk('freq king "the king" /^q/ Queen')
    assert [(row.query, row.count, row.documents, row.rank) for row in answer.rows] == [
        ("king", 6, 6, 4), ("the king", 6, 6, None), ("/^q/", 9, 6, None), ("Queen", 9, 6, 1),
    ]  # fmt: skip


def test_freq_of_words_that_are_not_there(talk: Talk) -> None:
    talk("use letters")
    answer = talk('freq king quen "the quen" zz* "the zz*"')
    assert [(row.query, row.count, row.documents, row.rank) for row in answer.rows] == [
        ("king", 6, 6, 4), ("quen", 0, 0, None), ("the quen", 0, 0, None), ("zz*", 0, 0, None),
        ("the zz*", 0, 0, None),
    ]  # fmt: skip
    assert [row.note for row in answer.rows][:3] == [
        "", "Did you mean queen?", "'quen' is not in the text. Did you mean queen?"
    ]  # fmt: skip
    assert "quen: Did you mean queen?" in shown(answer)


def test_wildcards(talk: Talk) -> None:
    """In `freq` and `kwic` they mean what they mean in `find`."""
    found = talk("find king*").tokens
    assert [row.count for row in talk('freq king* k?ng "[kq]*"').rows] == [found, 26, found + 5]
    assert talk("kwic king*").hits == found
    assert talk("kwic the * of").hits == talk('freq "the * of"').rows[0].count == 10
    assert {row.match.lower() for row in talk("kwic the * of").rows} == {"the king of", "the end of"}
    assert talk("kwic the k* of").hits == 5
    assert talk("freq *").rows[0].count == talk("top").tokens
    assert talk("kwic a * 3").hits > 0
    assert "zz*" in talk.error("kwic the zz* of").message
    assert talk("disperse k*").count == talk("colloc k*").count == found
    assert talk("kwic [king]").hits == 26  # as [sic]: brackets around a word are no wildcards


def test_words_may_be_left_out(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_text("The\nof\n\nnot-there\n", "utf-8")
    answer = talk(f"top 2 --min-length 3 --stop {tmp_path}/stop.txt")
    assert [(row.rank, row.word) for row in answer.rows] == [(1, "king"), (6, "here")]
    words = {row.word for row in talk(f"colloc king --min-count 1 --stop {tmp_path}/stop.txt").rows}
    assert "the" not in words
    assert "a" in words
    assert talk.error("top --stop /nonexistent").code == "bad-stop-list"
    os.mkfifo(tmp_path / "pipe")
    assert talk.error(f"top --stop {tmp_path}/pipe").code == "bad-stop-list"  # and does not wait for a writer


def test_find(talk: Talk) -> None:
    answer = talk("find king* 1")
    assert (answer.types, answer.tokens) == (2, 31)
    assert [(row.word, row.count, row.rank) for row in answer.rows] == [("king", 26, 1)]
    assert talk("find xyz").rows == ()
    assert "no words" in shown(talk("find xyz"))
    assert talk.error("find /(/").code == "bad-pattern"


def test_a_star_stands_for_letters(talk: Talk) -> None:
    kings = talk("find king*")
    assert talk("kwic king*").hits == talk("freq king*").rows[0].count == kings.tokens > talk("kwic king").hits
    assert talk("freq king*").rows[0].rank is None
    assert talk("kwic the* king").hits == talk("kwic the king").hits


def test_an_expression_is_over_single_words(talk: Talk) -> None:
    error = talk.error("kwic /the king/")
    assert (error.code, "leave the slashes out" in error.hint) == ("bad-pattern", True)
    assert talk("kwic /the|a king/").hits == talk("kwic /the/").hits
