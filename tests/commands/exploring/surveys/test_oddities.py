"""`outliers` and `twins` as commands: reasons in words, kinds, and what cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.space.identity import Identity
from embrepl.space.space import Space
from tests.helpers.sessions import Talk, quoted, shown
from tests.space.groups.planted import planted, space_of, talking_of

NAMES = [f"{'abcde'[at % 5]}{at // 5}" for at in range(60)]


@pytest.fixture
def talk() -> Iterator[Talk]:
    """A session with a model of five groups, a word far from all, and two spellings of one word."""
    rows = np.concatenate([planted(5), np.zeros((3, 16), np.float32)])
    rows[60, 9] = 1
    rows[61, 11] = rows[62, 11] = 1
    rows[62, 12] = 0.1
    with talking_of(space_of(rows, [*NAMES, "lonely", "theatre", "theater"])) as talk:
        yield talk


def test_the_word_far_from_all_comes_first_and_it_is_said_why(talk: Talk) -> None:
    answer = talk("outliers 3")
    assert answer.rows[0].word == "lonely"
    assert answer.rows[0].hub == 0
    assert "nearest to no word" in answer.rows[0].why
    assert "far for its frequency" in answer.rows[0].why
    assert answer.alone >= 1
    text = shown(answer, width=80)
    assert "lonely" in text
    assert "nearest to no word" in " ".join(text.split())


def test_hubs_come_first_where_they_are_asked_for(talk: Talk) -> None:
    rows = talk("outliers 63 --by hub").rows
    assert [row.hub for row in rows] == sorted((row.hub for row in rows), reverse=True)
    assert sum(row.hub for row in rows) == 630


def test_twins_are_shown_with_their_kind_and_counts(talk: Talk) -> None:
    answer = talk("twins --cosine 0.9")
    assert [(row.likeness, row.words, row.counts) for row in answer.rows] == [
        ("spelling", ("theatre", "theater"), (2, 1))
    ]
    assert answer.found == {"form": 0, "script": 0, "spelling": 1, "inflection": 0, "characters": 0}
    assert not answer.by_chance
    text = shown(answer, width=80)
    assert "theatre 2  theater 1" in text
    assert "at least 0.90" in text
    assert "no words" in shown(talk("twins --like form"))


def test_answers_for_programs_are_flat(talk: Talk) -> None:
    assert shown(talk("outliers"), "csv").startswith("rank,word,doubt,nearness,like,mutual,hub,count,nearest,why")
    head, row = shown(talk("twins --like spelling"), "csv").splitlines()
    assert head == "likeness,cosine,words_1,words_2,counts_1,counts_2"
    assert row.startswith("spelling,0.99")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("outliers 0", "bad-option"),
        ("outliers x", "bad-option"),
        ("outliers --by luck", "bad-option"),
        ("twins 0", "bad-option"),
        ("twins --cosine 2", "bad-option"),
        ("twins --cosine near", "bad-option"),
        ("twins --like sound", "bad-option"),
    ],
)
def test_what_cannot_be_asked(talk: Talk, line: str, code: str) -> None:
    assert talk.error(line).code == code


@pytest.mark.parametrize("line", ["outliers", "twins"])
def test_models_without_nearness_and_of_few_words(line: str) -> None:
    for space in (
        Space(["a", "b", "c", "d"], np.arange(4), Identity(4), name="planted"),
        space_of(np.eye(2, dtype=np.float32), ["a", "b"]),
    ):
        with talking_of(space) as talk:
            assert talk.error(line).code == "no-groups"
    with talking_of(space_of(np.eye(3, dtype=np.float32) + 0.1, ["a", "b", "c"], counted=False)) as talk:
        assert shown(talk(line))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["outliers", "twins"]), st.text(max_size=6), st.text(max_size=6))
def test_nothing_raises_but_a_sentence(talk: Talk, command: str, number: str, words: str) -> None:
    try:
        shown(talk(f"{command} {quoted(number)} --words {quoted(words)}"))
    except EmbreplError as error:
        assert error.message
