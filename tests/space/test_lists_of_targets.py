"""Lists of targets: a new one begins where no sign stands between, lists stand with colons between them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.space.expression.parser import parse, parse_lists, parse_several
from embrepl.space.expression.symbols import TextPart
from tests.space.shapes import shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("king queen", ["king", "queen"]),
        ("king - man + woman queen", [[(1, "king"), (-1, "man"), (1, "woman")], "queen"]),
        ("king, 'ice cream' (a, b) 2*c | d", ["king", "ice cream", ("a", "b"), {"of": [(2, "c")], "without": ["d"]}]),
        ("国王、男人，女人", ["国王", "男人", "女人"]),
        ("king@a queen@b", ["king@a", "queen@b"]),
    ],
)
def test_a_list_of_targets(text: str, expected: list[object]) -> None:
    found = parse_several([TextPart(text)], text)
    assert [shape(query.part) for query in found] == expected
    for query in found:
        assert shape(parse(query.text).part) == shape(query.part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good,nice : bad,awful", [["good", "nice"], ["bad", "awful"]]),
        ("good, nice: bad awful", [["good", "nice"], ["bad", "awful"]]),
        ("好，美：坏", [["好", "美"], ["坏"]]),
        ("a:b:(c, d):e", [["a"], ["b"], [("c", "d")], ["e"]]),
    ],
)
def test_lists_of_targets(text: str, expected: list[list[object]]) -> None:
    assert [[shape(query.part) for query in each] for each in parse_lists([TextPart(text)], text)] == expected


@pytest.mark.parametrize("text", [":", "a :", ": a", "a, : b", "a ) b", "a : b )"])
def test_lists_that_lack_something(text: str) -> None:
    with pytest.raises(EmbreplError) as failure:
        parse_lists([TextPart(text)], text)
    assert failure.value.code == "bad-expression"


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("ab2.*+-()'\" \t国－—|,@/:，")))
def test_any_text_is_a_list_or_is_refused(text: str) -> None:
    for parsing in (parse_several, parse_lists):
        try:
            assert parsing([TextPart(text)], text)
        except EmbreplError as error:
            assert error.code == "bad-expression"
            assert error.place is not None
            assert 0 <= error.place.offset <= len(text)
