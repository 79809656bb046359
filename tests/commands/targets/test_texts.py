"""Targets in the text: phrases, groups in brackets, patterns; sums are refused, other signs are a part of the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.commands.lexer import statements
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of

TEXT = "The king and the queen. A king's crown, kings all; the c++ of e-mail.\n" * 3 + "special effects, effects\n" * 2


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("texts"), {"a.txt": TEXT, "b.txt": "林黛玉笑道，宝玉来了。黛玉听了。"})


@pytest.fixture
def talk(corpus: Corpus) -> Talk:
    return asking(text=corpus)


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("special effects", 2),
        ("special, effects", 2),  # signs are no matter in a phrase
        ('"special effects"', 2),
        ("(king, queen)", 6),
        ("（king，queen）", 6),
        ("(king, king, kin*, /^king$/)", 9),  # each place once: king's is a word of its own
        ('(king, "the queen")', 6),
        ("kin*", 9),
        ("the * and", 3),
        ("c++", 3),
        ("e-mail", 3),
        ("（黛玉，宝玉）", 3),
        ("黛玉", 2),
        ("(黛玉)", 2),
    ],
)
def test_what_is_found(talk: Talk, typed: str, hits: int) -> None:
    assert talk(f"kwic {typed}").hits == hits
    assert talk(f"disperse {typed}").count == hits
    assert talk(f"colloc {typed} --min-count 1").count == hits


def test_freq_counts_each_by_itself_and_groups_together(talk: Talk) -> None:
    rows = talk('freq king, queen "special effects" (king, queen) kin*').rows
    assert [(row.query, row.count) for row in rows] == [
        ("king", 3), ("queen", 3), ("special effects", 2), ("(king, queen)", 6), ("kin*", 9)
    ]  # fmt: skip
    assert rows[3].note == "king 3 · queen 3"
    assert rows[3].documents == 1


def test_freq_says_how_often_the_words_follow_each_other(talk: Talk) -> None:
    assert [row.count for row in talk("freq special effects").rows] == [2, 4]
    assert 'As a phrase: 2 times. `freq "special effects"` counts it.' in talk.notes.getvalue()
    talk.notes.truncate(0)
    for line in ("freq effects king", 'freq "special" "effects"', "freq special", "freq spec* effects"):
        talk(line)
    assert "phrase" not in talk.notes.getvalue()


@pytest.mark.parametrize("verb", ["kwic", "colloc", "disperse", "freq"])
@pytest.mark.parametrize("typed", ["king - queen", "king + queen", "king | queen", "queen － king + crown"])
def test_the_text_has_no_sums(talk: Talk, verb: str, typed: str) -> None:
    error = talk.error(f"{verb} {typed}")
    assert error.code == "wrong-usage"
    assert "joins words whose vectors are asked" in error.message
    assert error.place is not None
    assert error.place.text[error.place.offset] in "-+|－"


def test_a_name_behind_an_at_sign_is_no_text(talk: Talk) -> None:
    assert "@ names a model" in talk.error("kwic king@text").message
    assert talk.error("kwic king@nowhere").code == "unknown-word"


def test_find_takes_several_patterns(talk: Talk) -> None:
    assert [row.word for row in talk("find (kin*, *fects)").rows] == ["effects", "king", "king's", "kings"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.lists(st.sampled_from(["king", "黛玉", "kin*", "/k/", *"(),+-|*： \"'@", "2*"]), min_size=1, max_size=10))
def test_any_line_is_answered_or_refused_with_a_sentence(talk: Talk, parts: list[str]) -> None:
    for verb in ("kwic", "freq", "find", "colloc", "disperse"):
        for statement in statements(f"{verb} {' '.join(parts)}"):
            try:
                talk(statement.text)
            except EmbreplError as error:
                assert error.message.strip()
