"""From typed lines to statements, tokens and bound arguments."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.commands import table
from embrepl.commands.arguments import Arguments, bind
from embrepl.commands.lexer import statements, tokens
from embrepl.errors import EmbreplError
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


def bound(line: str) -> Arguments:
    (statement,) = statements(line)
    return bind(table.command(statement.tokens[0].text), statement)


@pytest.mark.parametrize(
    ("line", "words", "options"),
    [
        ("near king --k 3", ["king"], {"k": 3}),
        ("near --k=3 king", ["king"], {"k": 3}),
        ("near king --k 1,000", ["king"], {"k": 1000}),
        ("near king --k 3 --k 4", ["king"], {"k": 4}),
        ("near king --format json", ["king"], {"format": "json"}),
        ("train --unit no", [], {"unit": False}),
        ("train --no-unit", [], {"unit": False}),
        ("train --unit zero", ["zero"], {"unit": True}),
        ("train --unit=off zero", ["zero"], {"unit": False}),
        ("train zero --mirror", ["zero"], {"mirror": True}),
        ("train --learning-rate 5e-2 --min-count 2", [], {"learning_rate": 0.05, "min_count": 2}),
        ("train --name 'my model'", [], {"name": "my model"}),
        ("train --name=", [], {"name": ""}),
        ("vec -- --k", ["--k"], {}),
        ("vec '--k'", ["--k"], {}),
        ("near -- - -king", ["-", "-king"], {}),
        ("load a b --column text c", ["a", "b", "c"], {"column": "text"}),
    ],
)
def test_options(line: str, words: list[str], options: dict[str, Any]) -> None:
    arguments = bound(line)
    assert arguments.texts() == words
    assert arguments.options == options


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("near king --k", "missing-value"),
        ("near king --k x", "bad-option"),
        ("near king --k=", "bad-option"),
        ("near king --k " + "9" * 5000, "bad-option"),
        ("near king --k --format json", "bad-option"),
        ("near king --knn 3", "unknown-option"),
        ("near king --=3", "unknown-option"),
        ("near king --no-k", "unknown-option"),
        ("near king --format xml", "bad-option"),
        ("train --unit=maybe", "bad-option"),
        ("train --learning-rate fast", "bad-option"),
        ("train --dim 1e3", "bad-option"),
        ("near", "wrong-usage"),
        ("dist one", "wrong-usage"),
        ("dist one two three", "wrong-usage"),
        ("jobs all", "wrong-usage"),
    ],
)
def test_what_cannot_be_bound(line: str, code: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        bound(line)
    assert caught.value.code == code
    assert caught.value.hint


@given(st.sampled_from(table.NAMES), LINES)
def test_any_line_binds_or_ends_in_an_error_for_the_user(name: str, rest: str) -> None:
    for statement in statements(f"{name} {rest}")[:1]:
        if statement.tokens[0].text != name:
            continue
        try:
            bind(table.command(name), statement)
        except EmbreplError as error:
            assert error.code in {"wrong-usage", "unknown-option", "missing-value", "bad-option"}


@given(st.integers(-(10**12), 10**12), st.booleans())
def test_numbers_come_back(number: int, joined: bool) -> None:
    assert bound(f"near king --k{'=' if joined else ' '}{number:,}").options == {"k": number}
