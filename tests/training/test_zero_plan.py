"""How the default training goes by the size of the text: nothing has a step that its time would show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.training.choosing import choose
from embrepl.training.options.zero import MOST_PASSES, WORDS, ZeroOptions, passes

tokens = st.integers(1, 20_000_000)


@given(tokens, tokens)
def test_what_is_gone_through_never_falls_as_texts_grow_and_grows_no_faster_than_they_do(one: int, other: int) -> None:
    less, more = sorted((one, other))
    rounding = 1e-4 * more
    assert passes(less) * less <= passes(more) * more + rounding
    assert passes(more) * more - passes(less) * less <= MOST_PASSES * (more - less) + rounding


@given(st.integers(100, 20_000_000))
def test_a_text_that_is_a_little_longer_is_trained_nearly_alike(size: int) -> None:
    one, other = (choose("zero", None, {}, each) for each in (size, size + size // 100))
    for option in ("epochs", "sample", "learning_rate"):
        assert getattr(other, option) == pytest.approx(getattr(one, option), rel=0.05), option
    assert other.mirrored_least == pytest.approx(one.mirrored_least, abs=0.03)
    assert (one.dim, one.init, one.mirror) == (other.dim, other.init, other.mirror) == (100, "spectral", True)


@given(tokens)
def test_every_text_starts_from_spectral_and_is_gone_through_once_to_five_times(size: int) -> None:
    chosen = choose("zero", None, {}, size)
    assert chosen.init == "spectral"
    assert 1 <= chosen.epochs <= MOST_PASSES
    assert chosen.epochs == 1 or size < WORDS


def test_what_was_typed_comes_before_what_the_size_decides() -> None:
    chosen = choose("zero", None, {"epochs": 7.0, "learning_rate": 0.5, "dim": 30}, 100_000)
    assert (chosen.epochs, chosen.learning_rate, chosen.dim) == (7, 0.5, 30)
    assert not choose("zero", None, {"mirror": False}, 100_000).mirror
    assert choose("zero", None, {"init": "random"}, 100_000).epochs == 20
    assert choose("zero", None, {"optimizer": "adagrad"}, 100_000).init == "random"


START = "starts from the spectral solution, then goes through"
COURSES = [
    (240_000, {}, f"{START} 240,000 words 5 times, as fewer than 1.5 million words need more than one pass"),
    (2_000_000, {}, f"{START} 2,000,000 words once, enough from 1.5 million words on"),
    (2_000_000, {"epochs": 3.0}, f"{START} 2,000,000 words 3 times"),
    (50_000, {"init": "random"}, "starts from random vectors, then goes through 50,000 words 20 times"),
    (50_000, {"init": "glove.txt"}, "starts from the vectors of glove.txt, then goes through 50,000 words 5 times"),
]


@pytest.mark.parametrize(("size", "values", "course"), COURSES)
def test_the_course_says_what_a_training_does_and_why(size: int, values: dict[str, object], course: str) -> None:
    chosen = choose("zero", None, values, size)
    assert isinstance(chosen, ZeroOptions)
    assert chosen.course(size) == course
