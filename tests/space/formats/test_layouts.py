"""Texts of vectors in any layout: read as they were written, or refused with the reason."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from embrepl.errors import EmbreplError
from embrepl.space.formats.reading import read
from embrepl.space.formats.text.fields import is_number
from embrepl.space.formats.vectors import WordVectors


@dataclass(frozen=True)
class Dialect:
    """How a table is written."""

    separator: str
    comma: bool
    header: str
    quoting: int
    line_end: str
    mark: bool

    def text(self, words: list[str], matrix: np.ndarray) -> str:
        """Return the table as text."""
        page = io.StringIO()
        writer = csv.writer(page, delimiter=self.separator, quoting=self.quoting, lineterminator=self.line_end)
        dim = matrix.shape[1]
        if self.header == "counts":
            page.write(f"{len(words)} {dim}{self.line_end}")
        elif self.header == "names":
            writer.writerow(["word", *(f"d{number}" for number in range(dim))])
        elif self.header == "numbers":
            writer.writerow(["", *range(dim)])
        for word, row in zip(words, matrix, strict=True):
            numbers = [repr(float(number)) for number in row]
            writer.writerow([word, *(number.replace(".", ",") if self.comma else number for number in numbers)])
        return "\ufeff" * self.mark + page.getvalue()


WORD = st.text(
    st.characters(exclude_categories=["Cs", "Zl", "Zp", "Cc"], exclude_characters="\x85"), min_size=1, max_size=6
).filter(lambda word: word.strip(" ") == word)  # spaces at its ends are none of an unquoted word's
FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Draw a way of writing a table that a program has; what a comma separates has no decimal commas unquoted."""
    separator = draw(st.sampled_from(["\t", ",", ";", "|"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    return Dialect(
        separator, draw(st.booleans()), draw(st.sampled_from(["", "counts", "names", "numbers"])), quoting,
        draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], np.ndarray]:
    """Draw words, some of them odd, with their vectors."""
    odd = st.sampled_from(['"', '""', "a,b", ";", "new york", "1", "-0.5", "3,5", "#", "word", "a\tb", '"x"', "x y"])
    words = draw(st.lists(WORD | odd, min_size=2, max_size=6, unique=True))
    return words, draw(arrays.arrays(np.float32, (len(words), draw(st.integers(2, 4))), elements=FLOATS))


@given(tables(), dialects())
def test_any_table_is_read_as_it_was_written_or_refused(table: tuple[list[str], np.ndarray], dialect: Dialect) -> None:
    words, matrix = table
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "v"
        path.write_bytes(dialect.text(words, matrix).encode())
        try:
            result = read(path)
        except EmbreplError as error:
            assert "no words" in error.message
            assert all(is_number(word.encode(), comma) for word in words for comma in [word.find(",") >= 0])
            return
    assert result.words == tuple(words), result.notes
    assert result.matrix.tobytes() == matrix.tobytes()


def read_text(folder: Path, text: str | bytes, name: str = "v") -> WordVectors:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 2\nsea 0,5 1,25\nhill 1 -2,5\nnew york 3e-2 ,5\n", "decimal commas"),
        ("sea;0,5;1,25\nhill;1;-2,5\nnew york;0,03;0,5\n", "decimal commas"),
        ("3\t2\nsea\t0.5\t1.25\nhill\t1\t-2.5\nnew york\t0.03\t0.5\n", ""),
        ("sea\t0.5 1.25\nhill\t1 -2.5\nnew york\t0.03 0.5\n", ""),
        (",0,1\nsea,0.5,1.25\nhill,1,-2.5\nnew york,0.03,0.5\n", "names the columns"),
        (",word,0,1\n0,sea,0.5,1.25\n1,hill,1,-2.5\n7,new york,0.03,0.5\n", "running number"),
        ('"","V1","V2"\n"sea",0.5,1.25\n"hill",1,-2.5\n"new york",0.03,0.5\n', "quotation marks"),
        ('"V1" "V2"\n"sea" 0.5 1.25\n"hill" 1 -2.5\n"new york" 0.03 0.5\n', "names the columns: V1, V2"),
        ('"" "word" "V1" "V2"\n"1" "sea" 0.5 1.25\n"2" "hill" 1 -2.5\n"3" "new york" 0.03 0.5\n', "running number"),
        ('"sea","0,5","1,25"\n"hill","1","-2,5"\n"new york","0,03","0,5"\n', "decimal commas"),
        ("word,count,d1,d2\nsea,900,0.5,1.25\nhill,80,1,-2.5\nnew york,7,0.03,0.5\n", "1 column between"),
        ("sea,\t0.5,\t1.25\nhill,\t1,\t-2.5\nnew york,\t0.03,\t0.5\n", ""),
        ("sea, 0.5, 1.25\nhill, 1, -2.5\nnew york, 0.03, 0.5,\n", ""),
        ("sea 0.5 1.25\rhill 1 -2.5\rnew york 0.03 0.5\r", ""),
        ("sea\tN\t0.5\t1.25\nhill\tN\t1\t-2.5\nnew york\tPN\t0.03\t0.5\n", "1 column between"),
    ],
)
def test_layouts_of_other_programs(tmp_path: Path, text: str, said: str) -> None:
    result = read_text(tmp_path, text)
    assert result.words == ("sea", "hill", "new york")
    np.testing.assert_array_equal(result.matrix, np.float32([[0.5, 1.25], [1, -2.5], [0.03, 0.5]]))
    assert said in " ".join(result.notes)
    assert bool(result.notes) == bool(said)


