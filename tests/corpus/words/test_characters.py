"""Characters take as many bytes as the widest of a text needs, and whatever that is, they are the same characters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.characters import Characters, code_points, text_of

ALL_OPTIONS = [ReadOptions(), ReadOptions(case="keep"), ReadOptions(case="turkish"), ReadOptions(accents="fold")]
TEXTS = st.text(st.characters(codec=None, exclude_categories=[]), max_size=40) | st.text("aÉµÿŸІ’中\ud83d\ude00😀")


@given(TEXTS)
def test_a_text_is_its_code_points(text: str) -> None:
    points = code_points(text)
    assert points.tolist() == list(map(ord, text))
    assert text_of(points) == text


@pytest.mark.parametrize("text", ["plain", "Ünicode ÿ", "“quoted”", "😀", "\ud83d\ude00"])
def test_characters_take_no_more_bytes_than_they_need(text: str) -> None:
    widest = max(map(ord, text))
    assert code_points(text).itemsize == (1 if widest < 0x100 else 2 if widest < 0x10000 else 4)


@pytest.mark.parametrize("options", ALL_OPTIONS)
@given(text=TEXTS, few=st.text("“’çЖ", max_size=3))
def test_few_wide_characters_among_others_are_looked_up_as_by_themselves(
    options: ReadOptions, text: str, few: str
) -> None:
    characters = Characters(options)
    whole = f"{text} some Plain LETTERS, É and ÿ {few}"
    points = code_points(whole)
    classes = characters.classes(points)
    alone = [code_points(letter) for letter in whole]
    assert classes.tolist() == [characters.classes(point)[0] for point in alone]
    folded = characters.folded(points)
    assert folded.tolist() == [characters.folded(point)[0] for point in alone]
    assert folded.tolist() == [characters.folded(point.astype(np.uint32))[0] for point in alone]
