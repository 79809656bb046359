"""Spellings that are offered instead of a word that is not there: nothing rather than nonsense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.space.spelling import nearest_spellings

FREQUENT = ["的", "道", "说", "玉", "a", "i", "the", "of", "to"]
WORDS = [*FREQUENT, "李玉", "宝玉", "贾宝玉", "林黛玉", "黛玉", "孙悟空", "国王", "国家大事", "king", "kings", "ring"]
INDEX = {word: at for at, word in enumerate(WORDS)}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("寶玉", []), ("玉玉", []), ("国土", []), ("a;b", []), ("b", []), ("x", []), (";;;", []), ("道说", []),
        ("宝玉儿", ["宝玉", "贾宝玉"]), ("小黛玉", ["黛玉", "林黛玉"]), ("孙悟恐", ["孙悟空"]),
        ("国家太事", ["国家大事"]),
        ("kign", ["king"]), ("kin", ["king"]), ("ot", ["to"]), ("fo", ["of"]), ("hte", ["the"]), ("zz", []),
    ],
)  # fmt: skip
def test_what_is_offered(word: str, near: list[str]) -> None:
    assert nearest_spellings(word, WORDS, INDEX)[: max(1, len(near))] == near


@given(st.text(max_size=6))
def test_any_word_is_offered_words_of_the_text_alone(word: str) -> None:
    near = nearest_spellings(word, WORDS, INDEX)
    assert len(near) <= 3
    assert set(near) <= set(WORDS)
    assert not set(near) & {"的", "道", "说", "玉"}
