"""Globs and regular expressions over the words of a vocabulary."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.concordance.patterns import matching
from embrepl.errors import EmbreplError

WORDS = ["king", "kings", "the", "unkind", "a[b", "国王", "king's"]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("king", ["king", "kings", "king's"]), ("KING*", ["king", "kings", "king's"]), ("k?ng", ["king"]),
        ("*[sn]*d", ["unkind"]), ("[", ["a[b"]), ("*王", ["国王"]), ("/^k.*s$/", ["kings", "king's"]),
        ("/n[dg]/", ["king", "kings", "unkind", "king's"]),
        (r"/^\p{Han}+$/", ["国王"]), ("/K/", ["king", "kings", "unkind", "king's"]), ("zzz", []),
    ],
)  # fmt: skip
def test_patterns(pattern: str, words: list[str]) -> None:
    assert [WORDS[at] for at in matching(pattern, WORDS, lower=True)] == words


@pytest.mark.parametrize("pattern", [r"/^(\w|\w\w)+\d$/", "/^(.*.*)*[^x]y$/", r"/(x+x+)+\1y/"])
def test_a_pattern_that_would_take_for_ever_is_given_up(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embrepl.corpus.concordance.patterns.SECONDS", 0.2)
    began = time.monotonic()
    try:
        matching(pattern, ["x" * 5_000 for _ in range(50)], lower=True)
    except EmbreplError as error:
        assert error.code == "slow-pattern"
    assert time.monotonic() - began < 5


def test_one_that_does_take_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embrepl.corpus.concordance.patterns.SECONDS", 0.2)
    with pytest.raises(EmbreplError, match="took longer than"):
        matching(r"/^(\w|\w\w)+\d$/", ["x" * 60], lower=True)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(r"ab*?[]()|+{}^$\1.,-王"), max_size=12))
def test_any_pattern_is_an_answer_or_an_error(text: str) -> None:
    for pattern in (text, f"/{text}/"):
        try:
            matching(pattern, WORDS, lower=True)
        except EmbreplError as error:
            assert error.code in {"bad-pattern", "slow-pattern"}