@pytest.mark.parametrize("header", ["", "3 4\n"])
def test_numbers_without_words_are_refused(tmp_path: Path, header: str) -> None:
    text = header + "0.5\t0.25\t0.1\t-3\n0.1\t0.2\t0.3\t0.4\n-0.4\t0.2\t0.9\t1\n"
    with pytest.raises(EmbreplError, match="numbers but no words; they may be in a file beside it"):
        read_text(tmp_path, text)
    (tmp_path / "metadata.tsv").write_text("sea\nhill\nmill\n")
    with pytest.raises(EmbreplError, match=r"metadata\.tsv") as caught:
        read_text(tmp_path, text, "vectors.tsv")
    assert "paste metadata.tsv vectors.tsv" in caught.value.hint


def test_words_may_be_numbers(tmp_path: Path) -> None:
    assert read_text(tmp_path, "1984 0.5 1\n2001 0.25 2\n").words == ("1984", "2001")


@pytest.mark.parametrize(
    "text",
    [
        "row,dim_0,dim_1\n0,0.5,1\n1,0.25,2\n2,1,1\n",
        ",0,1\n0,0.5,1\n1,0.25,2\n2,1,1\n",
        '"","V1","V2"\n"1",0.5,1\n"2",0.25,2\n"3",1,1\n',
        "1 0.5 1\n2 0.25 2\n3 1 1\n",
        "4\t-1\t0\n-2\t3\t1\n4\t1\t0\n",
        "3 0 1\n0 1 0\n3 1 1\n",
    ],
)
def test_a_running_or_repeated_number_is_no_word(tmp_path: Path, text: str) -> None:
    with pytest.raises(EmbreplError, match="numbers but no words"):
        read_text(tmp_path, text)


@pytest.mark.parametrize("minus", ["−", "–"])
def test_numbers_that_cannot_be_read_are_not_taken_for_bytes(tmp_path: Path, minus: str) -> None:
    with pytest.raises(EmbreplError, match=r"3 lines left out: line 2 has .* where a number belongs"):
        read_text(tmp_path, f"3 2\nsea 0.5 {minus}1\nhill {minus}1 2\nmill 1 {minus}3.5\n")
    with pytest.raises(EmbreplError, match=r"line 2 has '0\.5D\+00' where a number belongs"):
        read_text(tmp_path, "2 2\nsea 0.5D+00 1.0D+00\nhill 1.5D+00 2.0D+00\n")


def test_lines_may_begin_with_spaces(tmp_path: Path) -> None:
    assert read_text(tmp_path, "3 2\n  sea 0.5 1\n hill 1 2\nmill  1 3\n").words == ("sea", "hill", "mill")


def test_a_running_number_may_come_first_with_spaces_between(tmp_path: Path) -> None:
    result = read_text(tmp_path, "0 sea 0.5 1\n1 hill 1 2\n2 mill 1 3\n")
    assert result.words == ("sea", "hill", "mill")
    assert result.notes == ("the running number before each word was left out",)


def test_columns_may_be_called_0_and_1(tmp_path: Path) -> None:
    assert read_text(tmp_path, "     0   1\nsea  0.5 1\nhill 1.0 2\n").words == ("sea", "hill")


def test_a_count_behind_the_numbers_is_left_out(tmp_path: Path) -> None:
    result = read_text(tmp_path, "word,a,b,count\nsea,0.5,1,90\nhill,1,2,8\n")
    np.testing.assert_array_equal(result.matrix, np.float32([[0.5, 1], [1, 2]]))
    assert "the last column, count, was left out" in result.notes


