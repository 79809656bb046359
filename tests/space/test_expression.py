"""Expressions: any text parses or is refused with a place in it, and the sum is the plain one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.parser import parse, parse_pieces
from embrepl.space.expression.symbols import OPENING, SIGNS, TextPart, quote
from embrepl.space.space import Space
from tests.space.shapes import shape

WORDS = [
    "king",
    "man",
    "woman",
    "well-known",
    "don't",
    "ice cream",
    "c++",
    "1984",
    "-",
    "'",
    '"',
    "国王",
    "a\\b",
    "U.S.",
]
SPACE = Space(WORDS, np.zeros(len(WORDS), np.int64), np.random.default_rng(1).standard_normal((len(WORDS), 5)))


COMMA = "Only one can be asked here; the mean of several is asked in brackets, as in (king, queen)"


def meaning(text: str) -> object:
    return shape(parse(text).part)


def vector(text: str) -> np.ndarray:
    return parse(text).vector(lambda word: SPACE.direction(word.text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("king", "king"),
        ("king - man + woman", [(1, "king"), (-1, "man"), (1, "woman")]),
        ("-king", [(-1, "king")]),
        ("--king", "king"),
        ("king+man", [(1, "king"), (1, "man")]),
        ("king -man", [(1, "king"), (-1, "man")]),
        ("king- man", [(1, "king"), (-1, "man")]),
        ("a--b", [(1, "a"), (1, "b")]),
        ("well-known", "well-known"),
        ("don't - rock'n'roll", [(1, "don't"), (-1, "rock'n'roll")]),
        ("2*king", [(2, "king")]),
        ("2 *king", [(2, "king")]),
        ("2* king", [(2, "king")]),
        ("２＊king", [(2, "king")]),
        ("2 * king - .5*man", [(2, "king"), (-0.5, "man")]),
        ("1e-1*king", [(0.1, "king")]),
        ("2*3*king", [(6, "king")]),
        ("2*(a + b)", [(2, [(1, "a"), (1, "b")])]),
        ("king - (man - 2*woman)", [(1, "king"), (-1, [(1, "man"), (-2, "woman")])]),
        ("(king)", "king"),
        ("'ice cream' + \"c++\"", [(1, "ice cream"), (1, "c++")]),
        ("'it''s' - \"\"\"\"", [(1, "it's"), (-1, '"')]),
        ("1984", "1984"),
        ("1984 - 2", [(1, "1984"), (-1, "2")]),
        ("国王－男人＋女人", [(1, "国王"), (-1, "男人"), (1, "女人")]),
        ("king − man", [(1, "king"), (-1, "man")]),
        ("U.S.", "U.S."),
        ("king man", "king man"),
        ("'king' man - of  war", [(1, "king man"), (-1, "of war")]),
        ("国王 男人", "国王 男人"),
        ("climate change@novel2", "climate change@novel2"),
        ("immigr*", "immigr*"),
        ("*ness", "*ness"),
        ("un*able - *ness", [(1, "un*able"), (-1, "*ness")]),
        ("2*un*able", [(2, "un*able")]),
        ("1984*", "1984*"),
        ("1984* - a", [(1, "1984*"), (-1, "a")]),
        ("immigr＊", "immigr*"),
        ("the * of", "the * of"),
        ("/immigr.*/", "/immigr.*/"),
        ("/^(un|in).*able$/i - a", [(1, "/^(un|in).*able$/i"), (-1, "a")]),
        ("／^un.*／", "/^un.*/"),
        ("and/or", "and/or"),
        ("(king, queen)", ("king", "queen")),
        ("（king，queen、man）", ("king", "queen", "man")),
        ("(king - man, 'ice cream') + a", [(1, ([(1, "king"), (-1, "man")], "ice cream")), (1, "a")]),
        ("1,000", "1,000"),
        ("king | royal", {"of": "king", "without": ["royal"]}),
        ("king - man ｜ royal | (a, b)", {"of": [(1, "king"), (-1, "man")], "without": ["royal", ("a", "b")]}),
        ("(king | royal) - man", [(1, {"of": "king", "without": ["royal"]}), (-1, "man")]),
        ("queen@novel2", "queen@novel2"),
        ("'ice cream'@two", "ice cream@two"),
        ("(king, queen@b)@a", ("king@a", "queen@b")),
        ("(king - man | b)@a", {"of": [(1, "king@a"), (-1, "man@a")], "without": ["b@a"]}),
        ("/a.c/@two", "/a.c/@two"),
        ("immigr*@two", "immigr*@two"),
        ("@king", "@king"),
        ("'tis", "'tis"),
        ("dogs'", "dogs'"),
        ("the dogs’", "the dogs'"),
        ("a - 'king", [(1, "a"), (-1, "'king")]),
        ("/king", "/king"),
        ("king@", "king@"),
        ("国王＠two", "国王@two"),
        ("(king, queen)＠two", ("king@two", "queen@two")),
    ],
)
def test_what_it_means(text: str, expected: object) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize(
    ("text", "what", "offset"),
    [
        ("", "A word is missing here", 0),
        ("king -", "A word is missing here", 6),
        ("king 2*man", "A + or - is missing here", 5),
        ("king (man)", "A + or - is missing here", 5),
        ("king)", "This bracket was never opened", 4),
        ("(king", "This bracket is not closed", 0),
        ("(king man", "This bracket is not closed", 0),
        ("(king (man))", "A + or - is missing here", 6),
        ('"king', "This quote is not closed", 0),
        ("king“", "This quote is not closed", 4),
        ("(king,)", "A word is missing here", 6),
        ("king |", "A word is missing here", 6),
        ("king, man", COMMA, 4),
        ("'a b'*2", "Only a number can stand before *", 5),
        ("()", "A word is missing here", 1),
        ("king*2", "A weight before * is a number, as in 2*king", 0),
        ("(king)*2", "Only a number can stand before *", 6),
        ("'two'*king", "Only a number can stand before *", 5),
        ("1e999*king", "A weight is at most 1,000,000", 0),
        ("''", "There is no word between these quotes", 0),
        ("(" * 60 + "a", "Brackets nest at most 50 deep", 50),
        ("a\t(b", "A + or - is missing here", 2),
        ("\x1b[ (x", "A + or - is missing here", 3),
    ],
)
def test_errors_name_the_place(text: str, what: str, offset: int) -> None:
    with pytest.raises(EmbreplError) as failure:
        parse(text)
    error = failure.value
    assert (error.code, error.message, error.place) == ("bad-expression", f"{what}.", Place(text, offset))


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("ab2.*+-()'\" \t国－—\u0301\x00|,@/:，")))
def test_any_text_parses_or_is_refused_at_a_place_in_it(text: str) -> None:
    try:
        query = parse(text)
    except EmbreplError as error:
        assert error.code == "bad-expression"
        assert "\n" not in error.message
        assert error.place is not None
        assert error.place.text == text
        assert 0 <= error.place.offset <= len(text)
    else:
        assert query.words
        assert query.text == text
        assert np.isfinite(query.vector(lambda _: np.ones(3))).all()


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(), st.integers(0, 9))
def test_a_piece_of_a_line_means_what_its_text_means_and_its_place_is_in_the_line(
    text: str, before: str, after: int
) -> None:
    line = before + text + "x" * after
    try:
        alone = parse(text)
    except EmbreplError as error:
        with pytest.raises(EmbreplError) as failure:
            parse_pieces([TextPart(text, len(before))], line)
        assert error.place is not None
        assert failure.value.place == Place(line, len(before) + (error.place.offset if text else 0))
    else:
        shifted = parse_pieces([TextPart(text, len(before))], line)
        assert shape(shifted.part) == shape(alone.part)
        assert [one.place for one in shifted.words] == [one.place + len(before) for one in alone.words]


def test_every_sign_is_known_to_the_parser() -> None:
    assert set(SIGNS) - set(OPENING) == {")", "）"}
    for sign in set(SIGNS) - set("*＊"):
        with pytest.raises(EmbreplError):
            parse(f"a {sign}")


def test_long_texts() -> None:
    assert len(parse(" + ".join(["a"] * 20_000)).words) == 20_000
    assert meaning("-" * 20_001 + "a") == [(-1, "a")]
    assert meaning("1*" * 20_000 + "a") == "a"
    assert meaning("x" * 10_000) == "x" * 10_000
    assert meaning("*" * 10_000) == "*" * 10_000


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))  # spaces are no word
def test_a_quoted_word_is_itself(word: str) -> None:
    assert meaning(quote(word)) == word
    assert meaning(f"a - {quote(word)}") == [(1, "a"), (-1, word)]


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector) if np.linalg.norm(vector) > 1e-20 else vector


def without(vector: np.ndarray, other: np.ndarray) -> np.ndarray:
    left = vector - (vector @ unit(other)) * unit(other)
    return left if np.linalg.norm(left) > 1e-6 * np.linalg.norm(vector) else np.zeros_like(vector)


tree = st.recursive(
    st.sampled_from(WORDS).map(lambda word: (quote(word), SPACE.units([SPACE.id(word)])[0].astype(float))),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} + {two[1][0]})", two[0][1] + two[1][1])),
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} - {two[1][0]})", two[0][1] - two[1][1])),
        inner.map(lambda one: (f"(-{one[0]})", -one[1])),
        st.tuples(inner, inner).map(
            lambda two: (f"({two[0][0]}, {two[1][0]})", (unit(two[0][1]) + unit(two[1][1])) / 2)
        ),
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} | {two[1][0]})", without(two[0][1], two[1][1]))),
        st.tuples(st.integers(0, 9), inner).map(lambda two: (f"{two[0]}*{two[1][0]}", two[0] * two[1][1])),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(tree.filter(lambda one: np.abs(one[1]).max() < 1e5))
def test_equals_the_plain_sum(case: tuple[str, np.ndarray]) -> None:
    text, expected = case
    try:
        found = vector(text)
    except EmbreplError as error:
        assert "weight" in error.message
        return
    assert found == pytest.approx(expected, abs=1e-4, rel=1e-4)


def test_several_directions_are_taken_out_whole() -> None:
    left = vector("king | man | woman")
    for word in ("man", "woman"):
        assert left @ SPACE.direction(word) == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(vector("king | king"), 0)
    np.testing.assert_allclose(vector("king | man | (2*man)"), vector("king | man"), atol=1e-6)
