"""From typed lines to statements and tokens."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embrepl.commands.lexer import split_at_commas, statements, tokens
from tests.helpers.sessions import quoted

SIGNS = st.text(st.sampled_from("ab王 \t;&#'\"\\-+=()*\x1b\u3000；，、「」《》“”’「«»－—＃"), max_size=40)
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
    assert not rest or rest.startswith(("#", "＃"))


@given(LINES)
def test_statements_hold_all_tokens_but_the_signs_between_them(line: str) -> None:
    found = statements(line)
    assert all(statement.tokens for statement in found)
    assert all(statement.text in line for statement in found)
    held = [token for statement in found for token in statement.tokens]
    loose = [token for token in tokens(line) if token not in held]
    assert all(token.raw in {";", "&", "；", "＆"} for token in loose)


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


WIDE = str.maketrans({" ": "\u3000", ";": "；", "&": "＆", "#": "＃"})
PAIRS = ["「」", "『』", "《》", "〈〉", "“”", "‘’", "＂＂", "„“", "«»", "｢｣"]
WORDS = st.text(st.sampled_from("ab王行者3"), min_size=1, max_size=4)
PARTS = st.lists(st.one_of(WORDS, st.sampled_from(["--k", "5", ";", "&", "+", "#"])), max_size=8)


@given(PARTS)
def test_what_is_typed_in_full_width_means_the_same(parts: list[str]) -> None:
    line = " ".join(parts)
    wide = line.translate(WIDE).replace("--", "－－")
    assert [token.place for token in tokens(wide)] == [token.place for token in tokens(line)]
    assert [[token.text for token in each.tokens] for each in statements(wide)] == cut(line)
    assert [each.background for each in statements(wide)] == [each.background for each in statements(line)]


@given(st.lists(st.tuples(st.sampled_from(PAIRS), st.text(st.sampled_from("ab王； ;，、#＃&+-'\""), min_size=1))))
def test_what_stands_between_marks_is_one_token(quotations: list[tuple[str, str]]) -> None:
    texts = [text.strip() or "x" for _, text in quotations]
    kept = {"‘’": "'", "＂＂": '"', "“”": '"', "„“": '"'}
    texts = [text.replace(kept.get(pair, "\0"), "x") for text, (pair, _) in zip(texts, quotations, strict=True)]
    line = " ".join(pair[0] + text + pair[1] for text, (pair, _) in zip(texts, quotations, strict=True))
    assert [(token.text, token.quoted) for token in tokens(line)] == [(text, True) for text in texts]


@given(st.lists(WORDS, min_size=1), st.data())
def test_commas_of_full_width_part_words_and_no_number(words: list[str], data: st.DataObject) -> None:
    line = words[0] + "".join(data.draw(st.sampled_from("，、")) + word for word in words[1:])
    (token,) = tokens(line)
    parts = split_at_commas(token)
    assert [part.text for part in parts] in (words, [line])
    assert all(line[part.place : part.place + len(part.raw)] == part.raw for part in parts)
    (number,) = tokens("１，０００")
    assert split_at_commas(number) == [number]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("near 国王；near 王后", [["near", "国王"], ["near", "王后"]]),
        ("freq 「行者；八戒」", [["freq", "行者；八戒"]]),
        ("freq 《西游记》", [["freq", "西游记"]]),
        ("load 《西游记》.txt", [["load", "《西游记》.txt"]]),
        ("freq 「他说「好」了」", [["freq", "他说「好」了"]]),
        ("freq 「行者」《八戒》", [["freq", "行者", "八戒"]]),
        ("freq 「行者」、「八戒」", [["freq", "行者", "、", "八戒"]]),
        ('freq “new york" „a b“ « c d »', [["freq", "new york", "a b", "c d"]]),
        ("freq “it’s” don’t ’tis", [["freq", "it’s", "don't", "'tis"]]),
        ("near 国王 －－k ３", [["near", "国王", "--k", "３"]]),
        ("near 国王 ——ｋ＝３", [["near", "国王", "--k=３"]]),
        ("near 国王——男人", [["near", "国王——男人"]]),
        ("near （国王 － 男人）", [["near", "（国王", "－", "男人）"]]),
    ],
)
def test_lines_of_input_methods_and_word_processors(line: str, found: list[list[str]]) -> None:
    assert cut(line) == found
