"""`neighbourhood`: a tree of neighbours in which each word stands once, below the nearest that has room."""

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
from tests.space.groups.planted import planted, space_of, talking_of, units_of

NAMES = [f"{'abcde'[at % 5]}{at // 5}" for at in range(60)]
ROWS = planted(5, noise=0.3)


@pytest.fixture
def talk() -> Iterator[Talk]:
    """A session with a model of five groups of twelve words."""
    with talking_of(space_of(ROWS, NAMES, counted=False)) as talk:
        yield talk


def test_each_word_stands_once_below_one_that_has_it_among_its_nearest(talk: Talk) -> None:
    rows = talk("neighbourhood a0 4 --branch 3").rows
    words = [row.word for row in rows]
    assert "a0" not in words
    assert len(words) == len(set(words))
    cosines = units_of(ROWS) @ units_of(ROWS).T
    first = [row.word for row in rows if row.level == 1]
    order = np.argsort(-cosines[0], kind="stable")
    assert first == [NAMES[at] for at in order if at][:4]
    for row in rows:
        above, at = NAMES.index(row.above), NAMES.index(row.word)
        assert row.cosine == pytest.approx(cosines[above, at], abs=1e-5)
        assert row.with_target == pytest.approx(cosines[0, at], abs=1e-5)
    below = [row for row in rows if row.level == 2]
    assert len(below) == 12
    full = {name for name in first if sum(row.above == name for row in below) == 3}
    for row in below:  # no neighbour with room is nearer
        nearer = [name for name in first if cosines[NAMES.index(name), NAMES.index(row.word)] > row.cosine + 1e-6]
        assert set(nearer) <= full


def test_words_below_follow_the_one_above(talk: Talk) -> None:
    above = ""
    for row in talk("neighbourhood b3").rows:
        if row.level == 1:
            above, wanted = row.word, "b3"
        else:
            wanted = above
        assert row.above == wanted


def test_it_is_drawn_as_a_tree(talk: Talk) -> None:
    lines = shown(talk("neighbourhood a0 2 --branch 2")).splitlines()
    drawn = [line.split("─ ")[0] for line in lines if "─ " in line]
    assert drawn == ["├", "│  ├", "│  └", "└", "   ├", "   └"]


def test_no_branches_an_expression_and_the_other_spelling(talk: Talk) -> None:
    answer = talk("neighborhood a0 + b0 3 --branch 0")
    assert [row.level for row in answer.rows] == [1, 1, 1]
    assert not {"a0", "b0"} & {row.word for row in answer.rows}


def test_answers_for_programs_are_flat(talk: Talk) -> None:
    head = shown(talk("neighbourhood a0"), "csv").splitlines()[0]
    assert head == "level,above,word,cosine,with_target,count,mutual"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("neighbourhood", "wrong-usage"),
        ("neighbourhood zebra", "unknown-word"),
        ("neighbourhood a0 0", "bad-option"),
        ("neighbourhood a0 - a0", "no-direction"),
        ("neighbourhood (a0", "bad-expression"),
    ],
)
def test_what_cannot_be_asked(talk: Talk, line: str, code: str) -> None:
    assert talk.error(line).code == code


def test_models_without_nearness_and_of_few_words() -> None:
    with talking_of(Space(["a", "b"], np.ones(2), Identity(2), name="planted")) as talk:
        assert "axis of its own" in shown(talk("neighbourhood a"))
    with talking_of(space_of(np.eye(3, dtype=np.float32) + 0.1, ["a", "b", "c"])) as talk:
        assert {row.word for row in talk("neighbourhood a").rows} == {"b", "c"}
    with talking_of(space_of(np.ones((1, 2), np.float32), ["a"])) as talk:
        assert "no words" in shown(talk("neighbourhood a"))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12), st.booleans())
def test_nothing_raises_but_a_sentence(talk: Talk, text: str, quoting: bool) -> None:
    try:
        plain = "".join(letter for letter in text if letter.isprintable() and letter not in "#;&>；＃＆＞")
        line = quoted(text) if quoting else plain
        shown(talk(f"neighbourhood {line}"))
    except EmbreplError as error:
        assert error.message
