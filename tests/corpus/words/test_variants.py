"""Other spellings of a Chinese word: simplified, traditional, and the variants of old prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.words.chinese import character_forms
from embrepl.corpus.words.chinese.character_forms import forms_of
from embrepl.corpus.words.variants import plain_characters, simplified, variants

GROUPS = character_forms._GROUPS.split()


def test_a_character_is_in_one_group_alone_led_by_its_simplified_form() -> None:
    together = "".join(GROUPS)
    assert len(together) == len(set(together))
    assert [group for group in GROUPS if len(group) < 2 or simplified(group[0]) != group[0]] == []


@pytest.mark.parametrize("group", GROUPS)
def test_each_form_of_a_character_leads_to_each_other(group: str) -> None:
    for form in group:
        assert forms_of(form) == group
        assert set(group) - {form} <= set(variants(form))
        assert plain_characters(form) == group[0]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("寳玉", "宝玉"), ("寳玉", "寶玉"), ("宝玉", "寳玉"), ("賈寳玉", "贾宝玉"), ("心裡", "心裏"), ("心裏", "心里"),
        ("心里", "心裡"), ("著急", "着急"), ("爲何", "為何"), ("囘來", "回来"), ("羣衆", "群众"), ("群众", "群眾"),
        ("頭髮", "头发"), ("喫飯", "吃饭"), ("鄰舍", "隣舍"), ("Ｋ歌", "K謌"),
    ],
)  # fmt: skip
def test_words_in_other_characters(typed: str, written: str) -> None:
    assert written in set(variants(typed)) or written in set(variants(typed.replace("Ｋ", "K")))


@given(st.text(st.sampled_from("".join(GROUPS) + "玉釵a"), min_size=1, max_size=12))
def test_there_are_never_many_and_never_the_typed_one(text: str) -> None:
    found = list(variants(text))
    assert len(found) == len(set(found)) < 100
    assert text not in found
