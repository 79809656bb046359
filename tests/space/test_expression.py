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


def terms(text: str) -> list[tuple[float, str]]:
    return [(term.weight, term.word) for term in parse(text).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("king", [(1, "king")]),
        ("king - man + woman", [(1, "king"), (-1, "man"), (1, "woman")]),
        ("-king", [(-1, "king")]),
        ("king+man", [(1, "king"), (1, "man")]),
        ("king -man", [(1, "king"), (-1, "man")]),
        ("king- man", [(1, "king"), (-1, "man")]),
        ("a--b", [(1, "a"), (1, "b")]),
        ("well-known", [(1, "well-known")]),
        ("don't - rock'n'roll", [(1, "don't"), (-1, "rock'n'roll")]),
        ("2*king", [(2, "king")]),
        ("2 * king - .5*man", [(2, "king"), (-0.5, "man")]),
        ("1e-1*king", [(0.1, "king")]),
        ("2*3*king", [(6, "king")]),
        ("king - (man - 2*(woman + don't))", [(1, "king"), (-1, "man"), (2, "woman"), (2, "don't")]),
        ("-(king)", [(-1, "king")]),
        ("'ice cream' + \"c++\"", [(1, "ice cream"), (1, "c++")]),
        ("'it''s' - \"\"\"\"", [(1, "it's"), (-1, '"')]),
        ("1984", [(1, "1984")]),
        ("1984 - 2", [(1, "1984"), (-1, "2")]),
        ("国王－男人＋女人", [(1, "国王"), (-1, "男人"), (1, "女人")]),
        ("king − man", [(1, "king"), (-1, "man")]),
        ("U.S.", [(1, "U.S.")]),
    ],
)
def test_what_it_means(text: str, expected: list[tuple[float, str]]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "what", "offset"),
    [
        ("", "A word is missing here", 0),
        ("king -", "A word is missing here", 6),
        ("king man", "A + or - is missing here", 5),
        ("king (man)", "A + or - is missing here", 5),
        ("king)", "This bracket was never opened", 4),
        ("(king", "This bracket is not closed", 0),
        ("(king man)", "A + or - is missing here", 6),
        ("()", "A word is missing here", 1),
        ("king*2", "A weight before * is a number, as in 2*king", 0),
        ("(king)*2", "Only a number can stand before *", 6),
        ("'two'*king", "Only a number can stand before *", 5),
        ("nan*king", "A weight before * is a number, as in 2*king", 0),
        ("1e999*king", "A weight is at most 1,000,000", 0),
        ("'king", "This quote is not closed", 0),
        ("dogs'", "This quote is not closed", 4),
        ("''", "There is no word between these quotes", 0),
        ("国王 男人", "A + or - is missing here", 3),
        ("(" * 60 + "a", "Brackets nest at most 50 deep", 50),
        ("a\tb", "A + or - is missing here", 2),
        ("\x1b[ x", "A + or - is missing here", 3),
    ],
)
def test_errors_name_the_place(text: str, what: str, offset: int) -> None:
    with pytest.raises(EmbreplError) as failure:
        parse(text)
    error = failure.value
    assert (error.code, error.message, error.place) == ("bad-expression", f"{what}.", Place(text, offset))


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("ab2.*+-()'\" \t国－—\u0301\x00")))
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
        assert query.terms
        assert query.text == text
        assert np.isfinite([term.weight for term in query.terms]).all()


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
        shifted = parse_pieces([TextPart(text, len(before))], line).terms
        assert [(one.weight, one.word) for one in shifted] == [(one.weight, one.word) for one in alone.terms]
        assert [one.place for one in shifted] == [one.place + len(before) for one in alone.terms]


def test_every_sign_is_known_to_the_parser() -> None:
    assert set(SIGNS) - set(OPENING) == {")", "）"}
    for sign in SIGNS:
        with pytest.raises(EmbreplError):
            parse(f"a {sign}")


def test_long_texts() -> None:
    assert len(parse(" + ".join(["a"] * 20_000)).terms) == 20_000
    assert terms("-" * 20_001 + "a") == [(-1, "a")]
    assert terms("1*" * 20_000 + "a") == [(1, "a")]
    assert terms("x" * 10_000) == [(1, "x" * 10_000)]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_quoted_word_is_itself(word: str) -> None:
    assert terms(quote(word)) == [(1, word)]
    assert terms(f"a - {quote(word)}") == [(1, "a"), (-1, word)]


tree = st.recursive(
    st.sampled_from(WORDS).map(lambda word: (quote(word), SPACE.unit[SPACE.id(word)].astype(float))),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} + {two[1][0]})", two[0][1] + two[1][1])),
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} - {two[1][0]})", two[0][1] - two[1][1])),
        inner.map(lambda one: (f"(-{one[0]})", -one[1])),
        st.tuples(st.integers(0, 9), inner).map(lambda two: (f"{two[0]}*{two[1][0]}", two[0] * two[1][1])),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(tree.filter(lambda one: np.abs(one[1]).max() < 1e5))
def test_equals_the_plain_sum(case: tuple[str, np.ndarray]) -> None:
    text, expected = case
    try:
        query = parse(text)
    except EmbreplError as error:
        assert "weight" in error.message
        return
    assert query.evaluate(SPACE) == pytest.approx(expected, abs=1e-4, rel=1e-4)


def test_words() -> None:
    assert parse("King - man + king").words(SPACE) == (0, 1)


def test_unknown_words() -> None:
    with pytest.raises(EmbreplError, match="'kign' is not") as failure:
        parse("king - kign").evaluate(SPACE)
    assert failure.value.code == "unknown-word"
    with pytest.raises(EmbreplError, match="'king-man' is not") as failure:
        parse("king-man").words(SPACE)
    assert failure.value.hint == "For a difference put spaces: king - man."
