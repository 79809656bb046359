"""Fonts of figures: one for every script, and a word on the characters that no font has."""

from __future__ import annotations

import pytest

from embrepl.view.printing import fonts
from embrepl.view.printing.drawing import printed
from tests.view.printing.charts import RECIPE, a_map


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no font but the one that comes with Matplotlib."""
    real = fonts._letters
    own = frozenset({*range(0x20, 0x250)})
    monkeypatch.setattr(fonts, "_letters", lambda name: real(name) & own)


def test_characters_that_no_font_has_are_named_with_what_to_install(only: None) -> None:
    figure = printed(a_map(("king", "国王")), "png", RECIPE)
    (note,) = figure.notes
    assert note.startswith("No font here has 国 王, so boxes stand for them in the picture: install Noto Sans")
    assert "`fonts-noto-cjk`" in note


def test_many_are_counted(only: None) -> None:
    (note,) = printed(a_map(tuple(chr(0x4E00 + at) for at in range(15))), "png", RECIPE).notes
    assert " and 3 more, so" in note


def test_what_is_not_drawn_needs_no_font(only: None) -> None:
    assert printed(a_map(("\ue000", "\u202e")), "png", RECIPE).notes == ()  # escapes stand for them


def test_the_font_that_draws_boxes_for_everything_is_none() -> None:
    assert not [name for name in fonts.families(["国王", "ก", "क", "\U00012000"]) if "last resort" in name.lower()]


@pytest.mark.parametrize(
    ("text", "first"),
    [("国王", fonts.CHINESE), ("王さま", fonts.JAPANESE), ("王 임금", fonts.KOREAN), ("king", ())],
)
def test_the_language_is_told_by_its_letters(text: str, first: tuple[str, ...]) -> None:
    assert fonts._eastern({ord(letter) for letter in text})[: len(first)] == first
