"""From typed lines to statements and tokens."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embrepl.commands.lexer import statements, tokens
from tests.helpers.sessions import quoted

SIGNS = st.text(st.sampled_from("ab王 \t;&#'\"\\-+=()*\x1b\u3000"), max_size=40)
LINES = st.one_of(st.text(max_size=60), SIGNS)


@given(LINES)
def test_any_line_is_cut_without_an_error(line: str) -> None:
    found = tokens(line)
    for token in found:
        assert token.raw
        assert line[token.place : token.place + len(token.raw)] == token.raw
    ends = [0, *(token.place + len(token.raw) for token in found)]
    between = [line[end : token.place] for end, token in zip(ends, found, strict=False)]
    assert not "".join(between).strip()
    rest = line[ends[-1] :].lstrip()
    assert not rest or rest.startswith("#")


@given(LINES)
def test_statements_hold_all_tokens_but_the_signs_between_them(line: str) -> None:
    found = statements(line)
    assert all(statement.tokens for statement in found)
    assert all(statement.text in line for statement in found)
    held = [token for statement in found for token in statement.tokens]
    loose = [token for token in tokens(line) if token not in held]
    assert all(token.raw in {";", "&"} for token in loose)


@example(["“", "a ”b"])
@given(st.lists(st.text(st.characters(exclude_characters="\n")), min_size=1))
def test_a_quoted_text_comes_back(texts: list[str]) -> None:
    line = " ".join(map(quoted, texts))
    assert [token.text for token in tokens(line)] == texts
    assert all(token.quoted for token in tokens(line))
    single = " ".join("'" + text.replace("'", "''") + "'" for text in texts)
    assert [token.text for token in tokens(single)] == texts


def cut(line: str) -> list[list[str]]:
    return [[token.text for token in statement.tokens] for statement in statements(line)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", []),
        ("   ", []),
        ("# a comment", []),
        ("near king # a comment; near queen", [["near", "king"]]),
        ("vec c#", [["vec", "c#"]]),
        ("near king; near queen", [["near", "king"], ["near", "queen"]]),
        ("near king;near queen;", [["near", "king"], ["near", "queen"]]),
        (";;near king;;", [["near", "king"]]),
        ('near ";" ; vec "#"', [["near", ";"], ["vec", "#"]]),
        ("vec don't", [["vec", "don't"]]),
        ("vec 'tis", [["vec", "'tis"]]),
        ("vec o'clock 'n", [["vec", "o'clock", "'n"]]),
        ("vec 'it''s'", [["vec", "it's"]]),
        ('vec ""', [["vec", ""]]),
        ('vec """"', [["vec", '"']]),
        ("vec rock&roll", [["vec", "rock&roll"]]),
        (r"load C:\texts\a.txt", [["load", r"C:\texts\a.txt"]]),
        (r'load "C:\my texts\"', [["load", "C:\\my texts\\"]]),
        ("load '/home/me/my texts/a;b.txt'", [["load", "/home/me/my texts/a;b.txt"]]),
        ('near "king"-"man"', [["near", "king", '-"man"']]),
        ("near 国王 － 男人", [["near", "国王", "－", "男人"]]),
        ("near\u3000国王", [["near", "国王"]]),
    ],
)
def test_lines(line: str, found: list[list[str]]) -> None:
    assert cut(line) == found


@pytest.mark.parametrize(
    ("line", "background"),
    [
        ("train &", [True]),
        ("train zero --k 3 & ; near king", [True, False]),
        ('train "&"', [False]),
        ("train & zero", [False]),
        ("&", []),
    ],
)
def test_background(line: str, background: list[bool]) -> None:
    assert [statement.background for statement in statements(line)] == background
    assert "&" not in [token.text for statement in statements("train &") for token in statement.tokens]
