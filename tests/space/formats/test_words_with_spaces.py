"""Words with spaces, which word2vec's binary format has no place for, and spaces beside words, which are no part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embrepl.space.formats.reading import read

PLAIN = ["the", "in", "boat", "Straße", "国王"]
SPACED = ["new york", "los angeles", "in spite of", "a b", "東 京", "x y z 12"]


def written(path: Path, words: list[str], line_end: bytes) -> np.ndarray:
    matrix = np.random.default_rng(3).normal(size=(len(words), 50)).astype("<f4")
    rows = (word.encode() + b" " + row.tobytes() + line_end for word, row in zip(words, matrix, strict=True))
    path.write_bytes(b"%d 50\n" % len(words) + b"".join(rows))
    return matrix


@pytest.mark.parametrize("line_end", [b"\n", b""])
@pytest.mark.parametrize("first", [PLAIN, SPACED])
def test_binary_words_with_spaces(tmp_path: Path, line_end: bytes, first: list[str]) -> None:
    words = [*first, *(f"{word}{number}" for number in range(300) for word in (*PLAIN, *SPACED)), "last one"]
    matrix = written(tmp_path / "v.bin", words, line_end)
    result = read(tmp_path / "v.bin")
    assert list(result.words) == words
    assert np.array_equal(result.matrix, matrix)
    many, shown = sum(" " in word for word in words), next(word for word in words if " " in word)
    says = f"{many:,} words with spaces, which the format has no place for, read by what follows, such as '{shown}'"
    assert result.notes == (says,)


@pytest.mark.parametrize("line_end", [b"\n", b""])
def test_binary_words_without_spaces_are_as_they_were(tmp_path: Path, line_end: bytes) -> None:
    words = [f"{word}{number}" for number in range(500) for word in (*PLAIN, "é-è", "x_y", "1.5", "</s>", "…")]
    matrix = written(tmp_path / "v.bin", words, line_end)
    result = read(tmp_path / "v.bin")
    assert (list(result.words), result.notes) == (words, ())
    assert np.array_equal(result.matrix, matrix)


@pytest.mark.parametrize("head", ["", "3 3\n"])
def test_spaces_beside_a_word_before_a_tab(tmp_path: Path, head: str) -> None:
    (tmp_path / "v.txt").write_text(f"{head}king \t0.5\t1\t2\n new york\t1\t2\t3\nboat\t3\t2\t1.5\n")
    assert read(tmp_path / "v.txt").words == ("king", "new york", "boat")