@pytest.mark.parametrize(
    "text",
    [
        "3 9\nsea 0:0.5 3:1e-3\nhill 1:2\nmill 8:-1 9:1\n",
        "sea 1:0.5\nhill 2:1\n",
        "sea 1:0,5 2:1\nhill 2:1,25 3:0,5\n",
        "2 9\nnew york\t1:0.5 2:1\nlos angeles\t2:1.25\n",
        "2 90\nsea 1:0.5,2:1\nhill 2:1.25,3:0.5\n",
    ],
)
def test_sparse_vectors_are_refused_as_such(tmp_path: Path, text: str) -> None:
    with pytest.raises(EmbreplError, match="sparse vectors") as caught:
        read_text(tmp_path, text)
    assert caught.value.code == "not-vectors"


def test_ragged_lines_and_empty_words_of_a_table_are_told_with_their_lines(tmp_path: Path) -> None:
    text = "word,a,b\nsea,0.5,1\n,1,2\nhill,1\nmill,1,2,3\nlamp,,2\nsea,7,7\nboat,nan,1\nroad,x,1\ntree,3,4\n"
    result = read_text(tmp_path, text)
    assert result.words == ("sea", "tree")
    notes = " ".join(result.notes)
    for said in ("6 lines left out", "line 3 has no word", "line 4 has 1 number,", "line 7 repeats 'sea'"):
        assert said in notes


BEGINNINGS = {
    b"\x93NUMPY\1\0": "NumPy array",
    b"\x80\x04\x95\x10\0\0\0\0\0\0\0": "pickle",
    b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n": "Git LFS",
    b"<!DOCTYPE html>\n<html><body>404</body></html>\n": "web page",
    b"PAR1\x15\4": "Parquet",
}


@pytest.mark.parametrize("begin", BEGINNINGS)
def test_what_is_often_taken_for_vectors_is_refused_by_name(tmp_path: Path, begin: bytes) -> None:
    with pytest.raises(EmbreplError, match=BEGINNINGS[begin]) as caught:
        read_text(tmp_path, begin)
    assert caught.value.code == "not-vectors"
    assert caught.value.hint


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file_is_named_as_such(tmp_path: Path, text: str) -> None:
    with pytest.raises(EmbreplError, match="is empty"):
        read_text(tmp_path, text)


def test_a_text_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(EmbreplError, match="is text, not vectors") as caught:
        read_text(tmp_path, "Call me Ishmael.\nSome years ago\n- never mind how long\n")
    assert f"`load {tmp_path / 'v'}`" in caught.value.hint


def test_the_only_file_of_a_zip_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "v", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._v", "x")
        archive.writestr("v.txt", "sea 0.5 1\nhill 1 2\n")
    assert read(tmp_path / "v").words == ("sea", "hill")
    with zipfile.ZipFile(tmp_path / "v", "a") as archive:
        archive.writestr("v.200d.txt", "sea 0.5 1\nhill 1 2\n")
    with pytest.raises(EmbreplError, match=r"of 2 files: v\.txt, v\.200d\.txt"):
        read(tmp_path / "v")


def test_words_in_another_encoding(tmp_path: Path) -> None:
    text = "3 2\nsea 0.5 1\nmüller 1 2\ncafé 2 3\n"
    (tmp_path / "v").write_bytes(text.encode("latin-1"))
    result = read(tmp_path / "v")
    assert result.words == ("sea",)
    assert "2 of 3 words are not UTF-8; `open FILE --encoding NAME`" in result.notes[1]
    assert "the first is 'müller'" in result.notes[1]
    for encoding in ("latin-1", "utf-16", "utf-16-le", "utf-8"):
        (tmp_path / "v").write_bytes(text.encode(encoding))
        result = read(tmp_path / "v", encoding=encoding)
        assert (result.words, result.notes) == (("sea", "müller", "café"), ())
        assert read(tmp_path / "v", {"müller"}, encoding=encoding).words == ("müller",)
    (tmp_path / "v").write_bytes(text.encode("utf-16"))
    assert read(tmp_path / "v").words == ("sea", "müller", "café")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"sea": [0.5, 1]}\n', "is JSON"),
        ("sea [0.5, 1, 2]\nhill [1, 2, 3]\n", "in brackets"),
        ('word,vector\nsea,"[0.5, 1, 2]"\nhill,"[1, 2, 3]"\n', "in brackets"),
        ("0.5 1 2 3 4 sea\n1 2 3 4 5 hill\n", "a word and behind it its numbers"),
    ],
)
def test_vectors_in_other_forms_are_not_called_text(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(EmbreplError, match=said) as caught:
        read_text(tmp_path, text)
    assert (caught.value.code, "load" in caught.value.hint) == ("not-vectors", False)
