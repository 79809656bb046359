"""Whatever is typed behind the commands on relations, the answer is one that can be drawn, or an error of ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.commands.lexer import statements
from embrepl.errors import EmbreplError
from tests.commands.exploring.relations.kinds import CHINESE, model, one_hot, talking_of, three
from tests.helpers.sessions import Talk, shown

COMMANDS = ("sim", "odd", "rank", "analogy", "between", "axis", "weat")
WORDS = (
    "king",
    "queen",
    "man",
    "good",
    "bad",
    "other1",
    *CHINESE,
    '"good"',
    "king-man",
    "quueen",
    "king@kinds",
    "3",
    "0.5*king",
)
SIGNS = (
    " ",
    " ",
    ",",
    "，",
    "、",
    ":",
    "：",
    " : ",
    "+",
    " - ",
    "*",
    "|",
    "(",
    ")",
    "（",
    "）",
    '"',
    "'",
    "“",
    "/",
    "@",
    "#",
    "&",
    "--k",
    "--min-freq 1",
    "\0",
)

blank = model(name="blank")
blank.space.matrix[3:9] = 0
blank.space.matrix[9] = float("nan")
TALKS = {made.space.name: talking_of(made) for made in (model(), three(), one_hot(), blank)}


def asked(talk: Talk, line: str) -> None:
    for statement in statements(line):
        if statement.tokens[0].text not in COMMANDS:
            continue
        try:
            answer = talk(statement.text)
        except EmbreplError as error:
            assert error.code
            assert error.message
        else:
            assert shown(answer)
            assert shown(answer, "csv")
            assert shown(answer, "json")


@pytest.mark.parametrize("name", TALKS)
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(COMMANDS), st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=14))
def test_pieces_of_the_notation(name: str, command: str, parts: list[str]) -> None:
    asked(TALKS[name], f"{command} {''.join(parts)}")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(COMMANDS), st.text(max_size=30))
def test_any_text(command: str, text: str) -> None:
    asked(TALKS["kinds"], f"{command} {text}")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(TALKS)),
    st.lists(st.lists(st.sampled_from(WORDS[:10]), min_size=1, max_size=4, unique=True), min_size=1, max_size=5),
    st.sampled_from(["axis", "weat"]),
)
def test_lists_of_words(name: str, lists: list[list[str]], command: str) -> None:
    asked(TALKS[name], f"{command} {' : '.join(','.join(words) for words in lists)}")
