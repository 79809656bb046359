"""Files of vectors are known as such before they are read as text, and texts are not."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from embrepl.space.formats.writing import write
from embrepl.space.recognising import holds_vectors

WORDS = [f"word{at}" for at in range(40)]
MATRIX = np.random.default_rng(0).normal(size=(40, 12)).astype(np.float32)


@pytest.mark.parametrize("kind", ["word2vec", "word2vec-binary", "glove", "fasttext"])
def test_what_is_exported_is_known(tmp_path: Path, kind: str) -> None:
    write(kind, tmp_path / "v.txt", WORDS, MATRIX)
    assert holds_vectors(tmp_path / "v.txt") == 12
    if kind != "fasttext":  # which is read from a plain file alone
        (tmp_path / "v.gz").write_bytes(gzip.compress((tmp_path / "v.txt").read_bytes()))
        assert holds_vectors(tmp_path / "v.gz") == 12


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_tables_of_vectors_are_known(tmp_path: Path, separator: str) -> None:
    rows = [separator.join([word, *map(str, row)]) for word, row in zip(WORDS, MATRIX.tolist(), strict=True)]
    for names in ([], [separator.join(["word", *(f"d{at}" for at in range(12))])]):
        (tmp_path / "v.csv").write_text("\n".join([*names, *rows]), "utf-8")
        assert holds_vectors(tmp_path / "v.csv") == 12


@pytest.mark.parametrize(
    "text",
    [
        "3 4\nsea 1 2 3 4\nhill 0.5 1 2 -1\nmill 1 1 1 1\n",
        "3\t4\nnew york\t0,5\t1,5\t2\t3\nhill\t1\t2,5\t1\t0\nmill\t1\t1\t1\t0,5",
        "sea 0.5 0.25 1 -0.5\nhill 0.125 1.5 2.5 1\n",
        "sea;0,5;0,25;1;-0,5\nStraße;0,125;1,5;2,5;1\n",
        ",0,1,2,3\nsea,0.5,0.25,1.0,-0.5\nhill,0.125,1.5,2.5,1.0\n",
    ],
)
def test_vectors_of_few_numbers_are_known(tmp_path: Path, text: str) -> None:
    (tmp_path / "v.txt").write_text(text, "utf-8")
    assert holds_vectors(tmp_path / "v.txt") == 4


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-01 0.5 1.5 2.5 3.5\n2020-01-02 0.5 1.5 2.5 3.5\n",
        "apple,1.5,2.5,3.5\nred pear,1.5,2.5,3.5\nplum,1.5,2.5,3.5\n",
        "fruit,price,weight,size\npear,1.5,2.5,3.5\nplum,1.5,2.5,3.5\n",
        "sea lake 7.5\nboat hill 2.25\n",
        "Scores were 1.5 2.5 3.5\nToday 2.5 3.5 1.5\n",
        "Call me Ishmael.\nSome years ago\n",
        "",
        "12 30\nIt was in the year 1812, and twelve of us stood there.\nNobody spoke.\n",
        "word 1 2 3\nother 4 5 6\n",
        "\n".join(f"{year} " + " ".join(["1.5"] * 12) for year in range(1990, 2020)),
        "review,price,a,b,c,e,f,g,h,i,k\n" + "\n".join(f"good,{','.join(['3'] * 10)}" for _ in range(9)),
        "0 1 2 3 4 5 6 7 8 9 10 11 12\n",
    ],
)
def test_texts_and_tables_are_not(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.txt").write_text(text, "utf-8")
    assert holds_vectors(tmp_path / "t.txt") == 0


def test_what_is_no_plain_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "damaged.gz").write_bytes(b"\x1f\x8b\x08broken")
    for path in (tmp_path, tmp_path / "none", tmp_path / "damaged.gz"):
        assert holds_vectors(path) == 0
