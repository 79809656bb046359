"""A space in memory: finding words, unit vectors, ranks, and what is said of a word that is not there."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.space.space import Space


def space_of(words: list[str], recipe: dict[str, Any] | None = None, name: str = "zero") -> Space:
    matrix = np.random.default_rng(0).standard_normal((len(words), 4), dtype=np.float32)
    return Space(words, np.arange(len(words), 0, -1), matrix, recipe, name=name)


def unknown(space: Space, word: str) -> EmbreplError:
    with pytest.raises(EmbreplError) as failure:
        space.id(word)
    assert failure.value.code == "unknown-word"
    return failure.value


def test_finds_a_word_as_written_then_in_lower_case() -> None:
    space = space_of(["the", "US", "us"])
    assert (space.id("US"), space.id("us"), space.id("THE")) == (1, 2, 0)
    assert (space.id("the"), len(space), space.dim) == (0, 3, 4)
    assert "THE" in space
    assert "thee" not in space
    assert 3 not in space
    assert np.array_equal(space.vector("US"), space.matrix[1])
    assert space_of(["the", "caf\u00e9"]).id("Cafe\u0301") == 1  # typed with a mark of its own
    assert "3 words" in repr(space)


def test_unit_rows() -> None:
    rows = [[3, 4], [0, 0], [np.nan, 1], [np.inf, 1], [3e38, 3e38], [1e-44, 0]]
    space = Space([*"abcdef"], np.zeros(6, np.int64), np.array(rows, np.float32))
    half = 0.5**0.5
    expected = [[0.6, 0.8], [0, 0], [0, 0], [0, 0], [half, half], [1, 0]]
    assert np.allclose(space.units(np.arange(6)), expected)
    assert space.units([0]).dtype == np.float32
    assert np.allclose(space.cosines(np.array([0.6, 0.8], np.float32)), [1, 0, 0, 0, 1.4 * half, 0.6])
    assert space.blank.tolist() == [False, True, True, True, False, False]


def test_an_unknown_word_gets_the_nearest_spellings() -> None:
    words = ["the", "king", "kin", "river", "kind", *(f"w{n}" for n in range(29_627))]
    error = unknown(space_of(words, {"options": {"min_count": 5}}), "kign")
    assert error.message == "'kign' is not among the 29,632 words of zero (min-count 5)."
    assert error.hint == "Did you mean king, kin or kind?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rivr", "river"),
        ("ricver", "river"),
        ("xiver", "river"),
        ("ivrer", "river"),
        ("RIVRE", "river"),
        ("国家太事", "国家大事"),
    ],
)
def test_slips_of_the_hand(typed: str, meant: str) -> None:
    near = unknown(space_of(["king", "river", "国王", "国家大事"]), typed).hint
    assert near.startswith(f"Did you mean {meant}")


def test_hostile_words_go_into_errors_untouched() -> None:
    space = space_of(["the"], name="")
    for word in ("\x1b[31m", "[bold]", "\u202eabc", "x" * 10_000, "", "\ud800"):
        error = unknown(space, word)
        assert f"'{word}'" in error.message
        assert "No word here" in error.hint


def test_a_million_words_are_searched_at_once() -> None:
    space = space_of([f"w{number:x}q" for number in range(1_000_000)])
    assert "nothing" not in space
    began = time.perf_counter()
    assert "Did you mean wfffq" in unknown(space, "wfffgq").hint
    assert time.perf_counter() - began < 1.0
