"""`export`: the files are those of other tools, hold every bit, and never cost a person another file."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors
from gensim.models.fasttext import load_facebook_vectors
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.space.formats import table
from embrepl.space.formats.text import digits
from embrepl.space.formats.writing import write
from embrepl.space.space import Space
from embrepl.training.protocol import Trained
from tests.helpers.sessions import Talk, quoted, shown, talking

WORDS = ["the", "king", "don't", "sci-fi", "国王", "naïve", "new_york", "C:\\x", "<s>", "été"]
TEXTS = ("word2vec", "glove")


@pytest.fixture
def matrix() -> np.ndarray:
    """Vectors of WORDS with large, tiny and round numbers among them."""
    matrix = np.random.default_rng(5).normal(size=(len(WORDS), 7)).astype(np.float32)
    matrix[0] = [0.0, -0.0, 1.0, -0.5, 1e-20, -3.4e38, 123456.79]
    matrix[1] = [1e-45, 0.1, 9.999999, 1e-4, 0.3, 16777216.0, -1.17549435e-38]
    return matrix


@pytest.fixture
def talk(tmp_path: Path, matrix: np.ndarray) -> Iterator[Talk]:
    """A session with the models `small` and `other`, both by hand."""
    with talking(tmp_path / "home") as talk:
        for name, words in (("other", WORDS[:4]), ("small", WORDS)):
            space = Space(words, np.arange(len(words), 0, -1), matrix[: len(words)], name=name)
            talk.session.models[name] = Model(space, "story", Trained(1, "", 1.0, 0.5))
            talk.session.current_model = name
        yield talk


def read_back(kind: str, path: Path) -> KeyedVectors:
    """Read a file as gensim does."""
    if kind == "fasttext":
        return load_facebook_vectors(str(path))
    if kind == "glove":  # gensim reads it too, but leaves the file open
        lines = path.read_bytes()
        path = path.with_name("with-header")
        path.write_bytes(b"%d %d\n" % (lines.count(b"\n"), lines.split(b"\n")[0].count(b" ")) + lines)
    return KeyedVectors.load_word2vec_format(path, binary=kind == "word2vec-binary")


@pytest.mark.parametrize("kind", table.NAMES)
def test_gensim_reads_the_same_words_and_vectors(talk: Talk, tmp_path: Path, matrix: np.ndarray, kind: str) -> None:
    answer = talk(f"export {kind} {quoted(str(tmp_path / 'vectors'))}")
    found = read_back(kind, tmp_path / "vectors")
    assert found.index_to_key == WORDS
    np.testing.assert_array_equal(found.vectors, matrix)
    assert (answer.path, answer.format, answer.model) == (str(tmp_path / "vectors"), kind, "small")
    assert (answer.words, answer.dim, answer.notes) == (len(WORDS), 7, ())
    assert answer.bytes == (tmp_path / "vectors").stat().st_size


def test_the_text_is_what_other_tools_write(talk: Talk, tmp_path: Path) -> None:
    talk(f"export word2vec {quoted(str(tmp_path / 'v.txt'))} --model other")
    lines = (tmp_path / "v.txt").read_text("utf-8").splitlines()
    assert lines[:2] == ["4 7", "the 0.0 -0.0 1.0 -0.5 1e-20 -3.4e+38 123456.79"]
    talk(f"export glove {quoted(str(tmp_path / 'g.txt'))} --model other")
    assert (tmp_path / "g.txt").read_text("utf-8").splitlines() == lines[1:]


def test_the_benchmark_reads_it(talk: Talk, tmp_path: Path, shared: Path) -> None:
    talk(f"export word2vec {quoted(str(tmp_path / 'v.txt'))}")
    command = [sys.executable, str(shared / "bench" / "score.py"), str(tmp_path / "v.txt")]
    assert "wordsim353" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("ending", "unpack"), [("gz", gzip.open), ("bz2", bz2.open), ("xz", lzma.open)])
def test_a_name_that_says_packed_is_packed(talk: Talk, tmp_path: Path, ending: str, unpack: object) -> None:
    talk(f"export word2vec {quoted(str(tmp_path / 'v.txt'))}")
    answer = talk(f"export word2vec {quoted(str(tmp_path / f'v.txt.{ending}'))}")
    with unpack(tmp_path / f"v.txt.{ending}") as file:  # type: ignore[operator]
        assert file.read() == (tmp_path / "v.txt").read_bytes()
    assert answer.bytes == (tmp_path / f"v.txt.{ending}").stat().st_size


def test_a_file_is_replaced_only_when_told(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("my work")
    path.chmod(0o640)
    error = talk.error(f"export word2vec {quoted(str(path))}")
    assert (error.code, str(path) in error.message, "--force" in error.hint) == ("file-exists", True, True)
    assert path.read_text() == "my work"
    talk(f"export word2vec {quoted(str(path))} --force")
    assert path.read_text("utf-8").startswith("10 7\n")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_made_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "v.txt"

    def meanwhile() -> bool:
        path.write_text("someone else's")
        return False

    with pytest.raises(EmbreplError) as caught:
        write("word2vec", path, ["a"], np.ones((1, 2), np.float32), stopped=meanwhile)
    assert caught.value.code == "file-exists"
    assert [entry.name for entry in tmp_path.iterdir()] == ["v.txt"]
    assert path.read_text() == "someone else's"


def test_what_stops_it_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "v.txt"
    path.write_text("before")
    with pytest.raises(EmbreplError) as caught:
        write("glove", path, ["a"], np.ones((1, 2), np.float32), force=True, stopped=lambda: True)
    assert caught.value.code == "stopped"
    assert path.read_text() == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["v.txt"]


def test_a_link_stays_a_link(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    talk(f"export word2vec {quoted(str(tmp_path / 'link.txt'))} --force")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text("utf-8").startswith("10 7\n")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("export word2vce x", "unknown-format", "word2vec"),
        ("export xyzzy x", "unknown-format", "glove"),
        ("export word2vec x --model smal", "unknown-name", "small"),
        ("export word2vec", "wrong-usage", "help export"),
        ("export word2vec {}/none/x", "cannot-write", "folder"),
        ("export word2vec {}", "cannot-write", "name of a file"),
        ("export word2vec {} --force", "cannot-write", "name of a file"),
        ("export word2vec /dev/null --force", "cannot-write", "name of a file"),
    ],
)
def test_errors_say_what_to_do(talk: Talk, tmp_path: Path, line: str, code: str, said: str) -> None:
    error = talk.error(line.replace("{}", str(tmp_path)))
    assert error.code == code
    assert said in error.hint


def test_words_without_counts_are_said_to_have_them_by_rank(talk: Talk, tmp_path: Path, matrix: np.ndarray) -> None:
    space = Space(WORDS, np.zeros(len(WORDS), np.int64), matrix, name="opened")
    talk.session.models["opened"] = Model(space, "", Trained(1, "", 1.0, 0.5))
    answer = talk(f"export fasttext {quoted(str(tmp_path / 'v'))} --model opened")
    assert "counts by their rank" in answer.notes[0]
    found = read_back("fasttext", tmp_path / "v")
    assert [found.get_vecattr(word, "count") for word in WORDS] == [10, 5, 3, 2, 2, 1, 1, 1, 1, 1]


def test_a_full_disk_is_told(talk: Talk) -> None:
    if not os.access("/dev/full", os.W_OK):
        pytest.skip("no /dev/full here")
    assert talk.error("export word2vec /dev/full --force").code == "cannot-write"


def test_white_space_in_a_word_becomes_an_underscore(tmp_path: Path) -> None:
    words = ["new_york", "new york", "at\ttable", "a\u3000b", ". . .", "", "\ud800"]
    matrix = np.arange(14, dtype=np.float32).reshape(7, 2)
    written = write("word2vec", tmp_path / "v", words, matrix)
    found = read_back("word2vec", tmp_path / "v")
    assert found.index_to_key == ["new_york", "at_table", "a_b", "._._."]
    assert found.vectors[:, 0].tolist() == [0, 4, 6, 8]
    assert written.words == 4
    assert written.notes == (
        "'at\ttable', 'a\u3000b', '. . .': written with _ for white space", "'new york', '', '\ud800': left out"
    )  # fmt: skip


def test_vectors_that_are_not_finite_are_left_out(tmp_path: Path) -> None:
    matrix = np.ones((3, 2), np.float32)
    matrix[1, 1], matrix[2, 0] = np.nan, np.inf
    written = write("word2vec", tmp_path / "v", ["a", "b", "c"], matrix)
    assert (written.words, written.notes) == (1, ("'b', 'c': left out",))
    with pytest.raises(EmbreplError) as caught:
        write("word2vec", tmp_path / "none", ["b", "c"], matrix[1:])
    assert caught.value.code == "no-vectors"
    assert not (tmp_path / "none").exists()


def test_what_a_person_sees(talk: Talk, tmp_path: Path) -> None:
    text = shown(talk(f"export word2vec {quoted(str(tmp_path / 'v'))}"))
    assert "small · 10 words × 7 · " in text
    assert str(tmp_path / "v")[:30] in text


FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)


@given(arrays.arrays(np.float32, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=FLOATS))
def test_numbers_are_those_that_numpy_writes_and_give_the_same_float_back(matrix: np.ndarray) -> None:
    lines = digits.lines(matrix)
    found = np.array([line.split() for line in lines], dtype=np.float64).astype(np.float32)
    assert found.tobytes() == matrix.tobytes()
    assert all(b"." in number or b"e" in number for line in lines for number in line.split())


def test_a_number_whose_short_form_other_tools_misread() -> None:
    value = np.nextafter(np.float32(float("7.038531e-26")), np.float32(0))
    assert str(value) == "7.038531e-26"
    (line,) = digits.lines(np.array([[value]]))
    assert np.float32(float(line)) == value


def test_numbers_of_usual_vectors_are_as_short_as_can_be() -> None:
    matrix = (np.random.default_rng(2).normal(size=(200, 50)) * 0.2).astype(np.float32)
    found = [number.decode() for line in digits.lines(matrix) for number in line.split()]
    expected = [str(value) for value in matrix.ravel()]
    assert sum(a != b for a, b in zip(found, expected, strict=True)) <= 2
