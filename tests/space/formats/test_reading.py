"""Vectors from the files of other tools: the right words and numbers, or a sentence on what is wrong."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors

from embrepl.errors import EmbreplError
from embrepl.space.formats.reading import read
from embrepl.space.formats.vectors import WordVectors
from embrepl.space.formats.writing import write

KINDS = ("word2vec", "word2vec-binary", "glove")
WORDS = ["the", "king", "国王", "naïve", "new_york", "1994", "-", "<s>", "a\u00a0b", "😀"]
PACK = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.fixture
def matrix() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(len(WORDS), 6)).astype(np.float32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vectors"


def put(path: Path, *lines: str) -> Path:
    """Write lines."""
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def error_of(path: Path, **wish: object) -> EmbreplError:
    """Return the error that reading ends in."""
    with pytest.raises(EmbreplError) as caught:
        read(path, **wish)  # type: ignore[arg-type]
    assert caught.value.message.endswith(".")
    return caught.value


def as_dict(vectors: WordVectors) -> dict[str, list[float]]:
    """Return the words with their numbers."""
    assert vectors.matrix.dtype == np.float32
    return {word: row.tolist() for word, row in zip(vectors.words, vectors.matrix, strict=True)}


@pytest.mark.parametrize("kind", KINDS[:2])
def test_what_gensim_writes(path: Path, matrix: np.ndarray, kind: str) -> None:
    peer = KeyedVectors(6)
    peer.add_vectors(WORDS, matrix)
    peer.save_word2vec_format(path, binary=kind == "word2vec-binary")
    result = read(path)
    assert (result.kind, result.words, result.notes) == (kind, tuple(WORDS), ())
    assert result.matrix.tobytes() == matrix.tobytes()


@pytest.mark.parametrize("packing", ["", *PACK])
@pytest.mark.parametrize("kind", KINDS)
def test_what_we_write_packed_or_not(tmp_path: Path, matrix: np.ndarray, kind: str, packing: str) -> None:
    path = tmp_path / f"v.{packing or 'txt'}"
    write(kind, path, WORDS[:8], matrix[:8])
    result = read(path.rename(tmp_path / "renamed"))
    assert (result.kind, result.words, result.notes) == (kind, tuple(WORDS[:8]), ())
    assert result.matrix.tobytes() == matrix[:8].tobytes()


def test_joined_packed_files_are_one(path: Path) -> None:
    path.write_bytes(gzip.compress(b"a 1.5 2\n") + gzip.compress(b"b 2 3\n"))
    assert as_dict(read(path)) == {"a": [1.5, 2], "b": [2, 3]}


def test_the_original_programs_text(path: Path) -> None:
    """word2vec and fastText write a space behind the last number."""
    put(path, "2 3", "</s> 0.002001 0.002210 -0.001915 ", "the 1e-05 -.5 +3. ")
    result = read(path)
    assert result.kind == "word2vec"
    assert as_dict(result) == {
        "</s>": np.float32([0.002001, 0.002210, -0.001915]).tolist(),
        "the": np.float32([1e-05, -0.5, 3]).tolist(),
    }


@pytest.mark.parametrize(
    "text", ["a 1 2\r\nb 3 4\r\n", "\ufeffa 1 2\nb 3 4", "a\t1\t2\nb\t3\t4\n", "a  1  2\n\n\nb 3 4\n\n"]
)
def test_line_ends_and_spaces_that_differ(path: Path, text: str) -> None:
    for header in ("", "2 2\n"):
        path.write_bytes((header + text).replace(header + "\ufeff", "\ufeff" + header).encode())
        result = read(path)
        assert as_dict(result) == {"a": [1, 2], "b": [3, 4]}
        assert result.kind == ("word2vec" if header else "delimited" if "\t" in text else "glove")


def test_words_with_spaces_of_gloves_large_file(path: Path) -> None:
    put(path, ", 1 2 3", ". . . 4 5 6", "at name@domain.com 7 8 9", "at 1 1 1")
    expected = {",": [1, 2, 3], ". . .": [4, 5, 6], "at name@domain.com": [7, 8, 9], "at": [1, 1, 1]}
    assert as_dict(read(path)) == expected
    assert as_dict(read(path, {". . .", "at"})) == {". . .": [4, 5, 6], "at": [1, 1, 1]}
    assert as_dict(read(path, {"at name@domain.com"})) == {"at name@domain.com": [7, 8, 9]}


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_words_of_a_corpus(path: Path, matrix: np.ndarray, kind: str) -> None:
    write(kind, path, WORDS, matrix)
    for keep in ({"king", "-", "xyzzy"}, ["-", "king"], lambda word: word in {"king", "-"}):
        result = read(path, keep)
        assert result.words == ("king", "-")
        np.testing.assert_array_equal(result.matrix, matrix[[1, 6]])
    result = read(path, most=2)
    assert (result.words, result.notes) == (("the", "king"), ())
    assert read(path, {"king", "-"}, 1).words == ("king",)
    error = error_of(path, keep={"xyzzy"})
    assert (error.code, "wanted" in error.message) == ("no-vectors", True)


def test_bad_lines_are_left_out_and_told(path: Path) -> None:
    put(
        path, "8 2", "a 1 2", "b 1 2 3", "c 1", "d 1 x", "e nan 1", "a 5 6", "f 1 1e39", " 1 2"
    )  # fmt: skip
    result = read(path)
    assert as_dict(result) == {"a": [1, 2]}
    bad, twice = result.notes
    assert bad == (
        "6 lines left out: line 3 has 3 numbers, 2 belong there; line 4 has 1 number, 2 belong there; "
        "line 5 has 'x' where a number belongs; and 3 more"
    )
    assert twice == "1 line left out, the first of each is kept: line 7 repeats 'a'"


def test_each_kind_of_bad_line_has_its_reason(path: Path) -> None:
    for line, reason in {
        "e nan 1": "('e') holds NaN or infinity",
        "f 1 -1e39": "('f') holds NaN or infinity",
        " 1 2": "has no word",
        "g 1_0 2": "has '1_0' where a number belongs",
        "h 0x1 2": "has '0x1' where a number belongs",
        "i": "has 0 numbers, 2 belong there",
    }.items():
        result = read(put(path, "a 1 2", "b 1 2", line, "c 3 4"))
        assert result.words == ("a", "b", "c")
        assert result.notes == (f"1 line left out: line 3 {reason}",)


def test_a_word_that_is_no_utf8(path: Path) -> None:
    path.write_bytes(b"a 1 2\n\xff\xfe 3 4\nb 5 6\n")
    result = read(path)
    assert result.words == ("a", "b")
    assert result.notes[0] == r"1 line left out: line 2 has a word that is not UTF-8, '\xff\xfe'"
    assert "1 of 3 words is not UTF-8" in result.notes[1]


def test_a_file_that_was_cut(path: Path, matrix: np.ndarray) -> None:
    write("word2vec", path, WORDS, matrix)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    result = read(path)
    assert result.words == tuple(WORDS[: len(result.words)])
    assert 3 <= len(result.words) < len(WORDS)
    np.testing.assert_array_equal(result.matrix, matrix[: len(result.words)])
    assert any("promises 10 words" in note for note in result.notes)


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("kind", KINDS)
def test_a_packed_file_that_was_cut(path: Path, kind: str, packing: str) -> None:
    matrix = np.random.default_rng(1).normal(size=(1500, 50)).astype(np.float32)
    words = [f"w{number}" for number in range(1500)]
    write(kind, path, words, matrix)
    whole = PACK[packing](path.read_bytes())
    path.write_bytes(whole[: len(whole) // 2])
    try:
        result = read(path)
    except EmbreplError as error:  # where a format packs all as one, nothing comes out of half of it
        assert error.code in {"not-vectors", "no-vectors"}
        assert packing != "gz"
        return
    assert 0 < len(result.words) < 1500
    np.testing.assert_array_equal(result.matrix, matrix[: len(result.words)])
    assert any("data end too early" in note for note in result.notes)


@pytest.mark.parametrize("rest", [b"a 0.5 0.5\n", b"a " + bytes(8), b""])
@pytest.mark.parametrize("first", [b"1000000000000 2", b"2 1000000000000", b"1 99999999", b"999999999999999999 100"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_header_that_cannot_be_true_is_refused(path: Path, first: bytes, rest: bytes, pack: object) -> None:
    path.write_bytes(pack(first + b"\n" + rest))  # type: ignore[operator]
    error = error_of(path)
    assert error.code == "damaged-vectors"
    assert "promises" in error.message


def test_most_reads_the_beginning_of_a_binary_file_that_was_cut(path: Path, matrix: np.ndarray) -> None:
    write("word2vec-binary", path, WORDS, matrix)
    path.write_bytes(path.read_bytes()[:150])
    assert error_of(path).code == "damaged-vectors"
    assert read(path, most=3).words == tuple(WORDS[:3])


def test_a_binary_file_with_a_bad_word_and_number(path: Path) -> None:
    rows = [
        b"a " + struct.pack("<2f", 1, 2),
        b"\xff " + struct.pack("<2f", 1, 2),
        b"b " + struct.pack("<2f", 1, np.inf),
    ]
    path.write_bytes(b"4 2\n" + b"".join(rows) + b"a " + struct.pack("<2f", 3, 4))
    result = read(path)
    assert as_dict(result) == {"a": [1, 2]}
    assert "word 2 has a word that is not UTF-8" in result.notes[0]
    assert "word 3 ('b') holds NaN or infinity" in result.notes[0]
    assert "word 4 repeats 'a'" in result.notes[1]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "not-vectors", "GloVe"),
        (b"Call me Ishmael.\nSome years ago\n- never mind how long\n", "not-vectors", "word2vec"),
        (b"king,queen,9.5\nmill,river,3\n", "not-vectors", "evaluate"),
        (b"PK\3\4rest", "not-vectors", "."),
        (b"\x80\x04\x95pickle", "not-vectors", "save_word2vec_format"),
        (b"a" * 3_000_000, "not-vectors", "."),
        (b"0 5\n", "no-vectors", "."),
        (b"2 0\na\nb\n", "damaged-vectors", "."),
        (b"1 1\na nan\n", "no-vectors", "."),
        (b"\x1f\x8bbroken", "not-vectors", "."),
    ],
)
def test_what_is_no_file_of_vectors(path: Path, content: bytes, code: str, said: str) -> None:
    path.write_bytes(content)
    error = error_of(path)
    assert (error.code, said in error.hint) == (code, True)
    assert str(path) in error.message


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "none", tmp_path / "pipe", tmp_path / "a\0b"):
        assert error_of(path).code == "unreadable-file"


def test_a_bomb_is_refused(path: Path) -> None:
    path.write_bytes(lzma.compress((b"a" + b" 0" * 2000 + b"\n") * 10_000, preset=0))
    assert error_of(path).code == "bomb"


def test_progress_and_stopping(path: Path) -> None:
    matrix = np.random.default_rng(1).normal(size=(20_000, 100)).astype(np.float32)
    write("glove", path, [f"w{number}" for number in range(20_000)], matrix)
    heard: list[tuple[int, int]] = []
    whole = read(path, progress=lambda done, total: heard.append((done, total)))
    assert len(whole.words) == 20_000
    assert heard == sorted(heard)
    assert heard[-1] == (path.stat().st_size, path.stat().st_size)
    calls = iter([False, False, True])
    part = read(path, stopped=lambda: next(calls))
    assert 1000 < len(part.words) < 20_000
    np.testing.assert_array_equal(part.matrix, matrix[: len(part.words)])
    assert "reading was stopped at" in part.notes[0]


def test_a_line_longer_than_any_vector(path: Path) -> None:
    path.write_bytes(b"a 1 2\nb 3 4\n" + b"1 " * 6_000_000)
    error = error_of(path)
    assert (error.code, "no line end" in error.message) == ("not-vectors", True)


# whatever a word may hold but white space, which a writer turns into _ and a reader ends a word at
