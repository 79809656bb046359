"""`cluster`: groups, the words of one, and what cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.space.identity import Identity
from embrepl.space.space import Space
from tests.helpers.sessions import Talk, quoted, shown
from tests.space.groups.planted import planted, space_of, talking_of

NAMES = [f"{'abcde'[at % 5]}{at // 5}" for at in range(60)]  # a0 b0 c0 d0 e0 a1 …


@pytest.fixture
def talk() -> Iterator[Talk]:
    """A session with a model of five groups, whose words begin with the letter of their group."""
    with talking_of(space_of(planted(5), NAMES)) as talk:
        yield talk


def test_groups_are_named_by_their_words_with_sizes_and_figures(talk: Talk) -> None:
    answer = talk("cluster 5")
    assert [row.size for row in answer.rows] == [12] * 5
    assert {"".join(sorted({each[0] for each in row.words})) for row in answer.rows} == set("abcde")
    assert all(row.silhouette > 0.7 and row.stability == 1 and row.count for row in answer.rows)
    text = shown(answer)
    assert "5 groups" in text
    assert "silhouette" in text


def test_without_a_number_it_is_chosen_and_said_why(talk: Talk) -> None:
    answer = talk("cluster")
    assert len(answer.rows) == 5
    assert "5 groups have the greatest mean silhouette" in answer.why
    assert answer.why.split(" (")[0] in " ".join(shown(answer).split())


def test_the_words_of_a_group_by_number_and_by_word(talk: Talk) -> None:
    by_word = talk("cluster 5 --show c7")
    assert {row.word for row in by_word.rows} == {name for name in NAMES if name[0] == "c"}
    assert by_word.note == "c7 is in it."
    assert [row.cosine for row in by_word.rows] == sorted((row.cosine for row in by_word.rows), reverse=True)
    by_number = talk(f"cluster 5 --show {by_word.group} --n 3")
    assert by_number.rows == by_word.rows[:3]
    assert f"group {by_word.group} of 5" in shown(by_number)


def test_a_word_beyond_those_that_are_grouped_has_a_nearest_group(talk: Talk) -> None:
    answer = talk("cluster 5 --words 30 --show b11")
    assert "not among the 30 words" in answer.note
    assert {row.word[0] for row in answer.rows} == {"b"}


def test_tables_for_programs_are_flat(talk: Talk) -> None:
    head, *lines = shown(talk("cluster 5 --format csv"), "csv").splitlines()
    assert head.startswith("group,size,count,silhouette,cosine,stability,words_1,words_2")
    assert len(lines) == 5
    assert shown(talk("cluster 5 --show a1"), "csv").startswith(
        "rank,word,cosine,silhouette,count,next_group,next_name"
    )


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("cluster 61", "bad-option", "61 groups need as many words; planted has 60"),
        ("cluster 1", "bad-option", "K is from 2"),
        ("cluster many", "bad-option", "K is a whole number of groups, not 'many'"),
        ("cluster 5 --show 6", "bad-option", "There are 5 groups; there is no group 6"),
        ("cluster 5 --show 0", "bad-option", "no group 0"),
        ('cluster 5 --show " "', "wrong-usage", "--show takes the number of a group or a word"),
        ("cluster 5 --show zebra", "unknown-word", "'zebra' is not among the 60 words of planted"),
        ("clusters", "unknown-command", "'clusters'"),
    ],
)
def test_what_cannot_be_asked(talk: Talk, line: str, code: str, message: str) -> None:
    error = talk.error(line)
    assert error.code == code
    assert message in error.message
    assert error.hint


@pytest.mark.parametrize(
    ("space", "message"),
    [
        (Space(["a", "b", "c", "d"], np.arange(4), Identity(4), name="m"), "an axis of its own"),
        (Space(["a", "b"], np.arange(2), np.eye(2, dtype=np.float32), name="m"), "2 of its words with a direction"),
        (Space(["a", "b", "c"], np.arange(3), np.zeros((3, 2), np.float32), name="m"), "0 of its words"),
    ],
)
def test_models_without_groups(space: Space, message: str) -> None:
    with talking_of(space) as talk:
        for line in ("cluster", "cluster 2"):
            error = talk.error(line)
            assert error.code == "no-groups"
            assert message in error.message


def test_three_words_and_vectors_without_counts_will_do() -> None:
    rows = np.array([[1, 0], [1, 0.1], [0, 1]], np.float32)
    with talking_of(space_of(rows, ["a", "b", "c"], counted=False)) as talk:
        answer = talk("cluster")
        assert [row.size for row in answer.rows] == [2, 1]
        assert [row.count for row in answer.rows] == [None, None]
        assert shown(answer)


def test_blank_vectors_are_left_out_and_counted(talk: Talk) -> None:
    rows = planted(5)
    rows[3] = 0
    with talking_of(space_of(rows, NAMES)) as other:
        answer = other("cluster 5")
        assert (answer.words, answer.blank) == (59, 1)
        assert "1 word without a direction left out" in shown(answer)
        assert other.error("cluster 5 --show d0").code == "no-direction"


def test_ctrl_c_stops_it(talk: Talk) -> None:
    session = talk.session
    with session.question("cluster"):
        session.interrupts.press()
        assert talk.error("cluster").code == "stopped"


def test_nothing_trained_is_said() -> None:
    assert Talk(Session()).error("cluster").code == "nothing-trained"


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=8), st.text(max_size=8))
def test_nothing_raises_but_a_sentence(talk: Talk, number: str, show: str) -> None:
    try:
        shown(talk(f"cluster {quoted(number)} --show {quoted(show)} --words 20"))
    except EmbreplError as error:
        assert error.message.endswith((".", "?", ":"))


def test_how_groups_join(talk: Talk) -> None:
    answer = talk("cluster 5 --tree")
    assert (answer.kind, answer.of, len(answer.leaves), len(answer.rows)) == ("tree", "groups", 5, 4)
    assert sorted(leaf.split()[0] for leaf in answer.leaves) == list("12345")
    names = {str(row.group): " ".join(row.words[:3]) for row in talk("cluster 5").rows}
    assert all(names[leaf.split()[0]] == leaf.split(" ", 1)[1] for leaf in answer.leaves)
    assert talk.error("cluster 5 --tree --show 1").code == "wrong-usage"
