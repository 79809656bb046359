"""`load` of vectors names `open`, and `open` of a text names `load`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embrepl.space.formats.writing import write
from tests.helpers.sessions import Talk, quoted, talking


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    with talking(tmp_path / "home") as talk:
        yield talk


@pytest.fixture
def vectors(tmp_path: Path) -> Path:
    path = tmp_path / "my vectors.txt"
    write("glove", path, [f"w{at}" for at in range(20)], np.eye(20, 12, dtype=np.float32))
    return path


def test_vectors_alone_are_an_error(talk: Talk, vectors: Path) -> None:
    error = talk.error(f"load {quoted(str(vectors))}")
    assert error.code == "vectors-not-text"
    assert "12 numbers, not text" in error.message
    assert error.hint == f'`open "{vectors}"` reads it as a model.'


def test_vectors_among_texts_are_left_out_and_said(talk: Talk, vectors: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("A river ran by the mill.\n" * 20, "utf-8")
    answer = talk(f"load {quoted(str(vectors))} {quoted(str(tmp_path / 'text.txt'))}")
    assert (answer.files, answer.tokens) == (1, 120)
    assert "holds vectors of 12 numbers, not text, and was left out" in talk.notes.getvalue().replace("\n", " ")


def test_a_text_is_to_be_loaded(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("A river ran by the mill.\n" * 20, "utf-8")
    error = talk.error(f"open {quoted(str(tmp_path / 'text.txt'))}")
    assert (error.code, "is text, not vectors" in error.message, "`load" in error.hint) == ("not-vectors", True, True)
