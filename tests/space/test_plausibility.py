"""What was read from a file and cannot be vectors is never called healthy."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.health import health
from embrepl.space.plausibility import doubts
from embrepl.space.space import Space

WORDS = [f"word{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(200)]


@pytest.fixture
def matrix() -> np.ndarray:
    """Vectors as good ones are: words in groups, of lengths that differ."""
    random = np.random.default_rng(1)
    groups = random.normal(size=(20, 30))[np.arange(200) % 20]
    return ((groups + random.normal(size=(200, 30))) * random.uniform(1, 5, (200, 1))).astype(np.float32)


def told(words: list[str], matrix: np.ndarray) -> tuple[str, str]:
    """Return the verdict on vectors that a file had, and all that is said of them."""
    space = Space(words, np.zeros(len(words), np.int64), matrix, {"objective": "pretrained"}, name="m")
    report = health(space)
    return report.verdict, " ".join([report.sentence, *report.doubts])


def test_good_vectors_are_not_doubted(matrix: np.ndarray) -> None:
    assert doubts(WORDS, matrix) == []
    assert told(WORDS, matrix)[0] == "healthy"
    assert doubts([], matrix[:0]) == []


def test_bytes_read_at_the_wrong_place(matrix: np.ndarray) -> None:
    shifted = np.frombuffer(b"\0" + matrix.tobytes()[:-1], "<f4").reshape(200, 30)
    verdict, said = told(WORDS, np.nan_to_num(shifted))  # what is not finite is left out of a file
    assert (verdict, "wrong place" in said) == ("implausible", True)


def test_words_that_cannot_be_read(matrix: np.ndarray) -> None:
    garbage = [f"\x01{word}\ufffd" if at % 3 == 0 else word for at, word in enumerate(WORDS)]
    verdict, said = told(garbage, matrix)
    assert (verdict, "67 of 200 words cannot be read" in said) == ("implausible", True)


def test_zero_vectors_and_dimensions_that_are_all_the_same(matrix: np.ndarray) -> None:
    matrix[:3] = 0
    assert "3 of 200 words have vectors of zeros alone" in told(WORDS, matrix)[1]
    matrix[:150] = 0
    assert told(WORDS, matrix)[0] == "implausible"
    matrix = np.random.default_rng(2).normal(size=(200, 30)).astype(np.float32)
    matrix[:, 4] = 0.5
    assert "1 of 30 dimensions are the same" in told(WORDS, matrix)[1]
    matrix[:, 4:] = 0.5
    assert told(WORDS, matrix)[0] == "implausible"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda words, rows: ([str(at) for at in range(200)], rows), "are numbers, such as '0'"),
        (lambda words, rows: ([f"b'{word}'" for word in words], rows), "as Python prints bytes"),
        (lambda words, rows: ([word + "Ã©" for word in words], rows), "UTF-8 that was read as Latin-1"),
        (lambda words, rows: (words, np.rint(rows * 100)), "all numbers are whole"),
        (lambda words, rows: (words, np.c_[np.arange(200) * 1000, rows]), "dimension 1 has numbers up to 199,000"),
        (lambda words, rows: (words, rows * np.r_[1e6, np.ones(199)][:, None]), "times the usual length"),
        (lambda words, rows: (words, rows[:, :1]), "one number a word"),
    ],
)
def test_what_is_doubtful_is_said_beside_the_verdict(matrix: np.ndarray, change: object, said: str) -> None:
    words, rows = change(WORDS, matrix)  # type: ignore[operator]
    assert said in told(words, np.asarray(rows, np.float32))[1]
